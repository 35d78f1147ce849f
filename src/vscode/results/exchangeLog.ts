import type { HttpRequest } from '../../core/base/http';
import type { AnsweredRequest } from '../../core/dataverse/api';
import type { Exchange } from '../../protocol/resultsMessages';

/** The first ones of a long load are of no use to anybody. */
const mostKept = 50;
/** A body that was sent is shown up to so many UTF-16 code units. */
const longestBody = 20_000;
/** Neither the token nor what a proxy or a server knows the user by. */
const secret = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

type Header = readonly [name: string, value: string];

/** The requests of one run and their answers, for the raw view. */
export class ExchangeLog {
  readonly #kept: Exchange[] = [];
  #total = 0;
  #latest: HttpRequest | undefined;

  /** Exchanges in all. */
  get total(): number {
    return this.#total;
  }

  /** The latest ones. */
  get exchanges(): readonly Exchange[] {
    return this.#kept;
  }

  /** As it was sent last, without what is secret. */
  get latestRequest(): HttpRequest | undefined {
    return this.#latest;
  }

  /** @param now milliseconds since 1970, when the answer was there */
  add({ request, response }: AnsweredRequest, now: number): void {
    const { timing, wireBytes, statusText } = response;
    const { sentMs, firstByteMs, totalMs } = timing;
    const requestHeaders = shown(request.headers);
    this.#latest = { ...request, headers: requestHeaders };
    this.#total++;
    this.#kept.push({
      method: request.method,
      url: request.url,
      requestHeaders,
      ...(request.body === undefined ? {} : { body: bodyText(request.body) }),
      status: response.status,
      ...(statusText === '' ? {} : { statusText }),
      responseHeaders: shown(Object.entries(response.headers)),
      at: now - totalMs,
      timing: {
        ...(sentMs === undefined ? {} : { connect: sentMs }),
        server: firstByteMs - (sentMs ?? 0),
        download: totalMs - firstByteMs,
        total: totalMs,
      },
      ...(wireBytes === undefined ? {} : { wireBytes }),
      bytes: response.body.byteLength,
    });
    if (this.#kept.length > mostKept) this.#kept.shift();
  }

  /** The answer that was the `number`th was read. */
  read(number: number, ms: number, rows: number): void {
    const index = this.#kept.length - 1 - (this.#total - number);
    const exchange = this.#kept[index];
    if (exchange) this.#kept[index] = { ...exchange, rows, timing: { ...exchange.timing, read: ms } };
  }
}

function shown(headers: readonly Header[]): readonly Header[] {
  return headers.filter(([name]) => !secret.has(name.toLowerCase()));
}

function bodyText(body: string | Uint8Array): string {
  // Four bytes are the most that a code unit takes.
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body.subarray(0, 4 * longestBody));
  return text.length > longestBody ? `${text.slice(0, longestBody)}…` : text;
}
