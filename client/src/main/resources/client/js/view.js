import { roomIn } from "./draft.js";
import { MessagesView } from "./view-messages.js";

/**
 * What the page is to show.
 *
 * @typedef {object} Model
 * @property {"starting" | "unconfigured" | "signed-out" | "signing-in" | "signed-in"
 *     | "ended"} phase
 * @property {boolean} development whether to say that anybody can sign in
 * @property {boolean} leaving on the way to the issuer's page
 * @property {boolean} sending
 * @property {boolean} loading the newest messages
 * @property {boolean} loadingOlder
 * @property {boolean} loaded whether `shown` came from the API
 * @property {import("./messages.js").Shown} shown
 * @property {import("./oidc.js").Person | undefined} person
 * @property {Notice | undefined} notice
 * @property {string | undefined} fieldError
 * @property {string} sent
 * @property {string} announcement said to those who cannot see the page
 *
 * @typedef {{title: string, text: string, code?: string, button?: string, calm: boolean}} Notice
 *     `text` is a link to the field where there is a `fieldError`
 */

const IDS = [
  "development", "account", "person", "sign-out", "notice", "starting", "starting-text", "welcome",
  "sign-in", "composer", "text", "text-error", "text-room", "sent", "send", "board", "refresh",
  "waiting", "empty", "messages", "older", "announcement",
];

/** The page. Only here is the document touched, and only text is ever put into it. */
export class View {
  #document;
  #parts;
  #messages;
  #notice;
  #onRemedy;

  /**
   * @param {Document} document
   * @param {Record<"signIn" | "signOut" | "send" | "older" | "refresh" | "remedy", () => void>} on
   *     what to call when somebody asks for it
   */
  constructor(document, on) {
    this.#document = document;
    this.#parts = Object.fromEntries(IDS.map((id) => [id, document.getElementById(id)]));
    this.#messages = new MessagesView(
      this.#parts.messages,
      document.getElementById("message-template"),
    );
    this.#onRemedy = on.remedy;
    this.#listen(on);
  }

  /** The text being written. */
  get text() {
    return this.#parts.text.value;
  }

  set text(text) {
    this.#parts.text.value = text;
    this.#drawRoom();
  }

  /** @param {Model} model */
  draw(model) {
    const { phase } = model;
    const open = phase === "signed-in" || phase === "ended";
    this.#show("development", model.development);
    this.#show("account", phase === "signed-in");
    this.#parts.person.textContent = model.person?.name ?? "";
    this.#show("starting", phase === "starting" || phase === "signing-in");
    this.#parts["starting-text"].textContent =
      phase === "signing-in" ? "Signing you in…" : "Opening…";
    this.#show("welcome", phase === "signed-out");
    this.#show("composer", open || (phase === "signed-out" && this.text !== ""));
    this.#show("board", open);
    this.#busy("sign-in", model.leaving, "Taking you to the sign-in page…", "Sign in");
    this.#drawNotice(model);
    this.#drawComposer(model);
    this.#drawBoard(model);
    this.#parts.announcement.textContent = model.announcement;
  }

  focusText() {
    this.#parts.text.focus();
  }

  focusNotice() {
    this.#parts.notice.firstElementChild?.focus();
  }

  /** @param {string} id of a message */
  focusMessage(id) {
    this.#messages.focus(id);
  }

  #listen(on) {
    const { text, composer } = this.#parts;
    this.#parts["sign-in"].addEventListener("click", on.signIn);
    this.#parts["sign-out"].addEventListener("click", on.signOut);
    this.#parts.refresh.addEventListener("click", on.refresh);
    this.#parts.older.addEventListener("click", on.older);
    composer.addEventListener("submit", (event) => {
      event.preventDefault();
      on.send();
    });
    text.addEventListener("input", () => this.#drawRoom());
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        on.send();
      }
    });
  }

  // Drawn once per notice: drawing it again would have it read out again.
  #drawNotice({ notice, fieldError }) {
    if (notice === this.#notice) {
      return;
    }
    this.#notice = notice;
    this.#document.title = titleFor(notice);
    this.#parts.notice.replaceChildren(
      ...(notice === undefined ? [] : [this.#noticeFor(notice, fieldError !== undefined)]),
    );
  }

  #noticeFor({ title, text, code, button, calm }, aboutTheText) {
    const template = this.#document.getElementById("notice-template");
    const box = template.content.firstElementChild.cloneNode(true);
    const [heading, paragraph, link, remedy] = box.children;
    box.classList.toggle("calm", calm);
    heading.textContent = title;
    const sentence = aboutTheText ? link : paragraph;
    sentence.textContent = code === undefined ? text : `${text} (${code})`;
    link.hidden = !aboutTheText;
    paragraph.hidden = aboutTheText;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.focusText();
    });
    remedy.hidden = button === undefined;
    remedy.textContent = button ?? "";
    remedy.addEventListener("click", this.#onRemedy);
    return box;
  }

  #drawComposer({ phase, sending, leaving, fieldError, sent }) {
    const { text, "text-error": error } = this.#parts;
    error.hidden = fieldError === undefined;
    error.textContent = fieldError ?? "";
    text.readOnly = sending;
    text.setAttribute("aria-invalid", String(fieldError !== undefined));
    const described = error.hidden ? [] : ["text-error"];
    text.setAttribute("aria-describedby", [...described, "text-hint", "text-room"].join(" "));
    this.#busy("send", sending || leaving, sending ? "Sending…" : "One moment…",
      phase === "signed-in" ? "Send" : "Sign in to send");
    this.#parts.sent.textContent = sent;
    this.#drawRoom();
  }

  #drawBoard({ phase, shown, loading, loadingOlder, loaded, person }) {
    this.#parts.board.setAttribute("aria-busy", String(loading || loadingOlder));
    this.#show("refresh", phase === "signed-in");
    this.#show("waiting", loading && !loaded);
    this.#show("empty", loaded && shown.messages.length === 0);
    this.#messages.draw(shown.messages, person?.subject);
    this.#show("older", phase === "signed-in" && shown.next !== null);
    this.#busy("refresh", loading, "Refreshing…", "Refresh");
    this.#busy("older", loadingOlder, "Loading…", "Show older messages");
  }

  #drawRoom() {
    const room = roomIn(this.text);
    this.#parts["text-room"].textContent = room;
    this.#parts["text-room"].classList.toggle("over", room.endsWith("too many"));
  }

  #show(id, shown) {
    this.#parts[id].hidden = !shown;
  }

  // Not `disabled`: that would throw the focus out of the button that was just pressed.
  #busy(id, busy, busyLabel, label) {
    const text = busy ? busyLabel : label;
    this.#parts[id].setAttribute("aria-disabled", String(busy));
    if (this.#parts[id].textContent !== text) {
      this.#parts[id].textContent = text;
    }
  }
}

function titleFor(notice) {
  return notice === undefined
    ? "Gatepost"
    : `${notice.calm ? "" : "Error: "}${notice.title} – Gatepost`;
}
