// Tokens that no sign-in gave: odd ones for tests, and those that stand-ins hand out.
import type { MintedToken, TokenOrder } from '../control/types';
import type { DirectoryApplication, DirectoryUser } from '../server/types';
import { decodeJwt } from 'jose';
import type { IdentityContext } from './context';
import {
  confidentialApplication,
  guestUser,
  managedIdentity,
  memberUser,
  outsiderUser,
  publicApplication,
  tenant,
} from './directory';
import { EntraError } from './entraError';
import { readScopes } from './scopes';
import { scopeOf } from './version1';

const users: Readonly<Partial<Record<NonNullable<TokenOrder['subject']>, DirectoryUser>>> = {
  member: memberUser,
  outsider: outsiderUser,
  guest: guestUser,
};

/**
 * @param environmentOrigin the resource where the order names none
 * @throws EntraError 700016, 500011
 */
export async function mintToken(
  context: IdentityContext,
  environmentOrigin: string,
  order: TokenOrder,
): Promise<MintedToken> {
  const user = users[order.subject ?? 'application'];
  const application = applicationOf(context, order, user);
  const scope = scopeOf(order.resource ?? environmentOrigin, context.resources);
  const { audience, permissions } = readScopes(scope, context.resources, application.displayName);
  const token = await context.tokens.accessToken({
    audience,
    application,
    proof: application.confidential ? 'secret' : 'none',
    ...(user ? { user: { account: user, permissions } } : {}),
    lifetimeSeconds: order.lifetimeSeconds ?? context.settings.current.tokenLifetimeSeconds,
    ...(order.claims === undefined ? {} : { claims: order.claims }),
  });
  const { exp = 0, nbf = 0, iat = 0 } = decodeJwt(token.value);
  const { applicationId } = application;
  return {
    accessToken: token.value,
    expiresOn: exp,
    notBefore: nbf,
    issuedAt: iat,
    tenantId: tenant.id,
    applicationId,
  };
}

function applicationOf(
  { directory }: IdentityContext,
  { applicationId, subject }: TokenOrder,
  user: DirectoryUser | undefined,
): DirectoryApplication {
  if (applicationId !== undefined) {
    const found = directory.application(applicationId);
    if (found) return found;
    throw new EntraError(700016, { values: { appId: applicationId, tenantName: tenant.displayName } });
  }
  if (user) return publicApplication;
  return subject === 'managed-identity' ? managedIdentity : confidentialApplication;
}
