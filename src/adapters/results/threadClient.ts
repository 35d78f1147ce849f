import type { Problem } from '../../core/base/problem';
import { ProblemError } from '../../core/base/problem';
import type { EngineOptions } from '../../core/results/engine';
import type { FromThread, ThreadPort, ToThread } from './threadMessages';

/** A thread as the host sees it. */
export interface RowsThreadHandle extends ThreadPort<ToThread, FromThread> {
  /** It ended, whatever the reason; `reason` for whoever looks for it. */
  onEnd(listener: (reason: string) => void): void;
  end(): void;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  readonly onProgress?: ((rows: number) => void) | undefined;
}

/** One thread, the results on it and the requests that it has not answered yet. */
export class ThreadClient {
  /** Of results and requests. One that was given on a thread that ended is never given again on the next. */
  static #ids = 0;
  readonly #thread: RowsThreadHandle;
  readonly #waiting = new Map<number, Waiting>();
  readonly #results = new Map<number, EngineOptions>();
  readonly #ended: () => void;
  #lost: Problem | undefined;

  constructor(thread: RowsThreadHandle, ended: () => void) {
    this.#thread = thread;
    this.#ended = ended;
    thread.onMessage((message) => this.#receive(message));
    thread.onEnd((reason) => this.#end(rowsLost(reason)));
  }

  /** @returns the number of the new result */
  open(options: EngineOptions): number {
    const result = ++ThreadClient.#ids;
    const { pushedRows, bodies } = options;
    this.#results.set(result, options);
    this.tell({ type: 'open', result, pushedRows, bodies });
    return result;
  }

  close(result: number, keepBodies: boolean): void {
    if (!this.#results.delete(result)) return;
    this.tell({ type: 'close', result, keepBodies });
  }

  tell(message: ToThread, moved: readonly ArrayBuffer[] = []): void {
    if (this.#lost === undefined) this.#thread.post(message, moved);
  }

  /** Sends a request of its own number; the answer is what the thread's table of such requests says. */
  request(
    make: (id: number) => ToThread,
    moved: readonly ArrayBuffer[] = [],
    onProgress?: (rows: number) => void,
  ): { readonly id: number; readonly answer: Promise<unknown> } {
    const id = ++ThreadClient.#ids;
    const answer = new Promise<unknown>((resolve, reject) => {
      if (this.#lost) reject(new ProblemError(this.#lost));
      else this.#waiting.set(id, { resolve, reject, onProgress });
    });
    this.tell(make(id), moved);
    return { id, answer };
  }

  end(): void {
    this.#results.clear();
    this.#thread.end();
  }

  #receive(message: FromThread): void {
    if (message.type === 'news') {
      this.#results.get(message.result)?.onNews(message.news);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    if (message.type === 'progress') {
      waiting?.onProgress?.(message.rows);
      return;
    }
    this.#waiting.delete(message.id);
    if (message.type === 'done') waiting?.resolve(message.answer);
    else if (message.problem) waiting?.reject(new ProblemError(message.problem));
    else waiting?.reject(new Error(message.message));
  }

  #end(problem: Problem): void {
    if (this.#lost) return;
    this.#lost = problem;
    this.#ended();
    const error = new ProblemError(problem);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    for (const { onLost } of [...this.#results.values()]) onLost(problem);
    this.#results.clear();
  }
}

function rowsLost(details: string): Problem {
  return {
    kind: 'rows-lost',
    title: 'The rows of this result are lost.',
    cause: 'What kept them ended, most likely because the machine ran out of memory.',
    remedy: 'Run the query again, with fewer columns or rows if it happens once more.',
    action: 'retry',
    details,
  };
}
