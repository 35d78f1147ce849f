import type { EpochMs } from '../../core/base/clock';
import type { HttpRequest } from '../../core/base/http';
import { keptHeaders, type KeptResult } from '../../core/results/keptResult';
import type { ResultRun } from '../../core/results/resultRun';

/** What the pages of a run came to, apart from their rows. */
export type PageSums = Pick<KeptResult, 'rows' | 'bytes' | 'elapsedMs' | 'httpStatus'>;

/** The pages of a run whose bodies are in its file. */
export class KeptPages {
  #count = 0;
  #nextLink: string | undefined;
  /** As it was read: no page has come since, and no request was sent. */
  #read: KeptResult | undefined;

  add(nextLink: string | undefined): void {
    this.#count++;
    this.#nextLink = nextLink;
    this.#read = undefined;
  }

  restore(kept: KeptResult): void {
    this.#count = kept.pages;
    this.#nextLink = kept.nextLink;
    this.#read = kept;
  }

  /** What is to be written down of them; `undefined` where there is none. */
  describe(run: ResultRun, request: HttpRequest, sums: PageSums, at: EpochMs): KeptResult | undefined {
    if (this.#read || this.#count === 0) return this.#read;
    const { key, title, environment, origin } = run;
    return {
      ...{ key, title, environment, origin, at },
      request: { method: run.request.method, url: run.request.url },
      headers: keptHeaders(request.headers),
      pages: this.#count,
      ...sums,
      ...(this.#nextLink === undefined ? {} : { nextLink: this.#nextLink }),
    };
  }
}
