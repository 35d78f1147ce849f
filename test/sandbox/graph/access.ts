// Who asks, and whether the token's permissions and the person's own standing suffice.
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { wellKnown } from '../identity/resources';
import type { DirectoryUser, RequestHeaders } from '../server/types';
import { denied, invalidToken, type GraphError } from './errors';

export interface GraphCaller {
  /** `scp`; empty for an application, which has been given no permission of its own. */
  readonly permissions: ReadonlySet<string>;
  readonly user: DirectoryUser | undefined;
}

export interface AccessOptions {
  readonly keySet: Parameters<typeof jwtVerify>[1];
  readonly issuer: string;
  /** `https://localhost:PORT` */
  readonly origin: string;
  readonly userById: (objectId: string) => DirectoryUser | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Permissions of which any suffices, in groups that must all be met. */
export type Needed = readonly (readonly string[])[];

/** @throws GraphError 401 */
export async function authenticate(options: AccessOptions, headers: RequestHeaders): Promise<GraphCaller> {
  const [, token] = /^Bearer +(\S+)\s*$/i.exec(headers['authorization'] ?? '') ?? [];
  if (token === undefined) throw invalidToken('Access token is empty.');
  const payload = await verify(options, token);
  const { scp, oid } = payload;
  return {
    permissions: new Set(typeof scp === 'string' ? scp.split(' ') : []),
    user: typeof scp === 'string' && typeof oid === 'string' ? options.userById(oid) : undefined,
  };
}

/** @throws GraphError 403 */
export function requirePermissions(caller: GraphCaller, needed: Needed, administrator: boolean): void {
  const met = needed.every((any) => any.some((permission) => caller.permissions.has(permission)));
  if (!met || (administrator && caller.user?.administersTenant !== true)) throw denied();
}

async function verify(options: AccessOptions, token: string): Promise<JWTPayload> {
  const origins = [options.origin, 'https://graph.microsoft.com'];
  try {
    const { payload } = await jwtVerify(token, options.keySet, {
      algorithms: ['RS256'],
      issuer: options.issuer,
      audience: [wellKnown.graph, ...origins, ...origins.map((origin) => `${origin}/`)],
      currentDate: new Date(options.now()),
      requiredClaims: ['exp', 'appid', 'oid'],
    });
    return payload;
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): GraphError {
  if (error instanceof errors.JWTExpired) {
    return invalidToken('Lifetime validation failed, the token is expired.');
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return invalidToken('Access token validation failure. Invalid audience.');
  }
  const malformed = error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid;
  return invalidToken(malformed ? 'IDX14100: JWT is not well formed.' : 'Access token validation failure.');
}
