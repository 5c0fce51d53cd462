/**
 * Looks again and again, as long as somebody can see the page. One look at a time; a page that
 * comes back into sight is looked at at once.
 */
export class Watch {
  #look;
  #sight;
  #timer;
  #running = false;
  #looking = false;
  #onSight = () => this.now();

  /**
   * @param {() => Promise<number>} look gives the milliseconds to wait before the next look, or
   *     `Infinity` to stop
   * @param {EventTarget & {hidden: boolean}} sight the document, whose `visibilitychange` is heard
   */
  constructor(look, sight) {
    this.#look = look;
    this.#sight = sight;
  }

  /** Looks, and goes on looking. */
  start() {
    this.#running = true;
    this.#sight.addEventListener("visibilitychange", this.#onSight);
    return this.now();
  }

  stop() {
    this.#running = false;
    this.#sight.removeEventListener("visibilitychange", this.#onSight);
    clearTimeout(this.#timer);
  }

  /** Looks without waiting, unless it was stopped, nobody can see, or a look is under way. */
  async now() {
    clearTimeout(this.#timer);
    if (!this.#running || this.#looking || this.#sight.hidden) {
      return;
    }
    this.#looking = true;
    const pause = await this.#look();
    this.#looking = false;
    if (pause === Infinity) {
      this.stop();
    } else if (this.#running) {
      this.#timer = setTimeout(() => this.now(), pause);
    }
  }
}
