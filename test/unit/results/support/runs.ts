import { cancelledError, ProblemError, problemOf } from '../../../../src/core/base/problem';
import type { Problem } from '../../../../src/core/base/problem';
import type { PageOptions, QueryExecution, ResponsePage } from '../../../../src/core/dataverse/execution';
import { chunkCell } from '../../../../src/core/results/chunkCell';
import type { ResultRun } from '../../../../src/core/results/resultRun';
import { unpackChunk } from '../../../../src/core/results/rowChunkCodec';
import { RunSession } from '../../../../src/vscode/results/runSession';
import type { LocalRows } from '../../../support/localRows';

/** An answer that never comes. */
export const hang = Symbol('hang');

/** A body, the problem that comes instead, or none. */
export type Answer = string | Problem | typeof hang;

export const cut: Problem = {
  kind: 'network',
  title: 'The connection was cut.',
  remedy: 'Try again.',
  action: 'retry',
};

/** A page of rows that are numbered. */
export function rows(first: number, count: number): string {
  return JSON.stringify({ value: Array.from({ length: count }, (_, i) => ({ id: first + i })) });
}

/** Comes as the network's does: where another body stood, which is gone then. */
function bodyIn(memory: PageOptions['memory'], text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const body = memory?.take(bytes.length).fill(0x7a).subarray(0, bytes.length) ?? bytes;
  body.set(bytes);
  return body;
}

export class FakeExecution implements QueryExecution {
  /** Numbers of the pages that were asked for. */
  readonly asked: number[] = [];
  readonly #answers: Answer[];
  readonly #handedOut: Answer[] = [];
  #index = 0;

  constructor(answers: readonly Answer[]) {
    this.#answers = [...answers];
  }

  get more(): boolean {
    return this.#answers.length > 0;
  }

  /** What comes for the page that is asked for once more. */
  again: Answer | undefined;

  rewind({ index }: ResponsePage): void {
    const before = this.#handedOut.splice(index);
    if (this.again !== undefined) before[0] = this.again;
    this.#answers.unshift(...before);
    this.#index = index;
  }

  /** What comes from now on instead of hanging. */
  unhang(...answers: readonly Answer[]): void {
    this.#answers.splice(0, this.#answers.length, ...answers);
  }

  async next({ signal, onAnswer, memory }: PageOptions): Promise<ResponsePage | undefined> {
    if (signal.cancelled) throw cancelledError();
    const answer = this.#answers.shift();
    if (answer === undefined) return undefined;
    this.asked.push(this.#index);
    if (answer === hang) {
      return new Promise((_, reject) => {
        signal.onCancel(() => {
          this.#answers.unshift(answer);
          reject(cancelledError());
        });
      });
    }
    if (typeof answer !== 'string') throw new ProblemError(answer);
    this.#handedOut[this.#index] = answer;
    const request = {
      method: 'GET',
      url: `https://h.test/api/data/v9.2/accounts?page=${this.#index}`,
      headers: [['Prefer', 'odata.maxpagesize=5']] as const,
    };
    const response = {
      status: 200,
      statusText: 'OK',
      headers: { 'content-type': 'application/json', 'set-cookie': 'secret=1', 'x-ms-request-id': 'r' },
      body: bodyIn(memory, answer),
      wireBytes: 10,
      timing: { sentMs: 1, firstByteMs: 3, totalMs: 5 },
    };
    onAnswer?.({ request, response });
    return { request, response, index: this.#index++ };
  }
}

export function begin(
  local: LocalRows,
  answers: readonly Answer[],
  more: Partial<ResultRun> = {},
  bodies = local.newFile(),
): RunSession {
  return new RunSession(
    {
      key: 'k',
      title: 'Accounts',
      environment: { name: 'dev', protected: false },
      origin: { uri: 'file:///a.odata', target: 'accounts', environment: 'dev' },
      request: { method: 'GET', url: 'https://h.test/api/data/v9.2/accounts?$filter=name%20eq%20%27%25%27' },
      execution: new FakeExecution(answers),
      runAgain: () => undefined,
      onAction: () => undefined,
      ...more,
    },
    1,
    {
      problemOf: (error) => problemOf(error) ?? { kind: 'bad-input', title: String(error), remedy: '' },
      actionLabel: (action) => `Do ${action}`,
    },
    { engines: local.engines, bodies, keptAs: 'kept', forget: () => undefined },
  );
}

/** The first cells of the rows of a window, as numbers. */
export function idsIn(data: ArrayBuffer): number[] {
  const chunk = unpackChunk(data);
  const column = chunk.columns.find((one) => one.column === 0);
  return Array.from({ length: chunk.rowCount }, (_, row) => {
    const cell = chunkCell(column, row, []);
    return cell.state === 'value' ? Number(cell.raw) : Number.NaN;
  });
}

/** All rows that a session has loaded, as they are asked for. */
export async function ids(session: RunSession): Promise<number[]> {
  const all: number[] = [];
  for (let first = 0; first < session.progress.rows; first += 1000) {
    const window = await session.ask('window', { version: 0, first, count: 1000 });
    if (!window) throw new Error('There is no such window.');
    all.push(...idsIn(window.data));
  }
  return all;
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
