import { Api } from "./api.js";
import { Board } from "./board.js";
import { loadConfig } from "./config.js";
import { Failure } from "./failure.js";
import { Handover } from "./handover.js";
import { NOTHING_SHOWN } from "./messages.js";
import { SignIn, isAuthorizationResponse } from "./oidc.js";
import { Page, QUIET } from "./page.js";
import { Session } from "./session.js";
import { View } from "./view.js";

const HOME = `${location.origin}/`;

const handover = new Handover(() => sessionStorage);
const view = new View(document, {
  signIn: leave,
  signOut,
  send: () => (page.model.phase === "signed-in" ? board.send() : leave()),
  refresh: () => board.refresh(),
  older: () => board.older(),
  remedy: () => page.remedy(),
});
const page = new Page(view, { signIn: leave, sessionEnded });
let signIn;
let session;
let board;

addEventListener("pagehide", () => handover.keepDraft(view.text));
addEventListener("pageshow", ({ persisted }) => persisted && comeBackUnchanged());
await start();

async function start() {
  const response = takeAuthorizationResponse();
  const pending = handover.takeSignIn();
  view.text = handover.takeDraft();
  page.update({});
  try {
    const config = await loadConfig();
    signIn = new SignIn(config, HOME);
    session = new Session(signIn);
    board = new Board(new Api(config.apiBaseUrl, session), page, view);
    page.update({ development: config.development });
  } catch (failure) {
    page.update({ phase: "unconfigured" });
    page.show(failure, () => location.reload());
    return;
  }
  if (response === undefined) {
    page.update({ phase: "signed-out" });
  } else {
    await enter(response, pending);
  }
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
    session.start(await signIn.complete(response, pending));
  } catch (failure) {
    page.update({ phase: "signed-out" });
    page.show(failure);
    return;
  }
  page.update({ phase: "signed-in", person: session.person });
  if (view.text !== "") {
    view.focusText();
  }
  await board.refresh();
}

async function leave() {
  if (page.model.leaving) {
    return;
  }
  page.update({ ...QUIET, leaving: true });
  try {
    const { url, pending } = await signIn.begin();
    handover.keepSignIn(pending);
    location.assign(url);
  } catch (failure) {
    page.update({ leaving: false });
    page.show(failure);
  }
}

/** Back from the issuer's page by the back button, with everything still in memory. */
function comeBackUnchanged() {
  handover.takeDraft();
  page.update({ leaving: false });
}

function sessionEnded() {
  session.end();
  page.update({ phase: "ended" });
}

/** Leaves nothing behind for whoever uses this tab next, the draft included. */
async function signOut() {
  const tokens = session.end();
  view.text = "";
  page.update({
    ...QUIET,
    phase: "signed-out",
    person: undefined,
    loaded: false,
    shown: NOTHING_SHOWN,
  });
  try {
    location.assign((await signIn.endUrl(tokens)) ?? HOME);
  } catch (failure) {
    page.show(failure);
  }
}
