import type { SandboxSettings } from '../control/types';
import type { DeviceCodes } from './deviceCodes';
import type { Directory } from './directory';
import type { AuthorizationCodes, RefreshTokens } from './grants';
import type { Resources } from './resources';
import type { Sessions } from './sessions';
import type { TokenService } from './tokens';

/** What the endpoints of the token service share. */
export interface IdentityContext {
  readonly directory: Directory;
  readonly tokens: TokenService;
  readonly codes: AuthorizationCodes;
  readonly refreshTokens: RefreshTokens;
  readonly sessions: Sessions;
  readonly settings: { readonly current: Required<SandboxSettings> };
  readonly now: () => number;
  readonly identityOrigin: string;
  readonly resources: Resources;
  readonly deviceCodes: DeviceCodes;
}
