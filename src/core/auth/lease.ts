import type { EpochMs } from '../base/clock';
import type { SecretPurpose } from './secretKeys';

/**
 * The right to renew an environment's token, of which there is one for all windows. Whoever has it asks the login
 * server; the others wait for what comes.
 */
export interface RenewalLease {
  /**
   * The lease, or `undefined` while another window has it. A holder that died, or that has shown no sign of life for
   * some seconds, loses it. Never throws: where no lease can be kept, each window renews for itself.
   */
  tryTake(): Promise<HeldLease | undefined>;
}

export interface HeldLease {
  /** False once another window has taken it over, e.g. because this process was suspended. */
  isHeld(): Promise<boolean>;
  /** Gives it back. Calling it twice, or after a loss, does nothing more. */
  release(): Promise<void>;
}

/** What is remembered of a sign-in outside the secret store, so that loss and sign-out can be told apart. No secret. */
export interface SignInNote {
  /** Another one for each sign-in. */
  readonly session: string;
  /** What the secret store held when all was well. */
  readonly kept: readonly SecretPurpose[];
  /** When the latest shared token was issued: the secret store of another window may show it a little later. */
  readonly issuedAt: EpochMs;
}

/** Notes of one environment, shared by windows. Never throws: a note that cannot be kept is none. */
export interface SignInNotes {
  read(): Promise<SignInNote | undefined>;
  /** Begins a new session where none is given. */
  write(note: Omit<SignInNote, 'session'> & { readonly session?: string }): Promise<void>;
  clear(): Promise<void>;
  /** True for one of all windows, until a note is written or cleared: that one asks the user to sign in. */
  claimQuestion(): Promise<boolean>;
}
