// What the token endpoint gives once a grant holds: for an application, and for a user.
import type { LogEntry } from '../control/requestLog';
import { readClaims, tokenClaims, writeClaims } from './claimsRequest';
import type { Client } from './clientAuthentication';
import type { IdentityContext } from './context';
import { EntraError } from './entraError';
import type { UserGrant } from './grants';
import { readScopes, type GrantedScopes } from './scopes';
import { clientInfo } from './tokens';

export interface TokenRequest {
  readonly context: IdentityContext;
  readonly form: URLSearchParams;
  readonly client: Client;
  readonly log: LogEntry;
}

export interface TokenAnswer {
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
  readonly scope?: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly client_info?: string;
}

/** @throws EntraError 1002012, and those of scopes and claims */
export async function answerApplication(request: TokenRequest): Promise<TokenAnswer> {
  const { context, form, client, log } = request;
  const { application, proof } = client;
  const scope = form.get('scope');
  const scopes = readScopes(scope, context.resources, application.displayName);
  if (!scopes.isDefault) throw new EntraError(1002012, { values: { scope: scope ?? '' } });
  const token = await context.tokens.accessToken({
    audience: scopes.audience,
    application,
    proof,
    lifetimeSeconds: lifetimeOf(context, scopes),
    claims: tokenClaims(readClaims(form.get('claims'))),
  });
  log.tokenId = token.tokenId;
  return {
    token_type: 'Bearer',
    expires_in: token.expiresIn,
    ext_expires_in: token.expiresIn,
    access_token: token.value,
  };
}

/** @param nonce of the sign-in, for the id token */
export async function answerUser(
  { context, form, client, log }: TokenRequest,
  grant: UserGrant,
  nonce?: string,
): Promise<TokenAnswer> {
  const { application, proof } = client;
  const { applicationId } = application;
  const { user } = grant;
  const scope = form.get('scope') ?? grant.scope;
  const scopes = readScopes(scope, context.resources, application.displayName);
  const { multiFactor = false } = grant;
  const token = await context.tokens.accessToken({
    audience: scopes.audience,
    application,
    proof,
    user: { account: user, permissions: scopes.permissions, multiFactor },
    lifetimeSeconds: lifetimeOf(context, scopes),
    claims: tokenClaims({ ...readClaims(grant.claims), ...readClaims(form.get('claims')) }),
  });
  log.tokenId = token.tokenId;
  const idToken = scopes.openId
    ? await context.tokens.idToken({ application, user, ...(nonce === undefined ? {} : { nonce }) })
    : undefined;
  const next = { ...grant, applicationId, user, scope };
  return {
    token_type: 'Bearer',
    scope: scopes.granted.join(' '),
    expires_in: token.expiresIn,
    ext_expires_in: token.expiresIn,
    access_token: token.value,
    ...(scopes.offlineAccess ? { refresh_token: context.refreshTokens.issue(next) } : {}),
    ...(idToken === undefined ? {} : { id_token: idToken }),
    ...(form.get('client_info') === '1' ? { client_info: clientInfo(user) } : {}),
  };
}

/**
 * Whether the claims asked for can be had without the user.
 * @throws EntraError 50076 with the claims to repeat at a sign-in page
 */
export function checkSilentClaims({ context, form }: TokenRequest, grant: UserGrant): void {
  const { acrs = [] } = readClaims(form.get('claims'));
  if (!context.settings.current.claimsNeedInteraction) return;
  const given = readClaims(grant.claims)['acrs'] ?? [];
  if (acrs.every((one) => given.includes(one))) return;
  throw new EntraError(50076, {
    claims: writeClaims({ acrs }),
    values: { resource: '00000007-0000-0000-c000-000000000000' },
  });
}

/** Seconds: the policy on the service principal of the resource, else the sandbox's own. */
function lifetimeOf(context: IdentityContext, { resourceApplicationId }: GrantedScopes): number {
  const policy = context.directory.tokenLifetimeSeconds(resourceApplicationId);
  return policy ?? context.settings.current.tokenLifetimeSeconds;
}
