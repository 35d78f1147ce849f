import { CancelSource, type CancelSignal } from '../base/cancel';
import type { Clock } from '../base/clock';
import type { Event } from '../base/event';
import { ProblemError, cancelledError, problemOf, type Problem } from '../base/problem';
import type { RenewalLease, HeldLease, SignInNote, SignInNotes } from './lease';
import { decodeToken, encodeToken } from './leaseRecord';
import { watchLease } from './leaseWatch';
import type { AccessToken, SecretStore } from './ports';
import { secretKey, secretPurposes, type SecretBinding, type SecretPurpose } from './secretKeys';

/** How often a window looks whether the one that renews is done, milliseconds. */
const pollMs = 250;
/** A token that another window says it has stored may take so long to show in this one's secret store, milliseconds. */
const arrivalMs = 2000;
/** A sign-out waits so long for a renewal on its way in another window, milliseconds. */
const signOutPatienceMs = 3000;

export interface SharingOptions {
  readonly secrets: SecretStore;
  readonly binding: SecretBinding;
  readonly clock: Clock;
  readonly lease: RenewalLease;
  readonly notes: SignInNotes;
}

export interface RenewOptions {
  readonly signal: CancelSignal;
  /** A token that another window has stored: will it do in place of a new one? */
  readonly accept: (token: AccessToken) => boolean;
  /** Asks the login server, or whoever hands out tokens. */
  readonly ask: (signal: CancelSignal) => Promise<AccessToken>;
}

/**
 * What the windows share of one environment: its token in the secret store, the lease that makes one of them renew it,
 * and the note by which a sign-out is told from a loss.
 */
export class TokenSharing {
  readonly #options: SharingOptions;
  readonly #keys: ReadonlySet<string>;
  readonly #tokenKey: string;

  constructor(options: SharingOptions) {
    this.#options = options;
    const keyOf = (purpose: SecretPurpose): string => secretKey(purpose, options.binding);
    this.#keys = new Set(secretPurposes.map(keyOf));
    this.#tokenKey = keyOf('access-token');
  }

  /** A secret or token of this environment changed, in this window or another. */
  readonly onDidChange: Event<string> = (listener) =>
    this.#options.secrets.onDidChange((key) => (this.#keys.has(key) ? listener(key) : undefined));

  /** Is it the token itself that is kept under this key? */
  isToken(key: string): boolean {
    return key === this.#tokenKey;
  }

