import type { Disposable } from '../../core/base/event';

/** Shorter ones would keep a server busy for nobody; longer ones are no more than running it by hand. In seconds. */
const shortest = 5;
const longest = 24 * 3600;

export interface RefreshedPane {
  /** A run, or a page of one, is on its way. */
  readonly busy: boolean;
  readonly visible: boolean;
  /** Running the query asks nobody for anything. */
  isSignedIn(): Promise<boolean>;
  runAgain(): void;
  failed(error: unknown): void;
}

/**
 * Runs a pane's query again and again. A pane that nobody sees waits until it is seen, one without a sign-in until there
 * is one: whoever is not there is asked nothing. A run on its way is not cut.
 */
export class AutoRefresh implements Disposable {
  readonly #pane: RefreshedPane;
  #seconds = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #due = false;

  constructor(pane: RefreshedPane) {
    this.#pane = pane;
  }

  /** Between two runs; 0 while there are none by themselves. */
  get seconds(): number {
    return this.#seconds;
  }

  /** @param seconds 0: no more by itself */
  set(seconds: number): void {
    clearInterval(this.#timer);
    this.#due = false;
    this.#seconds = seconds > 0 ? Math.min(longest, Math.max(shortest, Math.round(seconds))) : 0;
    this.#timer = this.#seconds > 0 ? setInterval(() => this.#tick(), this.#seconds * 1000) : undefined;
  }

  /** The pane came into view. */
  seen(): void {
    if (this.#due) this.#tick();
  }

  dispose(): void {
    this.set(0);
  }

  #tick(): void {
    this.#due = !this.#pane.visible;
    if (!this.#due) this.#run().catch((error: unknown) => this.#pane.failed(error));
  }

  async #run(): Promise<void> {
    const pane = this.#pane;
    if (pane.busy || !(await pane.isSignedIn())) return;
    if (this.#seconds > 0 && !pane.busy) pane.runAgain();
  }
}
