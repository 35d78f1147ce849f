import { neverCancelled } from '../../../../src/core/base/cancel';
import type { CommandIo } from '../../../../src/cli/io';

/** A process that keeps what is written. */
export class FakeIo implements CommandIo {
  readonly env = {};
  readonly signal = neverCancelled;
  readonly notes: string[] = [];
  written = '';
  readonly out = {
    isTerminal: false,
    write: (chunk: string | Uint8Array): Promise<void> => {
      this.written += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
      return Promise.resolve();
    },
  };

  note(line: string): void {
    this.notes.push(line);
  }

  progress(): void {}
}
