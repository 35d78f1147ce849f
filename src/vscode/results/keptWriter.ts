import type { Disposable } from '../../core/base/event';
import type { KeptResults } from '../../core/results/keptResult';
import type { RunSession } from './runSession';

/** While pages come, it is written down at most so often, in milliseconds. */
const writeEvery = 500;

/** Keeps what is written down of a run up to date, until the run ends. */
export class KeptWriter implements Disposable {
  readonly #session: Pick<RunSession, 'keptAs' | 'busy' | 'kept' | 'status'>;
  readonly #results: Pick<KeptResults, 'write'>;
  readonly #listener: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Those that it was written with; at first none, so that a window that is loaded anew finds its query. */
  #pages = -1;
  #writing = Promise.resolve();

  constructor(
    session: Pick<RunSession, 'keptAs' | 'busy' | 'kept' | 'status' | 'onDidChange'>,
    results: Pick<KeptResults, 'write'>,
  ) {
    this.#session = session;
    this.#results = results;
    this.#listener = session.onDidChange(() => this.#changed());
  }

  dispose(): void {
    this.#listener.dispose();
    clearTimeout(this.#timer);
  }

  #changed(): void {
    const { pages } = this.#session.status();
    if (pages === this.#pages) return;
    if (!this.#session.busy || this.#pages < 0) this.#write();
    else this.#timer ??= setTimeout(() => this.#write(), writeEvery);
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pages = this.#session.status().pages;
    const kept = this.#session.kept(Date.now());
    // What is older must not come behind.
    if (kept) this.#writing = this.#writing.then(() => this.#results.write(this.#session.keptAs, kept));
  }
}
