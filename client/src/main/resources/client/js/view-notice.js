import { waitingWords } from "./words.js";

const SECOND_MS = 1_000;

/**
 * What the page says at its top.
 *
 * @typedef {object} Notice
 * @property {string} title
 * @property {string} text
 * @property {string | undefined} code
 * @property {string | undefined} button
 * @property {boolean} calm
 * @property {number | undefined} until when the button may be pressed, in milliseconds of
 *     `Date.now()`
 */

/** The place for notices. Each is drawn once: to draw it again would have it read out again. */
export class NoticeView {
  #place;
  #template;
  #on;
  #drawn;
  #countdown;

  /**
   * @param {HTMLElement} place
   * @param {HTMLTemplateElement} template
   * @param {{remedy: () => void, toText: () => void}} on
   */
  constructor(place, template, on) {
    this.#place = place;
    this.#template = template;
    this.#on = on;
  }

  /**
   * @param {Notice | undefined} notice
   * @param {boolean} aboutTheText whether it leads to the text being written
   */
  draw(notice, aboutTheText) {
    if (notice === this.#drawn) {
      return;
    }
    clearInterval(this.#countdown);
    const focused = this.#place.contains(this.#place.ownerDocument.activeElement);
    this.#drawn = notice;
    this.#place.replaceChildren(...(notice === undefined ? [] : [this.#box(notice, aboutTheText)]));
    if (focused) {
      // The button that had the focus is gone.
      this.#on.toText();
    }
  }

  focus() {
    this.#place.firstElementChild?.focus();
  }

  #box({ title, text, code, button, calm, until }, aboutTheText) {
    const box = this.#template.content.firstElementChild.cloneNode(true);
    const [heading, paragraph, link, wait, remedy] = box.children;
    box.classList.toggle("calm", calm);
    heading.textContent = title;
    const sentence = aboutTheText ? link : paragraph;
    sentence.textContent = code === undefined ? text : `${text} (${code})`;
    link.hidden = !aboutTheText;
    paragraph.hidden = aboutTheText;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#on.toText();
    });
    remedy.hidden = button === undefined;
    remedy.textContent = button ?? "";
    remedy.addEventListener("click", () => this.#isWaiting() || this.#on.remedy());
    this.#countDown(until, wait, remedy);
    return box;
  }

  #isWaiting() {
    return this.#drawn?.until > Date.now();
  }

  #countDown(until, wait, remedy) {
    if (until === undefined) {
      return;
    }
    const draw = () => {
      const seconds = Math.ceil((until - Date.now()) / SECOND_MS);
      wait.textContent = seconds > 0 ? `You can try again ${waitingWords(seconds)}.` : "You can try again now.";
      // Read out when it is over, and not at each second.
      wait.setAttribute("aria-live", seconds > 1 ? "off" : "polite");
      remedy.setAttribute("aria-disabled", String(seconds > 0));
      if (seconds <= 0) {
        clearInterval(this.#countdown);
      }
    };
    wait.hidden = false;
    this.#countdown = setInterval(draw, SECOND_MS / 4);
    draw();
  }
}
