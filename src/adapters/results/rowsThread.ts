import { CancelSource } from '../../core/base/cancel';
import { cancelledError, problemOf } from '../../core/base/problem';
import type { MakeRowKernel } from '../../core/results/decode/rowKernel';
import type { JobName, Jobs } from '../../core/results/engine';
import { jobs } from './jobs';
import { KeptRows } from './keptRows';
import { memoryOf } from './threadMessages';
import type { FromThread, ThreadPort, ThreadRequest, ToThread } from './threadMessages';

/**
 * The thread's side: does what the host asks for, and answers each request once.
 * @param makeKernel what reads pages faster; without it they are read all the same
 */
export function serveRows(
  port: ThreadPort<FromThread, ToThread>,
  makeKernel: MakeRowKernel = () => undefined,
): void {
  const thread = new RowsThread(port, makeKernel);
  port.onMessage((message) => thread.receive(message));
}

class RowsThread {
  readonly #port: ThreadPort<FromThread, ToThread>;
  readonly #makeKernel: MakeRowKernel;
  readonly #results = new Map<number, KeptRows>();
  readonly #jobs = new Map<number, CancelSource>();

  constructor(port: ThreadPort<FromThread, ToThread>, makeKernel: MakeRowKernel) {
    this.#port = port;
    this.#makeKernel = makeKernel;
  }

  receive(message: ToThread): void {
    const rows = this.#results.get(message.result);
    switch (message.type) {
      case 'open':
        this.#open(message);
        break;
      case 'close':
        this.#results.delete(message.result);
        rows?.close(message.keepBodies);
        break;
      case 'giveUp':
        rows?.giveUp();
        break;
      case 'resume':
        rows?.resume();
        break;
      case 'stop':
        this.#jobs.get(message.id)?.cancel();
        break;
      case 'add':
      case 'keep':
      case 'restore':
      case 'ask':
      case 'work':
        if (rows !== undefined) void this.#answer(rows, message);
        // It was closed meanwhile.
        else this.#port.post({ type: 'failed', id: message.id, problem: cancelledError().problem }, []);
    }
  }

  #open({ result, pushedRows, bodies }: ToThread & { readonly type: 'open' }): void {
    const tell = (news: Extract<FromThread, { type: 'news' }>['news']): void =>
      this.#port.post({ type: 'news', result, news }, news.window ? [news.window] : []);
    this.#results.set(result, new KeptRows({ pushedRows, bodies, tell, kernel: this.#makeKernel() }));
  }

  async #answer(rows: KeptRows, request: ThreadRequest): Promise<void> {
    const { id } = request;
    try {
      const answer = await this.#do(rows, request);
      this.#port.post({ type: 'done', id, answer }, memoryOf(answer));
    } catch (error) {
      const problem = problemOf(error);
      const told = problem
        ? { problem }
        : { message: error instanceof Error ? error.message : String(error) };
      this.#port.post({ type: 'failed', id, ...told }, []);
    }
  }

  #do(rows: KeptRows, request: ThreadRequest): Promise<unknown> {
    if (request.type === 'add') return rows.add(request.body, request.packed);
    if (request.type === 'keep') return rows.keep(request.body);
    if (request.type === 'restore') return rows.restore(request.pages);
    if (request.type === 'ask') return rows.table.answer(request.name, request.ask);
    return this.#work(rows, request);
  }

  async #work(
    rows: KeptRows,
    { id, name, ask }: ThreadRequest & { readonly type: 'work' },
  ): Promise<unknown> {
    const source = new CancelSource();
    this.#jobs.set(id, source);
    try {
      // Name and question belong together: the client's types see to it.
      const job = jobs[name] as (
        rows: KeptRows,
        ask: Jobs[JobName]['ask'],
        run: Parameters<(typeof jobs)['copy']>[2],
      ) => Promise<unknown>;
      return await job(rows, ask, {
        signal: source,
        onProgress: (done) => this.#port.post({ type: 'progress', id, rows: done }, []),
        other: (result) => this.#results.get(result),
      });
    } finally {
      this.#jobs.delete(id);
    }
  }
}
