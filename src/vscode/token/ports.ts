import type { AccessToken } from '../../core/auth/ports';
import type { KeeperControl } from '../../core/auth/tokenKeeperApi';
import type { TokenStatus } from '../../core/auth/tokenStatus';
import type { CancelSignal } from '../../core/base/cancel';
import type { Clock } from '../../core/base/clock';
import type { Environment } from '../../core/base/environment';
import type { Event } from '../../core/base/event';

/** What page and clipboard need of the tokens; handed in by the composition root. */
export interface TokenServices {
  readonly clock: Clock;
  /** The environment of that name, or the current one; `undefined` where there is none. */
  environment(name: string | undefined): Environment | undefined;
  /** A token that is good now; asks the user where nothing else helps. Throws what hindered it. */
  token(environment: Environment, signal: CancelSignal): Promise<AccessToken>;
  keeper(environment: Environment): Pick<KeeperControl, 'token'>;
  statusOf(environmentName: string): TokenStatus | undefined;
  /** Fires with the name of the environment whose status changed. */
  readonly onDidChange: Event<string>;
}
