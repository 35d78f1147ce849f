import type { EpochMs } from '../../core/base/clock';
import type { HttpRequest } from '../../core/base/http';
import { ProblemError } from '../../core/base/problem';
import { keptHeaders, type KeptResult } from '../../core/results/keptResult';
import type { ResponsePage } from '../../core/dataverse/execution';
import { linkMark } from '../../core/dataverse/queryExecution';
import type { ReadPage } from '../../core/results/engine';
import type { ResultRun } from '../../core/results/resultRun';

/** What the pages of a run came to, apart from their rows. */
export type PageSums = Pick<KeptResult, 'rows' | 'bytes' | 'elapsedMs' | 'httpStatus'>;

/** A circle through more pages than these is found when it comes round again. */
const mostLinks = 20_000;

type WayOn = Pick<ResponsePage, 'nextLink' | 'barred'>;

/** The pages of a run whose bodies are in its file. */
export class KeptPages {
  #count = 0;
  #sums: PageSums = { rows: 0, bytes: 0, elapsedMs: 0 };
  #wayOn: WayOn = {};
  #links: number[] = [];
  /** As it was read: no page has come since, and no request was sent. */
  #read: KeptResult | undefined;

  /** @param sums of what went over the wire */
  add(page: ReadPage, { nextLink, barred }: WayOn, sums: Omit<PageSums, 'rows'>): void {
    // The disk is full: going on is from the last page that lies there.
    if (!page.kept) return;
    this.#count++;
    this.#sums = { ...sums, rows: this.#sums.rows + page.rows };
    this.#wayOn = { ...(nextLink === undefined ? {} : { nextLink }), ...(barred ? { barred } : {}) };
    if (nextLink !== undefined) this.#links.push(linkMark(nextLink));
    if (this.#links.length > mostLinks) this.#links.shift();
    this.#read = undefined;
  }

  restore(kept: KeptResult): void {
    this.#count = kept.pages;
    this.#sums = kept;
    this.#links = [...(kept.links ?? [])];
    this.#read = kept;
  }

  /** What is to be written down of them; `undefined` where it cannot be told as a query to run again. */
  describe(run: ResultRun, request: HttpRequest, at: EpochMs): KeptResult | undefined {
    if (this.#read) return this.#read;
    const { key, title, environment, origin } = run;
    if (this.#count === 0 && run.request.method !== 'GET') return undefined;
    return {
      ...{ key, title, environment, origin, at },
      request: { method: run.request.method, url: run.request.url },
      headers: keptHeaders(request.headers),
      pages: this.#count,
      ...this.#sums,
      ...this.#wayOn,
      links: [...this.#links],
    };
  }
}

/** Of a run none of whose pages can be read. @param pages that were written down */
export function nothingKept(pages: number): ProblemError {
  return new ProblemError({
    kind: 'rows-lost',
    title:
      pages === 0
        ? 'The window was loaded anew before there were rows of this query to keep.'
        : 'The window was loaded anew, and not all of this result is there any more.',
    ...(pages > 0 && { cause: 'The file that keeps its rows is damaged or gone.' }),
    remedy: 'Run the query again.',
    action: 'retry',
  });
}
