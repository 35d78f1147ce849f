// POST /{tenant}/oauth2/v2.0/token
import type { LogEntry } from '../control/requestLog';
import { json } from '../server/responses';
import type { DirectoryApplication, SandboxRequest, SandboxResponse } from '../server/types';
import type { IdentityContext } from './context';
import { tenant } from './directory';
import { EntraError } from './entraError';
import type { UserGrant } from './grants';
import { readScopes, type GrantedScopes } from './scopes';
import { clientInfo } from './tokens';

interface Client {
  readonly application: DirectoryApplication;
  readonly withSecret: boolean;
}

/** @throws EntraError where the request is refused. */
export async function answerTokenRequest(
  context: IdentityContext,
  request: SandboxRequest,
  tenantKind: 'tenant' | 'shared',
  log: LogEntry,
): Promise<SandboxResponse> {
  if (request.method !== 'POST') throw new EntraError(900561, { values: { method: request.method } });
  const form = new URLSearchParams(request.body.toString('utf8'));
  const grantType = required(form, 'grant_type');
  log.grantType = grantType;
  const client = authenticate(context, form, request.headers['authorization']);
  switch (grantType) {
    case 'client_credentials':
      if (tenantKind === 'shared') throw new EntraError(9001023);
      return await clientCredentials(context, form, client, log);
    case 'authorization_code':
      return await authorizationCode(context, form, client, log);
    case 'refresh_token':
      return await refreshToken(context, form, client, log);
    default:
      throw new EntraError(70003, { values: { grantType } });
  }
}

async function clientCredentials(
  context: IdentityContext,
  form: URLSearchParams,
  client: Client,
  log: LogEntry,
): Promise<SandboxResponse> {
  if (!client.withSecret) throw new EntraError(7000218);
  const { application } = client;
  const scope = form.get('scope');
  const scopes = readScopes(scope, context.resources, application.displayName);
  if (!scopes.isDefault) throw new EntraError(1002012, { values: { scope: scope ?? '' } });
  const token = await context.tokens.accessToken({
    audience: scopes.audience,
    application,
    withSecret: true,
    lifetimeSeconds: lifetimeOf(context, scopes),
  });
  log.tokenId = token.tokenId;
  return tokenAnswer({
    token_type: 'Bearer',
    expires_in: token.expiresIn,
    ext_expires_in: token.expiresIn,
    access_token: token.value,
  });
}

async function authorizationCode(
  context: IdentityContext,
  form: URLSearchParams,
  client: Client,
  log: LogEntry,
): Promise<SandboxResponse> {
  mustHaveSecret(client);
  const grant = context.codes.redeem(required(form, 'code'), {
    applicationId: client.application.applicationId,
    redirectUri: required(form, 'redirect_uri'),
    codeVerifier: form.get('code_verifier'),
  });
  return await answerUser(context, form, client, grant, log, grant.nonce);
}

async function refreshToken(
  context: IdentityContext,
  form: URLSearchParams,
  client: Client,
  log: LogEntry,
): Promise<SandboxResponse> {
  mustHaveSecret(client);
  const token = required(form, 'refresh_token');
  const { applicationId, displayName } = client.application;
  // A scope that would be refused must not cost the refresh token.
  const scope = form.get('scope');
  if (scope !== null) readScopes(scope, context.resources, displayName);
  const grace = context.settings.current.refreshTokenGraceSeconds;
  const grant = context.refreshTokens.redeem(token, applicationId, grace);
  return await answerUser(context, form, client, grant, log, undefined);
}

async function answerUser(
  context: IdentityContext,
  form: URLSearchParams,
  client: Client,
  grant: UserGrant,
  log: LogEntry,
  nonce: string | undefined,
): Promise<SandboxResponse> {
  const { application } = client;
  const { user } = grant;
  const scope = form.get('scope') ?? grant.scope;
  const scopes = readScopes(scope, context.resources, application.displayName);
  const token = await context.tokens.accessToken({
    audience: scopes.audience,
    application,
    withSecret: client.withSecret,
    user: { account: user, permissions: scopes.permissions },
    lifetimeSeconds: lifetimeOf(context, scopes),
  });
  log.tokenId = token.tokenId;
  const idToken = scopes.openId
    ? await context.tokens.idToken({ application, user, ...(nonce === undefined ? {} : { nonce }) })
    : undefined;
  const { applicationId } = application;
  return tokenAnswer({
    token_type: 'Bearer',
    scope: scopes.granted.join(' '),
    expires_in: token.expiresIn,
    ext_expires_in: token.expiresIn,
    access_token: token.value,
    ...(scopes.offlineAccess
      ? { refresh_token: context.refreshTokens.issue({ applicationId, user, scope }) }
      : {}),
    ...(idToken === undefined ? {} : { id_token: idToken }),
    ...(form.get('client_info') === '1' ? { client_info: clientInfo(user) } : {}),
  });
}

/** Seconds: the policy on the service principal of the resource, else the sandbox's own. */
function lifetimeOf(context: IdentityContext, { resourceApplicationId }: GrantedScopes): number {
  const policy = context.directory.tokenLifetimeSeconds(resourceApplicationId);
  return policy ?? context.settings.current.tokenLifetimeSeconds;
}

/** Secret in the form, or HTTP Basic with both parts form-encoded (RFC 6749 2.3.1). */
function authenticate(
  context: IdentityContext,
  form: URLSearchParams,
  authorization: string | undefined,
): Client {
  const basic = basicCredentials(authorization);
  const clientId = basic?.id ?? required(form, 'client_id');
  const secret = basic?.secret ?? form.get('client_secret') ?? undefined;
  const application = context.directory.application(clientId);
  if (!application) {
    throw new EntraError(700016, { values: { appId: clientId, tenantName: tenant.displayName } });
  }
  if (secret === undefined) return { application, withSecret: false };
  if (!application.confidential) throw new EntraError(700025);
  if (!context.directory.isSecret(application, secret)) {
    throw new EntraError(7000215, { values: { appId: clientId } });
  }
  return { application, withSecret: true };
}

function basicCredentials(authorization: string | undefined): { id: string; secret: string } | undefined {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [, id = '', secret = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  const decode = (text: string): string => new URLSearchParams(`v=${text}`).get('v') ?? '';
  return { id: decode(id), secret: decode(secret) };
}

function mustHaveSecret(client: Client): void {
  if (client.application.confidential && !client.withSecret) throw new EntraError(7000218);
}

function required(form: URLSearchParams, parameter: string): string {
  const value = form.get(parameter);
  if (value === null || value === '') throw new EntraError(900144, { values: { parameter } });
  return value;
}

function tokenAnswer(body: unknown): SandboxResponse {
  return json(200, body, { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' });
}
