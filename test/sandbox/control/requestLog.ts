import type { LoggedRequest } from './types';

const kept = 5000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The newest requests, oldest first. An entry is there from its start and filled in as more is known. */
export class RequestLog {
  private entries: Mutable<LoggedRequest>[] = [];
  private sequence = 0;

  constructor(private readonly now: () => number) {}

  start(entry: Pick<LoggedRequest, 'target' | 'method' | 'path'>): Mutable<LoggedRequest> {
    const started: Mutable<LoggedRequest> = { sequence: ++this.sequence, at: this.now(), ...entry };
    this.entries.push(started);
    if (this.entries.length > kept) this.entries.shift();
    return started;
  }

  list(after = 0): readonly LoggedRequest[] {
    return this.entries.filter((entry) => entry.sequence > after);
  }

  clear(): void {
    this.entries = [];
  }
}

/** What a handler may add to its request's entry. */
export type LogEntry = Mutable<LoggedRequest>;
