import { roomIn } from "./draft.js";
import { MessagesView } from "./view-messages.js";
import { NoticeView } from "./view-notice.js";
import { connectionWords, countOf } from "./words.js";

/**
 * What the page is to show.
 *
 * @typedef {object} Model
 * @property {"starting" | "unconfigured" | "signed-out" | "signing-in" | "signed-in"
 *     | "ended"} phase
 * @property {boolean} development whether to say that anybody can sign in
 * @property {boolean} leaving on the way to the issuer's page
 * @property {boolean} sending
 * @property {boolean} loading the first messages
 * @property {boolean} loadingOlder
 * @property {boolean} loaded whether `shown` came from the API
 * @property {import("./messages.js").Shown} shown
 * @property {number} unseen new messages above what is being read
 * @property {"live" | "offline" | "unreachable" | "busy" | "ended"} connection
 * @property {import("./tokens.js").Person | undefined} person
 * @property {import("./view-notice.js").Notice | undefined} notice its text leads to the field
 *     where there is a `fieldError`
 * @property {string | undefined} fieldError
 * @property {string} sent
 * @property {string} announcement said to those who cannot see the page
 */

const IDS = [
  "development", "account", "person", "sign-out", "notice", "starting", "starting-text", "welcome",
  "sign-in", "composer", "text", "text-error", "text-room", "sent", "send", "board",
  "board-head", "connection", "look-again", "waiting", "empty", "messages", "older", "unseen",
  "announcement",
];

/** The page. Only here is the document touched, and only text is ever put into it. */
export class View {
  #document;
  #parts;
  #messages;
  #notice;
  #isTopInSight = true;

  /**
   * @param {Document} document
   * @param {Record<"signIn" | "signOut" | "send" | "older" | "lookAgain" | "remedy" | "topSeen",
   *     () => void>} on what to call when somebody asks for it, or sees the newest messages
   */
  constructor(document, on) {
    this.#document = document;
    this.#parts = Object.fromEntries(IDS.map((id) => [id, document.getElementById(id)]));
    this.#messages = new MessagesView(
      this.#parts.messages,
      document.getElementById("message-template"),
    );
    this.#notice = new NoticeView(
      this.#parts.notice,
      document.getElementById("notice-template"),
      { remedy: on.remedy, toText: () => this.focusText() },
    );
    this.#listen(on);
    this.#watchTop(on.topSeen);
  }

  /** The text being written. */
  get text() {
    return this.#parts.text.value;
  }

  set text(text) {
    this.#parts.text.value = text;
    this.#drawRoom();
  }

  /** Whether the newest messages are out of sight, above what is being read. */
  get isReadFurtherDown() {
    return !this.#isTopInSight;
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
    this.#document.title = titleFor(model.notice);
    this.#drawComposer(model);
    this.#drawBoard(model);
    this.#setText("announcement", model.announcement);
    // Last, for it may move the focus to what was hidden before.
    this.#notice.draw(model.notice, model.fieldError !== undefined);
  }

  focusText() {
    this.#parts.text.focus();
  }

  focusNotice() {
    this.#notice.focus();
  }

  /** @param {string} id of a message */
  focusMessage(id) {
    this.#messages.focus(id);
  }

  #listen(on) {
    const { text, composer } = this.#parts;
    this.#parts["sign-in"].addEventListener("click", on.signIn);
    this.#parts["sign-out"].addEventListener("click", on.signOut);
    this.#parts["look-again"].addEventListener("click", on.lookAgain);
    this.#parts.unseen.addEventListener("click", () => this.#goToTop());
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

  #watchTop(onSeen) {
    const observer = new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
      this.#isTopInSight = isIntersecting || boundingClientRect.top > 0;
      if (this.#isTopInSight) {
        onSeen();
      }
    });
    observer.observe(this.#parts["board-head"]);
  }

  #goToTop() {
    this.#parts["board-head"].scrollIntoView({ behavior: "smooth" });
    this.#messages.focusFirst();
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
    this.#setText("sent", sent);
    this.#drawRoom();
  }

  #drawBoard(model) {
    const { phase, shown, loading, loadingOlder, loaded, person, unseen } = model;
    this.#parts.board.setAttribute("aria-busy", String(loading || loadingOlder));
    this.#drawConnection(model);
    this.#show("waiting", loading && !loaded);
    this.#show("empty", loaded && shown.messages.length === 0);
    this.#messages.draw(shown.messages, person?.subject);
    this.#show("older", phase === "signed-in" && shown.next !== null);
    this.#busy("older", loadingOlder, "Loading…", "Show older messages");
    this.#show("unseen", unseen > 0);
    this.#setText("unseen", unseen > 0 ? countOf(unseen, "new message") : "");
  }

  #drawConnection({ phase, connection, loaded }) {
    const connected = phase === "signed-in" && (loaded || connection !== "live");
    this.#setText("connection", connected ? connectionWords(connection) : "");
    this.#parts.connection.classList.toggle("trouble", connection !== "live");
    this.#show("look-again", connected && connection !== "live" && connection !== "ended");
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
    this.#parts[id].setAttribute("aria-disabled", String(busy));
    this.#setText(id, busy ? busyLabel : label);
  }

  // To set the same text again would have some screen readers read it out again.
  #setText(id, text) {
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
