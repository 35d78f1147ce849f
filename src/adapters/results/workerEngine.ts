import type { PackedBody } from '../../core/base/http';
import { cancelledError } from '../../core/base/problem';
import type { JobName, JobOptions, Jobs, ReadPage, ResultEngine } from '../../core/results/engine';
import type { QuestionName, Questions } from '../../core/results/questions';
import type { ThreadClient } from './threadClient';

/** One result on the thread. */
export class WorkerEngine implements ResultEngine {
  readonly #client: ThreadClient;
  readonly #result: number;

  constructor(client: ThreadClient, result: number) {
    this.#client = client;
    this.#result = result;
  }

  get id(): number {
    return this.#result;
  }

  async add(given: Uint8Array, givenPacked?: PackedBody): Promise<ReadPage> {
    const body = ownMemory(given);
    const bytes = givenPacked && ownMemory(givenPacked.bytes);
    const packed = givenPacked && bytes && { coding: givenPacked.coding, bytes };
    const result = this.#result;
    const { answer } = this.#client.request(
      (id) => ({ type: 'add', result, id, body, ...(packed ? { packed } : {}) }),
      moved(body, bytes),
    );
    return (await answer) as ReadPage;
  }

  async keep(given: Uint8Array): Promise<void> {
    const body = ownMemory(given);
    const result = this.#result;
    await this.#client.request((id) => ({ type: 'keep', result, id, body }), moved(body)).answer;
  }

  async restore(pages: number): Promise<ReadPage | undefined> {
    const result = this.#result;
    const { answer } = this.#client.request((id) => ({ type: 'restore', result, id, pages }));
    return (await answer) as ReadPage | undefined;
  }

  giveUp(): void {
    this.#client.tell({ type: 'giveUp', result: this.#result });
  }

  resume(): void {
    this.#client.tell({ type: 'resume', result: this.#result });
  }

  async ask<N extends QuestionName>(name: N, ask: Questions[N]['ask']): Promise<Questions[N]['answer']> {
    const result = this.#result;
    const { answer } = this.#client.request((id) => ({ type: 'ask', result, id, name, ask }));
    return (await answer) as Questions[N]['answer'];
  }

  async work<N extends JobName>(
    name: N,
    ask: Jobs[N]['ask'],
    { signal, onProgress }: JobOptions,
  ): Promise<Jobs[N]['answer']> {
    if (signal.cancelled) throw cancelledError();
    const result = this.#result;
    const { id, answer } = this.#client.request(
      (own) => ({ type: 'work', result, id: own, name, ask }),
      [],
      onProgress,
    );
    const stopListening = signal.onCancel(() => this.#client.tell({ type: 'stop', result, id }));
    try {
      return (await answer) as Jobs[N]['answer'];
    } finally {
      stopListening();
    }
  }

  leave(): void {
    this.#client.close(this.#result, true);
  }

  dispose(): void {
    this.#client.close(this.#result, false);
  }
}

/** Node's pool of small buffers is one of so many bytes at most. */
const largestPool = 64 * 1024;

/** What is shared stays where it is. */
function moved(...all: readonly (Uint8Array | undefined)[]): ArrayBuffer[] {
  return all.flatMap((bytes) => (bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : []));
}

/** Memory that is given away must hold nothing else: a small `Buffer` of Node's is a view on a pool. */
function ownMemory(bytes: Uint8Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = bytes;
  if (buffer instanceof SharedArrayBuffer) return bytes;
  // What was unpacked into has some room left at its end.
  const own =
    buffer.byteLength === byteLength || (byteLength > largestPool && 2 * byteLength > buffer.byteLength);
  return buffer instanceof ArrayBuffer && own
    ? new Uint8Array(buffer, byteOffset, byteLength)
    : new Uint8Array(bytes);
}
