import { initialOf, toneOf } from "./people.js";
import { exactTime, shortTime } from "./time.js";

const LONG = { characters: 700, lines: 10 };

/** The list of messages in the page: one item per id, kept from one drawing to the next. */
export class MessagesView {
  #list;
  #template;
  #items = new Map();

  /**
   * @param {HTMLElement} list
   * @param {HTMLTemplateElement} template
   */
  constructor(list, template) {
    this.#list = list;
    this.#template = template;
  }

  /**
   * @param {import("./api.js").Message[]} messages newest first
   * @param {string | undefined} self the author whose messages are marked as the reader's own
   */
  draw(messages, self) {
    const wanted = new Set(messages.map((message) => message.id));
    for (const [id, item] of this.#items) {
      if (!wanted.has(id)) {
        item.remove();
        this.#items.delete(id);
      }
    }
    const newest = this.#list.firstElementChild?.dataset.id ?? "~";
    messages.forEach((message, index) => this.#place(message, index, self, newest));
  }

  /** Moves the focus to the newest message. */
  focusFirst() {
    this.#list.firstElementChild?.focus({ preventScroll: true });
  }

  /** Moves the focus to a message, for those who read on from there. */
  focus(id) {
    this.#items.get(id)?.focus();
  }

  // Items stay where they are if they can: moving one would take the focus out of it.
  #place(message, index, self, newest) {
    let item = this.#items.get(message.id);
    if (item === undefined) {
      item = this.#itemFor(message, self);
      item.classList.toggle("arriving", message.id > newest);
      this.#items.set(message.id, item);
    }
    if (this.#list.children[index] !== item) {
      this.#list.insertBefore(item, this.#list.children[index] ?? null);
    }
  }

  #itemFor({ id, author, text, postedAt }, self) {
    const item = this.#template.content.firstElementChild.cloneNode(true);
    item.dataset.id = id;
    const [monogram, own, time, body] = [".monogram", ".own", "time", ".text"].map((part) =>
      item.querySelector(part),
    );
    monogram.textContent = initialOf(author);
    monogram.classList.add(`tone-${toneOf(author)}`);
    item.querySelector(".author").textContent = author;
    own.hidden = author !== self;
    const moment = new Date(postedAt);
    time.dateTime = postedAt;
    time.textContent = shortTime(moment, new Date());
    time.title = exactTime(moment);
    body.textContent = text;
    if (isLong(text)) {
      fold(item);
    }
    return item;
  }
}

function isLong(text) {
  return text.length > LONG.characters || text.split("\n").length > LONG.lines;
}

function fold(item) {
  const button = item.querySelector(".unfold");
  item.classList.add("folded");
  button.hidden = false;
  button.addEventListener("click", () => {
    const folded = item.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
    button.textContent = folded ? "Show all of it" : "Show less";
  });
}
