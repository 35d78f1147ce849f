// POST /{tenant}/oauth2/v2.0/token, and its older sister without `v2.0`.
import type { LogEntry } from '../control/requestLog';
import { json } from '../server/responses';
import type { SandboxRequest, SandboxResponse } from '../server/types';
import { readClaims } from './claimsRequest';
import { authenticate, mustProveItself } from './clientAuthentication';
import type { IdentityContext } from './context';
import { tenant } from './directory';
import { EntraError } from './entraError';
import { required } from './form';
import { readScopes } from './scopes';
import {
  answerApplication,
  answerUser,
  checkSilentClaims,
  type TokenAnswer,
  type TokenRequest,
} from './tokenAnswers';
import { fromVersion1, toVersion1, type Version } from './version1';

/** @throws EntraError where the request is refused. */
export async function answerTokenRequest(
  context: IdentityContext,
  request: SandboxRequest,
  tenantKind: 'tenant' | 'shared',
  version: Version,
  log: LogEntry,
): Promise<SandboxResponse> {
  if (request.method !== 'POST') throw new EntraError(900561, { values: { method: request.method } });
  const sent = new URLSearchParams(request.body.toString('utf8'));
  const grantType = required(sent, 'grant_type');
  log.grantType = grantType;
  const client = await authenticate(context, sent, request.headers['authorization']);
  if (version === 2 && sent.has('resource')) throw new EntraError(901002);
  const form = version === 1 ? fromVersion1(sent, context.resources) : sent;
  if (grantType === 'client_credentials' && tenantKind === 'shared') throw new EntraError(9001023);
  const answer = await grant(grantType, { context, form, client, log });
  const body = version === 1 ? toVersion1(answer) : answer;
  return json(200, body, { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' });
}

async function grant(grantType: string, request: TokenRequest): Promise<TokenAnswer> {
  readClaims(request.form.get('claims'));
  switch (grantType) {
    case 'client_credentials':
      if (request.client.proof === 'none') throw new EntraError(7000218);
      return await answerApplication(request);
    case 'authorization_code':
      return await authorizationCode(request);
    case 'refresh_token':
      return await refreshToken(request);
    case 'password':
      return await password(request);
    case 'device_code':
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return await deviceCode(request);
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return await onBehalfOf(request);
    default:
      throw new EntraError(70003, { values: { grantType } });
  }
}

async function authorizationCode(request: TokenRequest): Promise<TokenAnswer> {
  const { context, form, client } = request;
  mustProveItself(client);
  const grant = context.codes.redeem(required(form, 'code'), {
    applicationId: client.application.applicationId,
    redirectUri: required(form, 'redirect_uri'),
    codeVerifier: form.get('code_verifier'),
  });
  const { nonce, redirectUri: _redirectUri, codeChallenge: _codeChallenge, ...user } = grant;
  return await answerUser(request, user, nonce);
}

async function refreshToken(request: TokenRequest): Promise<TokenAnswer> {
  const { context, form, client } = request;
  mustProveItself(client);
  const token = required(form, 'refresh_token');
  const { applicationId, displayName } = client.application;
  // A scope that would be refused must not cost the refresh token.
  const scope = form.get('scope');
  if (scope !== null) readScopes(scope, context.resources, displayName);
  const { refreshTokenGraceSeconds, refreshTokenLifetimeSeconds } = context.settings.current;
  const rules = { graceSeconds: refreshTokenGraceSeconds, lifetimeSeconds: refreshTokenLifetimeSeconds };
  const grant = context.refreshTokens.redeem(token, applicationId, rules, (one) =>
    checkSilentClaims(request, one),
  );
  return await answerUser(request, grant);
}

/** Resource owner password credentials: no page, so nothing but the password can be proved. */
async function password(request: TokenRequest): Promise<TokenAnswer> {
  const { context, form, client } = request;
  mustProveItself(client);
  const userName = required(form, 'username');
  const given = required(form, 'password');
  const scope = required(form, 'scope');
  const { applicationId, displayName } = client.application;
  readScopes(scope, context.resources, displayName);
  const user = context.directory.user(userName);
  // A guest's password is known to the home tenant only.
  if (!user || user.home) {
    throw new EntraError(50034, { values: { userName, tenantName: tenant.displayName } });
  }
  if (!context.directory.isPassword(given)) throw new EntraError(50126);
  if (context.settings.current.multiFactorRequired) {
    throw new EntraError(50076, { values: { resource: '00000007-0000-0000-c000-000000000000' } });
  }
  return await answerUser(request, { applicationId, user, scope });
}

async function deviceCode(request: TokenRequest): Promise<TokenAnswer> {
  const { context, form, client } = request;
  mustProveItself(client);
  // The older endpoint calls it `code`.
  const code = form.get('device_code') ?? form.get('code') ?? required(form, 'device_code');
  const { applicationId } = client.application;
  const { multiFactorRequired } = context.settings.current;
  return await answerUser(request, context.deviceCodes.redeem(code, applicationId, multiFactorRequired));
}

async function onBehalfOf(request: TokenRequest): Promise<TokenAnswer> {
  const { context, form, client } = request;
  if (client.proof === 'none') throw new EntraError(7000218);
  if (required(form, 'requested_token_use') !== 'on_behalf_of') throw new EntraError(9002313);
  const { applicationId } = client.application;
  const audience = [applicationId, `api://${applicationId}`];
  const user = await context.tokens.verify(required(form, 'assertion'), audience).then(
    ({ oid }) => context.directory.userById(String(oid)),
    () => undefined,
  );
  if (!user) throw new EntraError(50013);
  return await answerUser(request, { applicationId, user, scope: required(form, 'scope') });
}
