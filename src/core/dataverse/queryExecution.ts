import type { HttpRequest } from '../base/http';
import type { Problem } from '../base/problem';
import { ProblemError } from '../base/problem';
import type { DataverseApi } from './api';
import { httpsOrigin } from './environmentUrl';
import type { PageOptions, QueryExecution, ResponsePage } from './execution';
import { foreignNextLink, repeatedNextLink } from './foreignOrigin';
import { resolveLink } from './linkTarget';
import { findNextLink } from './nextLink';

/**
 * Starts nothing yet: the first `next()` sends `request`.
 * @param before {@link linkMark} of the pages that came before it, where it goes on with a query
 */
export function executeQuery(
  api: DataverseApi,
  request: HttpRequest,
  before: readonly number[] = [],
): QueryExecution {
  return new PagedExecution(api, request, before);
}

class PagedExecution implements QueryExecution {
  /** What the coming `next()` sends; a problem where the way on is barred. Undefined after the last page. */
  #ahead: HttpRequest | Problem | undefined;
  #index = 0;
  /** Links by their mark, each with the page that first led to it; none led to the first. */
  readonly #seen = new Map<number, number>();
  #busy = false;

  constructor(
    private readonly api: DataverseApi,
    request: HttpRequest,
    before: readonly number[],
  ) {
    this.#ahead = request;
    for (const mark of [...before, linkMark(request.url)]) this.#seen.set(mark, -1);
  }

  get more(): boolean {
    return this.#ahead !== undefined;
  }

  async next(options: PageOptions): Promise<ResponsePage | undefined> {
    if (this.#busy) throw new Error('A page of this query is already on its way.');
    const request = this.#ahead;
    if (request === undefined) return undefined;
    // The page that carried the bad link was handed out in full; only going on is refused.
    if ('kind' in request) throw new ProblemError(request);
    this.#busy = true;
    try {
      const response = await this.api.send(request, options);
      const link = isJson(response.headers['content-type'])
        ? await findNextLink(response.body, options.breathe)
        : undefined;
      const url = link === undefined ? undefined : resolveLink(link, request.url);
      this.#ahead = url === undefined ? undefined : this.#follow(url, request);
      return { request, response, index: this.#index++, ...this.#wayOn() };
    } finally {
      this.#busy = false;
    }
  }

  rewind({ request, index }: ResponsePage): void {
    if (this.#busy) throw new Error('A page of this query is already on its way.');
    this.#ahead = request;
    this.#index = index;
  }

  #wayOn(): Pick<ResponsePage, 'nextLink' | 'barred'> {
    const ahead = this.#ahead;
    if (ahead === undefined) return {};
    return 'kind' in ahead ? { barred: ahead } : { nextLink: ahead.url };
  }

  #follow(url: string, request: HttpRequest): HttpRequest | Problem {
    if (httpsOrigin(url) !== this.api.origin) return foreignNextLink(url, this.api.origin);
    const mark = linkMark(url);
    const before = this.#seen.get(mark);
    // A page that was asked for once more leads to where it led before.
    if (url === request.url || (before !== undefined && before !== this.#index)) return repeatedNextLink();
    this.#seen.set(mark, this.#index);
    // The same Prefer has to go with it; a body belongs to the first request only.
    return { method: 'GET', url, headers: request.headers };
  }
}

/** A body of no named type may well be JSON: reading it says. */
function isJson(contentType: string | undefined): boolean {
  return !contentType || /\bjson\b/i.test(contentType);
}

/** 53 bits that stand for a link, so that 100,000 long links need no memory to speak of. */
export function linkMark(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // FNV-1a, and beside it a polynomial over another odd factor.
    a = Math.imul(a ^ unit, 0x01000193);
    b = (Math.imul(b, 0x5bd1e995) + unit) | 0;
  }
  return (a >>> 0) * 2 ** 21 + ((b ^ (b >>> 13)) & 0x1fffff);
}
