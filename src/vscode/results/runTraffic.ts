import type { CancelSignal } from '../../core/base/cancel';
import type { HttpResponse } from '../../core/base/http';
import type { PageOptions } from '../../core/dataverse/execution';
import type { StatusMessage } from '../../protocol/resultsMessages';
import { ExchangeLog } from './exchangeLog';
import type { PageSums } from './keptPages';

/** What went over the wire for a run, and what is waited for. */
export class RunTraffic {
  readonly exchanges = new ExchangeLog();
  readonly #touch: () => void;
  #sums: Omit<PageSums, 'rows'> = { bytes: 0, elapsedMs: 0 };
  /** Bytes of the page on its way. */
  #arriving = 0;
  #waiting: string | undefined;

  /** `touch`: something changed. */
  constructor(touch: () => void) {
    this.#touch = touch;
  }

  /** Of the pages that came. */
  get sums(): Omit<PageSums, 'rows'> {
    return this.#sums;
  }

  get status(): Pick<StatusMessage, 'bytes' | 'elapsedMs' | 'httpStatus' | 'waiting'> {
    const { bytes, ...others } = this.#sums;
    const waiting = this.#waiting;
    return { bytes: bytes + this.#arriving, ...others, ...(waiting === undefined ? {} : { waiting }) };
  }

  /** What a page is asked for with. */
  options(signal: CancelSignal): PageOptions {
    return {
      signal,
      onProgress: (bytes) => {
        this.#arriving = bytes;
        this.#waiting = undefined;
        this.#touch();
      },
      onWait: (notice) => {
        this.#waiting = waitWords(notice);
        this.#touch();
      },
      onAnswer: (answer) => {
        this.exchanges.add(answer, Date.now());
        this.#touch();
      },
    };
  }

  /** A page came. */
  add({ wireBytes, body, timing, status }: HttpResponse): void {
    this.settle();
    const { bytes, elapsedMs } = this.#sums;
    this.#sums = {
      bytes: bytes + (wireBytes ?? body.byteLength),
      elapsedMs: elapsedMs + timing.totalMs,
      httpStatus: status,
    };
  }

  refused(status: number | undefined): void {
    if (status !== undefined) this.#sums = { ...this.#sums, httpStatus: status };
  }

  /** Nothing is on its way any longer. */
  settle(): void {
    this.#arriving = 0;
    this.#waiting = undefined;
  }

  restore({ bytes, elapsedMs, httpStatus }: Omit<PageSums, 'rows'>): void {
    this.#sums = { bytes, elapsedMs, ...(httpStatus === undefined ? {} : { httpStatus }) };
  }
}

type WaitNotice = Parameters<NonNullable<PageOptions['onWait']>>[0];

function waitWords({ ms, reason }: WaitNotice): string {
  const pause = ms < 1500 ? 'a second' : `${Math.round(ms / 1000)} seconds`;
  return reason === 'throttled'
    ? `The server asked for a pause of ${pause}; the request goes out again then.`
    : `The connection broke; the request goes out again in ${pause}.`;
}
