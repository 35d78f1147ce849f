import { CancelSource, type CancelSignal } from '../base/cancel';
import type { Clock, EpochMs } from '../base/clock';
import { problemOf, type Problem } from '../base/problem';
import { renewalTime } from './keeperPolicy';
import type { KeeperEvent } from './keeperState';
import type { TokenSharing } from './leaseSharing';
import type { AccessToken, TokenSource } from './ports';

export interface RunOptions {
  /** Do not look into the shared cache first. */
  readonly force: boolean;
  readonly claims?: string;
  /** The token in hand, which is due or was refused: the cache may still hold it. */
  readonly held?: string;
  /** A token from the cache that serves while a newer one is asked for. */
  readonly onAdopted: (token: AccessToken) => void;
  /** What other windows know of the environment; without it this keeper is the only one. */
  readonly sharing?: TokenSharing;
}

/** One silent acquisition. `done` never rejects: it tells how it ended, as an event for the state machine. */
export class KeeperRun {
  readonly done: Promise<KeeperEvent>;
  readonly #cancel = new CancelSource();

  constructor(source: TokenSource, clock: Clock, options: RunOptions) {
    this.done = this.#acquire(source, clock, options).then(
      (token) => ({ type: 'obtained', token }),
      (error: unknown) => ({ type: 'failed', problem: problemOf(error) ?? unexpected }),
    );
  }

  cancel(): void {
    this.#cancel.cancel();
  }

  async #acquire(source: TokenSource, clock: Clock, options: RunOptions): Promise<AccessToken> {
    const signal = this.#cancel.signal;
    const { sharing } = options;
    if (sharing === undefined) return ask(source, clock, options, signal);
    const startedAt = clock.now();
    return sharing.renew({
      signal,
      accept: (token) => accept(token, options, startedAt, clock.now()),
      ask: (stop) => ask(source, clock, options, stop),
    });
  }
}

/** Will a token that another window has stored do? With claims it will not: nobody knows what it was asked with. */
function accept(token: AccessToken, options: RunOptions, startedAt: EpochMs, now: EpochMs): boolean {
  if (options.claims !== undefined || token.value === options.held) return false;
  if (options.force) return token.issuedAt >= startedAt && token.issuedAt <= now && token.expiresAt > now;
  if (isFresh(token, now)) return true;
  // Stored before the clock was set back: its age cannot be told.
  if (token.issuedAt <= now && token.expiresAt > now) options.onAdopted(token);
  return false;
}

/** Asks the source: what it has in its own cache first, unless a newer one is wanted. */
async function ask(
  source: TokenSource,
  clock: Clock,
  options: RunOptions,
  signal: CancelSignal,
): Promise<AccessToken> {
  if (!options.force) {
    const startedAt = clock.now();
    const cached = await source.acquireSilently({ signal, forceRenewal: false });
    const now = clock.now();
    if (cached.issuedAt >= startedAt && cached.issuedAt <= now) return cached;
    if (accept(cached, options, startedAt, now)) return cached;
  }
  const claims = options.claims === undefined ? {} : { claims: options.claims };
  return source.acquireSilently({ signal, forceRenewal: true, ...claims });
}

/** Good enough to take over: not due for renewal, and of an age that can be told. */
export function isFresh(token: AccessToken, now: EpochMs): boolean {
  return token.issuedAt <= now && renewalTime(token) > now;
}

/** An error that is not ours may hold anything, so none of its words are shown. */
const unexpected: Problem = {
  kind: 'service-failed',
  title: 'The access token could not be renewed because of an unexpected fault.',
  remedy: 'Try again. If it happens again, reload the window.',
  action: 'retry',
};
