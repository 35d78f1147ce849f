import { CancelSource } from '../core/base/cancel';
import type { CommandIo } from './io';
import { StreamOutput } from './streamOutput';

/** This process as {@link CommandIo}. Ctrl+C cancels once; a second one ends the process as usual. */
export function processIo(process: NodeJS.Process): CommandIo {
  const cancel = new CancelSource();
  process.once('SIGINT', () => cancel.cancel());
  process.once('SIGTERM', () => cancel.cancel());
  // Nobody reads the notes any more: that is no reason to stop.
  process.stderr.on('error', () => undefined);
  const watched = process.stderr.isTTY && !process.stdout.isTTY;
  let shown = 0;
  const clear = (): string => (shown === 0 ? '' : `\r${' '.repeat(shown)}\r`);
  return {
    env: process.env,
    out: new StreamOutput(process.stdout, process.stdout.isTTY),
    signal: cancel.signal,
    note(line) {
      process.stderr.write(`${clear()}${line}\n`);
      shown = 0;
    },
    progress(line) {
      if (!watched) return;
      process.stderr.write(`${clear()}${line}`);
      shown = line.length;
    },
  };
}
