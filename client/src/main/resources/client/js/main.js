import { Api } from "./api.js";
import { loadConfig } from "./config.js";
import { complaintAbout } from "./draft.js";
import { Failure } from "./failure.js";
import { Handover } from "./handover.js";
import { NOTHING_SHOWN, arrivals, withNewest, withOlder, withPosted } from "./messages.js";
import { SignIn, isAuthorizationResponse } from "./oidc.js";
import { Session } from "./session.js";
import { View } from "./view.js";
import { isAboutTheText, wordsFor } from "./words.js";

const PAGE_LENGTH = 20;
const HOME = `${location.origin}/`;
const QUIET = { notice: undefined, fieldError: undefined, sent: "", announcement: "" };

const handover = new Handover(() => sessionStorage);
const view = new View(document, { signIn: leave, signOut, send, older, refresh, remedy });
let remedyAction = () => {};
let signIn;
let session;
let api;

/** @type {import("./view.js").Model} */
let model = {
  phase: "starting",
  development: false,
  leaving: false,
  sending: false,
  loading: false,
  loadingOlder: false,
  loaded: false,
  shown: NOTHING_SHOWN,
  person: undefined,
  ...QUIET,
};

addEventListener("pagehide", () => handover.keepDraft(view.text));
addEventListener("pageshow", ({ persisted }) => persisted && comeBackUnchanged());
await start();

async function start() {
  const response = takeAuthorizationResponse();
  const pending = handover.takeSignIn();
  view.text = handover.takeDraft();
  update({});
  try {
    const config = await loadConfig();
    signIn = new SignIn(config, HOME);
    session = new Session(signIn);
    api = new Api(config.apiBaseUrl, session);
    update({ development: config.development });
  } catch (failure) {
    update({ phase: "unconfigured" });
    show(failure, () => location.reload());
    return;
  }
  await (response === undefined ? update({ phase: "signed-out" }) : enter(response, pending));
}

/** Takes the issuer's answer out of the address, where it would be kept in the history. */
function takeAuthorizationResponse() {
  const parameters = new URLSearchParams(location.search);
  if (location.search !== "" || location.hash !== "") {
    history.replaceState(null, "", HOME);
  }
  return isAuthorizationResponse(parameters) ? parameters : undefined;
}

async function enter(response, pending) {
  update({ phase: "signing-in" });
  try {
    if (pending === undefined) {
      throw new Failure("sign-in-lost");
    }
    session.start(await signIn.complete(response, pending));
  } catch (failure) {
    update({ phase: "signed-out" });
    show(failure);
    return;
  }
  update({ phase: "signed-in", person: session.person });
  if (view.text !== "") {
    view.focusText();
  }
  await refresh();
}

async function leave() {
  if (model.leaving) {
    return;
  }
  update({ ...QUIET, leaving: true });
  try {
    const { url, pending } = await signIn.begin();
    handover.keepSignIn(pending);
    location.assign(url);
  } catch (failure) {
    update({ leaving: false });
    show(failure);
  }
}

/** Back from the issuer's page by the back button, with everything still in memory. */
function comeBackUnchanged() {
  handover.takeDraft();
  update({ leaving: false });
}

async function signOut() {
  const tokens = session.end();
  view.text = "";
  update({ ...QUIET, phase: "signed-out", person: undefined, loaded: false, shown: NOTHING_SHOWN });
  try {
    location.assign((await signIn.endUrl(tokens)) ?? HOME);
  } catch (failure) {
    show(failure);
  }
}

async function send() {
  if (model.sending) {
    return;
  }
  if (model.phase !== "signed-in") {
    await leave();
    return;
  }
  const complaint = complaintAbout(view.text);
  if (complaint !== undefined) {
    showAtText("The message was not sent", complaint);
    return;
  }
  update({ ...QUIET, sending: true });
  try {
    const message = await api.post(view.text.trim());
    view.text = "";
    update({ sending: false, sent: "Message sent", shown: withPosted(model.shown, message) });
    view.focusText();
  } catch (failure) {
    update({ sending: false });
    show(failure, send);
  }
}

async function refresh() {
  if (model.loading) {
    return;
  }
  update({ ...QUIET, loading: true });
  try {
    const shown = withNewest(model.shown, await api.list({ limit: PAGE_LENGTH }));
    const count = arrivals(model.shown, shown);
    update({ loading: false, loaded: true, shown, announcement: `${messages(count, "new")}.` });
  } catch (failure) {
    update({ loading: false });
    show(failure, refresh);
  }
}

async function older() {
  if (model.loadingOlder) {
    return;
  }
  update({ ...QUIET, loadingOlder: true });
  try {
    const { shown: before } = model;
    const shown = withOlder(before, await api.list({ limit: PAGE_LENGTH, before: before.next }));
    const announcement = `${messages(arrivals(before, shown), "older")} shown.`;
    update({ loadingOlder: false, shown, announcement });
    if (shown.next === null) {
      // The button that had the focus is gone.
      view.focusMessage(shown.messages[before.messages.length]?.id);
    }
  } catch (failure) {
    update({ loadingOlder: false });
    show(failure, older);
  }
}

function messages(count, which) {
  return `${count === 0 ? "No" : count} ${which} ${count === 1 ? "message" : "messages"}`;
}

/**
 * Says in the page what went wrong.
 *
 * @param {unknown} failure
 * @param {() => void} [again] what to do when somebody presses "Try again"
 */
function show(failure, again) {
  if (!(failure instanceof Failure)) {
    throw failure;
  }
  const { title, text, remedy: kind, code, calm } = wordsFor(failure);
  if (isAboutTheText(failure)) {
    showAtText(title, text);
    return;
  }
  if (failure.kind === "session-ended") {
    session.end();
    update({ phase: "ended" });
  }
  remedyAction = kind === "sign-in" ? leave : again;
  const button = { "sign-in": signInLabel(failure), retry: "Try again" }[kind];
  update({ ...QUIET, notice: { title, text, code, button, calm } });
  view.focusNotice();
}

function showAtText(title, text) {
  update({ ...QUIET, notice: { title, text, calm: false }, fieldError: text });
  view.focusText();
}

function signInLabel({ kind }) {
  return kind === "session-ended" ? "Sign in again" : "Try again";
}

function remedy() {
  remedyAction();
}

function update(changes) {
  model = { ...model, ...changes };
  view.draw(model);
}
