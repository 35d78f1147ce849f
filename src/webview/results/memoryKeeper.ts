/** What changed is kept when it has stood so long, in milliseconds. */
const settled = 300;

/** Has the pane's memory kept: not at each step of a scroll, and at the latest when the page goes. */
export class MemoryKeeper {
  readonly #keep: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(keep: () => void) {
    this.#keep = keep;
    window.addEventListener('pagehide', () => {
      if (this.#timer !== undefined) this.#now();
    });
  }

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#now(), settled);
  }

  #now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#keep();
  }
}
