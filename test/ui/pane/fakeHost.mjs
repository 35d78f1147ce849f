// Stands in for VS Code and the extension inside the page: keeps the rows as the engine does and answers the pane.
import { problemOf } from '../../../src/core/base/problem';
import { PageDecoder } from '../../../src/core/results/decode/pageDecoder';
import { ResultTable } from '../../../src/core/results/store/resultTable';

const saved = sessionStorage.getItem('state');
let state = saved === null ? undefined : JSON.parse(saved);

class FakeHost {
  /** What the pane said, questions left out. */
  received = [];
  #run = 0;
  #decoder;
  #table;
  #status;

  constructor() {
    globalThis.acquireVsCodeApi = () => ({
      postMessage: (message) => void this.#receive(structuredClone(message)),
      getState: () => state,
      setState: (next) => {
        state = next;
        sessionStorage.setItem('state', JSON.stringify(next));
      },
    });
  }

  get state() {
    return state;
  }

  /** Begins a run, without rows yet. */
  begin(options = {}) {
    this.#run++;
    this.#decoder = new PageDecoder();
    const decoder = this.#decoder;
    this.#table = new ResultTable({ dictionary: (column) => decoder.dictionary(column), locale: 'en-US' });
    this.#status = {
      phase: 'running',
      face: { face: 'none' },
      rows: 0,
      pages: 0,
      more: false,
      countLimitExceeded: false,
      bytes: 0,
      elapsedMs: 0,
      json: false,
    };
    this.#post({
      type: 'begin',
      title: 'Largest active accounts',
      environment: { name: 'contoso-dev', protected: false },
      kept: 'run of the test',
      method: 'GET',
      target: "/accounts?$select=name&$filter=name eq 'x'",
      ...options,
    });
    this.status({});
  }

  /** Reads a page and tells of its rows as the extension does. */
  page(body, status = {}) {
    const { face, steps } = this.#decoder.read(new TextEncoder().encode(body), this.#table.rows);
    const before = this.#table.rows;
    for (const segment of steps) {
      if (segment === undefined) continue;
      this.#table.setSchema(this.#decoder.schema.schema);
      this.#table.append(segment);
    }
    const schema = this.#decoder.schema.schema;
    this.#table.setSchema(schema);
    if (this.#table.rows > 0) this.#post({ type: 'schema', ...schema });
    if (before === 0 && this.#table.rows > 0) {
      const first = this.#table.window({ version: 0, first: 0, count: Math.min(200, this.#table.rows) });
      this.#post({ type: 'rows', data: first.data });
    }
    const { count, countLimitExceeded } = this.#decoder.totals;
    this.status({
      phase: 'done',
      face,
      rows: this.#table.rows,
      pages: this.#status.pages + 1,
      bytes: this.#status.bytes + Math.round(body.length / 8),
      elapsedMs: this.#status.elapsedMs + 618,
      httpStatus: 200,
      json: true,
      ...(count === undefined ? {} : { count, countLimitExceeded }),
      ...status,
    });
  }

  status(part) {
    this.#status = { ...this.#status, ...part };
    this.#post({ type: 'status', ...this.#status });
  }

  exchanges(exchanges, total) {
    this.#post({ type: 'exchanges', exchanges, total });
  }

  comparison(message) {
    this.#post({ type: 'comparison', ...message });
  }

  command(command) {
    this.#post({ type: 'command', command });
  }

  noted(text) {
    this.#post({ type: 'noted', text });
  }

  async #receive(message) {
    if (message.type !== 'ask') {
      this.received.push(message);
      return;
    }
    const { run, id, name, ask } = message;
    const table = this.#table;
    try {
      const answer = await table.answer(name, ask);
      if (run === this.#run) this.#post({ type: 'answer', id, answer });
    } catch (error) {
      const title = error instanceof Error ? error.message : String(error);
      const problem = problemOf(error) ?? { kind: 'bad-input', title, remedy: 'Look at the test.' };
      if (run === this.#run) this.#post({ type: 'answer', id, problem });
    }
  }

  #post(message) {
    window.postMessage(structuredClone({ run: this.#run, ...message }), '*');
  }
}

globalThis.paneHost = new FakeHost();
