import { Api } from "./api.js";
import { Attempts } from "./attempts.js";
import { loadConfig } from "./config.js";
import { Failure } from "./failure.js";
import { Handover } from "./handover.js";
import { SignIn, isAuthorizationResponse } from "./oidc.js";
import { NOBODY, Page, QUIET } from "./page.js";
import { Reading } from "./reading.js";
import { Session } from "./session.js";
import { Tabs } from "./tabs.js";
import { View } from "./view.js";
import { Watch } from "./watch.js";
import { Writing } from "./writing.js";

const HOME = `${location.origin}/`;

const handover = new Handover(() => sessionStorage);
const view = new View(document, {
  signIn: () => leave(),
  signOut,
  send: () => (page.model.phase === "signed-in" ? writing.send() : leave()),
  lookAgain: () => watch.start(),
  older: () => reading.older(),
  remedy: () => page.remedy(),
  topSeen: () => page.update({ unseen: 0 }),
});
const page = new Page(view, {
  signIn: () => leave(),
  lookAgain: () => watch.start(),
  sessionEnded,
});
const tabs = new Tabs(signedOutElsewhere);
let attempts;
let signIn;
let session;
let reading;
let writing;
let watch;

addEventListener("pagehide", leaveNotes);
addEventListener("pageshow", ({ persisted }) => persisted && comeBackUnchanged());
addEventListener("offline", () => page.update({ connection: "offline" }));
addEventListener("online", () => watch?.now());
await start();

async function start() {
  const response = takeAuthorizationResponse();
  const pending = handover.takeSignIn();
  const returning = handover.takeReturn();
  const draft = handover.takeDraft();
  attempts = new Attempts(draft.attempt);
  view.text = draft.text;
  page.update({});
  try {
    setUp(await loadConfig());
  } catch (failure) {
    page.update({ phase: "unconfigured" });
    page.show(failure, { again: () => location.reload() });
    return;
  }
  if (response !== undefined) {
    await enter(response, pending);
  } else if (returning) {
    // The tokens are gone with the page that held them; the issuer still knows who it is.
    page.update({ phase: "signing-in" });
    await leave({ silent: true });
  } else {
    page.update({ phase: "signed-out" });
  }
}

function setUp(config) {
  signIn = new SignIn(config, HOME);
  session = new Session(signIn);
  const api = new Api(config.apiBaseUrl, session);
  reading = new Reading(api, page, view);
  writing = new Writing(api, page, view, attempts);
  watch = new Watch(() => reading.look(), document);
  page.update({ development: config.development });
}

/** Takes the issuer's answer out of the address, where it would stay in the history. */
function takeAuthorizationResponse() {
  const parameters = new URLSearchParams(location.search);
  if (location.search !== "" || location.hash !== "") {
    history.replaceState(null, "", HOME);
  }
  return isAuthorizationResponse(parameters) ? parameters : undefined;
}

async function enter(response, pending) {
  page.update({ phase: "signing-in" });
  try {
    if (pending === undefined) {
      throw new Failure("sign-in-lost");
    }
    const onward = await signIn.onward(response, pending);
    if (onward !== undefined) {
      handover.keepSignIn(pending);
      location.assign(onward);
      return;
    }
    session.start(await signIn.complete(response, pending));
  } catch (failure) {
    page.update({ phase: "signed-out" });
    if (failure.kind !== "sign-in-needed" || view.text !== "") {
      page.show(failure);
    }
    return;
  }
  page.update({ phase: "signed-in", person: session.person });
  if (view.text !== "") {
    view.focusText();
  }
  watch.start();
}

async function leave(how) {
  if (page.model.leaving) {
    return;
  }
  page.update({ ...QUIET, leaving: true });
  try {
    const { url, pending } = await signIn.begin(how);
    handover.keepSignIn(pending);
    location.assign(url);
  } catch (failure) {
    const { phase } = page.model;
    page.update({ leaving: false, phase: phase === "signing-in" ? "signed-out" : phase });
    page.show(failure, { again: () => leave() });
  }
}

/** What the next page in this tab is to know: the text being written, and that there was somebody. */
function leaveNotes() {
  handover.keepDraft({ text: view.text, attempt: attempts.last });
  if (page.model.phase === "signed-in" && !page.model.leaving) {
    handover.keepReturn();
  }
}

/** Back from another page by the back button, with everything still in memory. */
function comeBackUnchanged() {
  handover.takeDraft();
  handover.takeReturn();
  page.update({ leaving: false });
}

function sessionEnded() {
  session.end();
  watch.stop();
  page.update({ phase: "ended" });
}

async function signOut() {
  const { subject } = session.person;
  const tokens = forgetEverything();
  tabs.tellSignedOut(subject);
  try {
    await signIn.revoke(tokens);
    location.assign((await signIn.endUrl(tokens)) ?? HOME);
  } catch (failure) {
    page.show(failure, { again: () => location.assign(HOME) });
  }
}

function signedOutElsewhere(subject) {
  if (session?.person?.subject === subject) {
    forgetEverything();
    page.show(new Failure("signed-out-elsewhere"), { quietly: true });
  }
}

/** Leaves nothing behind for whoever uses this browser next, the draft included. */
function forgetEverything() {
  const tokens = session.end();
  watch.stop();
  view.text = "";
  attempts.settle();
  page.update(NOBODY);
  return tokens;
}
