import type { CancelSignal } from '../base/cancel';
import type { BodyMemory, HttpRequest, HttpResponse } from '../base/http';
import type { Problem } from '../base/problem';
import type { AnsweredRequest, WaitNotice } from './api';

/** A request as it was sent, for showing: the same, without the Authorization header. */
type ShownRequest = HttpRequest;

/** One answer of the server: a page of rows, a record, a value, or nothing (204). */
export interface ResponsePage {
  readonly request: ShownRequest;
  readonly response: HttpResponse;
  /** 0 for the first answer. */
  readonly index: number;
  /** `@odata.nextLink` as the server sent it, checked to be of the same origin. */
  readonly nextLink?: string;
  /** Why the link that it carried is not followed, and `next()` throws it from now on. */
  readonly barred?: Problem;
}

export interface PageOptions {
  readonly signal: CancelSignal;
  readonly onProgress?: (receivedBytes: number) => void;
  /** What large bodies come in. */
  readonly memory?: BodyMemory;
  /** Lets others have their turn while a large body is looked through. */
  readonly breathe?: () => Promise<void>;
  /** The request will be sent again after a wait: worth a word to the user. */
  readonly onWait?: (notice: WaitNotice) => void;
  /** An answer came, also one that is refused or sent for once more. */
  readonly onAnswer?: (answer: AnsweredRequest) => void;
}

/**
 * A query on its way: the first `next()` sends it, each further one follows the next link. `undefined` when there
 * is no more. A refusal throws a ProblemError, and so does a link to a foreign origin; `next()` may be called
 * again after a `network`, `throttled` or `cancelled` problem and goes on where it stopped.
 */
export interface QueryExecution {
  next(options: PageOptions): Promise<ResponsePage | undefined>;
  /** Goes back, so that the next `next()` asks for this page once more: what came of it was of no use. */
  rewind(page: ResponsePage): void;
  /** False once the last page was handed out. */
  readonly more: boolean;
}