  /** The token as it was shared last. */
  async read(): Promise<AccessToken | undefined> {
    return decodeToken(await this.#options.secrets.get(this.#tokenKey));
  }

  /** True where a sign-in was made and not ended, whatever the secret store still holds of it. */
  async isSignedIn(): Promise<boolean> {
    return (await this.#options.notes.read()) !== undefined;
  }

  /** True for one window of all, once for each sign-in that ended: it asks the user. */
  claimQuestion(): Promise<boolean> {
    return this.#options.notes.claimQuestion();
  }

  /** A token that is accepted from another window, or a new one, asked for by this window alone. */
  async renew(options: RenewOptions): Promise<AccessToken> {
    for (;;) {
      if (options.signal.cancelled) throw cancelledError();
      const shared = await this.read();
      if (shared !== undefined && options.accept(shared)) return shared;
      const lease = await this.#options.lease.tryTake();
      if (lease === undefined) {
        await this.#changeOrPause(pollMs, options.signal);
        continue;
      }
      try {
        const token = await this.#renewAlone(options, lease);
        if (token !== undefined) return token;
      } finally {
        await lease.release();
      }
    }
  }

  /** A sign-in has brought this token: the other windows take it over. */
  signedIn(token: AccessToken): Promise<void> {
    return this.#store(token, undefined);
  }

  /** Nothing is left behind, by a renewal that is on its way in another window neither. */
  async signOut(forget: () => Promise<void>): Promise<void> {
    await this.#options.notes.clear();
    const lease = await this.#takeWithin(signOutPatienceMs);
    try {
      await forget();
      await this.#options.secrets.delete(this.#tokenKey);
      await this.#options.notes.clear();
    } finally {
      await lease?.release();
    }
  }

  /** `undefined` where the other windows should wait for what this one could not bring: look again. */
  async #renewAlone(options: RenewOptions, lease: HeldLease): Promise<AccessToken | undefined> {
    const before = await this.#options.notes.read();
    const shared = await this.#arrived(before, options.signal);
    if (shared !== undefined && options.accept(shared)) return shared;
    const stop = new CancelSource();
    const unlink = options.signal.onCancel(() => stop.cancel());
    const watch = watchLease(lease, this.#options.clock, () => stop.cancel());
    let token: AccessToken;
    try {
      token = await options.ask(stop.signal);
    } catch (error) {
      // Whoever has taken the lease over brings the token.
      if (!options.signal.cancelled && !(await lease.isHeld())) return undefined;
      throw await this.#explained(error, before);
    } finally {
      watch.dispose();
      unlink();
    }
    // Given up while it came, for a sign-out perhaps: it must not be brought back.
    if (options.signal.cancelled) throw cancelledError();
    return this.#share(token, before, lease);
  }

  async #share(
    token: AccessToken,
    before: SignInNote | undefined,
    lease: HeldLease,
  ): Promise<AccessToken | undefined> {
    const after = await this.#options.notes.read();
    // The user signed out or in again meanwhile: what was asked for on the old sign-in counts no more.
    if (before !== undefined && after === undefined) throw new ProblemError(signedOutElsewhere);
    if (before !== undefined && after?.session !== before.session) return undefined;
    if (!(await lease.isHeld())) {
      const newer = await this.read();
      if (newer !== undefined && newer.issuedAt >= token.issuedAt) return newer;
    }
    await this.#store(token, after?.session);
    return token;
  }

  /** A secret store that cannot be written to must not cost this window its token. */
  async #store(token: AccessToken, session: string | undefined): Promise<void> {
    const { notes, secrets } = this.#options;
    try {
      await secrets.store(this.#tokenKey, encodeToken(token));
    } catch {
      return;
    }
    const { issuedAt } = token;
    await notes.write({
      ...(session === undefined ? {} : { session }),
      kept: await this.#present(),
      issuedAt,
    });
  }

  /** The shared token, once the secret store shows what the note of another window's renewal tells. */
  async #arrived(note: SignInNote | undefined, signal: CancelSignal): Promise<AccessToken | undefined> {
    for (let waited = 0; ; waited += pollMs) {
      const shared = await this.read();
      if (note === undefined || waited >= arrivalMs || signal.cancelled) return shared;
      if (!(await this.#lags(note, shared))) return shared;
      await this.#changeOrPause(pollMs, signal);
    }
  }

  async #lags(note: SignInNote, shared: AccessToken | undefined): Promise<boolean> {
    const { clock, secrets, binding } = this.#options;
    // Written before the clock was set back: nothing follows from it.
    if (note.issuedAt > clock.now()) return false;
    if (note.issuedAt > (shared?.issuedAt ?? 0)) return true;
    // A refresh token that was refused was dropped: to send it again would be a second question.
    if (note.kept.includes('token-cache')) return false;
    return (await secrets.get(secretKey('token-cache', binding))) !== undefined;
  }

  /** Tells a secret that was lost from one that was never there. */
  async #explained(error: unknown, note: SignInNote | undefined): Promise<unknown> {
    const problem = problemOf(error);
    if (problem?.kind !== 'sign-in-needed' || note === undefined) return error;
    const present = await this.#present();
    // The server itself refused: what was dropped for that is not lost.
    if (problem.code !== undefined) {
      const { session, issuedAt } = note;
      await this.#options.notes.write({ session, issuedAt, kept: present });
      return error;
    }
    const lost = note.kept.some((purpose) => !present.includes(purpose));
    return lost ? new ProblemError(lostSecrets(problem)) : error;
  }

  async #present(): Promise<SecretPurpose[]> {
    const { secrets, binding } = this.#options;
    const found: SecretPurpose[] = [];
    for (const purpose of secretPurposes) {
      // The token itself is renewed without asking: its loss is none.
      if (purpose === 'access-token') continue;
      if ((await secrets.get(secretKey(purpose, binding))) !== undefined) found.push(purpose);
    }
    return found;
  }

  async #takeWithin(ms: number): Promise<HeldLease | undefined> {
    const never = new CancelSource();
    for (let waited = 0; waited < ms; waited += pollMs) {
      const lease = await this.#options.lease.tryTake();
      if (lease !== undefined) return lease;
      await this.#changeOrPause(pollMs, never);
    }
    return undefined;
  }

  #changeOrPause(ms: number, signal: CancelSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        timer.dispose();
        change.dispose();
        stop();
        resolve();
      };
      const timer = this.#options.clock.setTimer(ms, end);
      const change = this.onDidChange(end);
      const stop = signal.cancelled ? () => undefined : signal.onCancel(end);
    });
  }
}

function lostSecrets(problem: Problem): Problem {
  const secret = problem.action === 'enter-secret';
  return {
    ...problem,
    title: `The secret storage of this machine has lost ${secret ? 'the secret' : 'the sign-in'} of this environment.`,
    cause:
      'It was there before. A changed keyring or password of the operating system, or a moved profile, makes it unreadable, and then it is deleted.',
    remedy: secret ? 'Enter the secret again.' : 'Sign in again.',
  };
}

const signedOutElsewhere: Problem = {
  kind: 'sign-in-needed',
  title: 'You are signed out of this environment.',
  cause: 'It was signed out in another window.',
  remedy: 'Sign in.',
  action: 'sign-in',
};
