import type { Writable } from 'node:stream';
import type { Output } from './io';
import { OutputClosed } from './io';

/** Standard output as {@link Output}: waits while it is full, and notices when its reader goes. */
export class StreamOutput implements Output {
  readonly #stream: Writable;
  readonly isTerminal: boolean;
  #failure: Error | undefined;

  constructor(stream: Writable, isTerminal: boolean) {
    this.#stream = stream;
    this.isTerminal = isTerminal;
    stream.on('error', (error) => {
      this.#failure ??= isClosed(error) ? new OutputClosed() : error;
    });
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (chunk.length === 0) return;
    // The callback comes when the chunk was handed on, so at most one of them is waiting.
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(chunk, (error) => {
        if (error) reject(isClosed(error) ? new OutputClosed() : error);
        else resolve();
      });
    });
  }
}

function isClosed(error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'EOF';
}
