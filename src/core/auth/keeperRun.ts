import { CancelSource } from '../base/cancel';
import type { Clock } from '../base/clock';
import { problemOf, type Problem } from '../base/problem';
import { renewalTime } from './keeperPolicy';
import type { KeeperEvent } from './keeperState';
import type { AccessToken, TokenSource } from './ports';

export interface RunOptions {
  /** Do not look into the shared cache first. */
  readonly force: boolean;
  readonly claims?: string;
  /** The token in hand, which is due or was refused: the cache may still hold it. */
  readonly held?: string;
  /** A token from the cache that serves while a newer one is asked for. */
  readonly onAdopted: (token: AccessToken) => void;
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
    if (!options.force) {
      // Another window may have renewed already.
      const startedAt = clock.now();
      const shared = await source.acquireSilently({ signal, forceRenewal: false });
      const now = clock.now();
      if (shared.issuedAt >= startedAt && shared.issuedAt <= now) return shared;
      // Stored before the clock was set back: its age cannot be told.
      const fromFuture = shared.issuedAt > now;
      if (shared.value !== options.held && !fromFuture) {
        if (renewalTime(shared) > now) return shared;
        if (shared.expiresAt > now) options.onAdopted(shared);
      }
    }
    const claims = options.claims === undefined ? {} : { claims: options.claims };
    return source.acquireSilently({ signal, forceRenewal: true, ...claims });
  }
}

/** An error that is not ours may hold anything, so none of its words are shown. */
const unexpected: Problem = {
  kind: 'service-failed',
  title: 'The access token could not be renewed because of an unexpected fault.',
  remedy: 'Try again. If it happens again, reload the window.',
  action: 'retry',
};
