import { el, setText } from './dom';

/** A screen reader is told at most one thing in so many milliseconds. */
const quiet = 2000;

/** A polite live region. What comes too soon after another waits, and only the newest of it is said. */
export class Announcer {
  readonly element = el('div', 'sr', { role: 'status', 'aria-live': 'polite' });
  #next: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    if (this.#timer !== undefined) {
      this.#next = text;
      return;
    }
    setText(this.element, text);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const next = this.#next;
      this.#next = undefined;
      if (next !== undefined) this.say(next);
    }, quiet);
  }
}
