import type { CancelSignal } from '../core/base/cancel';

/** What the command needs of its process. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output, for the answer. */
  readonly out: Output;
  /** A line on standard error, for people. */
  note(line: string): void;
  /** A line on standard error that the next one replaces; nothing where no person watches. */
  progress(line: string): void;
  /** Fires on Ctrl+C. */
  readonly signal: CancelSignal;
}

/** Where the answer goes. Writes wait while the reader is slow. */
export interface Output {
  /** A person reads: control characters must not reach the terminal. */
  readonly isTerminal: boolean;
  /** Throws {@link OutputClosed} when nobody reads any more. */
  write(chunk: string | Uint8Array): Promise<void>;
}

/** The reader went away (`| head`): no fault, and no reason to go on. */
export class OutputClosed extends Error {
  constructor() {
    super('The reader closed the output.');
    this.name = 'OutputClosed';
  }
}

/** Exit codes: documented in the help, relied on by scripts. */
export const exitCodes = {
  done: 0,
  /** The server, the sign-in or the network refused. */
  refused: 1,
  /** Bad usage or input: nothing was sent. */
  usage: 2,
  /** Ctrl+C, as shells count it. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
