import type { CancelSignal } from '../base/cancel';
import type { Disposable, Event } from '../base/event';
import type { Problem } from '../base/problem';
import type { AccessToken, TokenProvider } from './ports';
import type { TokenStatus } from './tokenStatus';

/** The keeper of one environment's tokens, as the shell and the headless face see it. */
export interface KeeperControl extends TokenProvider, Disposable {
  readonly status: TokenStatus;
  readonly onDidChangeStatus: Event<TokenStatus>;
  /** A renewal in the background, which nobody waits for, ended with something that only the user can mend. */
  readonly onDidNeedUser: Event<Problem>;
  /** Looks for a token in the background, without asking anybody; the outcome shows in `status`. Does nothing when one is held. */
  start(): void;
  /** Asks for a newer token now, without asking anybody. Throws what hindered it. */
  renew(signal: CancelSignal): Promise<AccessToken>;
  /** May ask the user. Throws `cancelled` and what hindered it; the status is then as before. */
  signIn(signal: CancelSignal): Promise<AccessToken>;
  /** Ends a renewal on its way, forgets the token, and everything that the source keeps. */
  signOut(): Promise<void>;
  /** Looks at the clock again, and tries at once what waits for a retry: window focus, the network is back. */
  check(): void;
}
