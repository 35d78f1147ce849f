// GET and POST /{tenant}/oauth2/v2.0/authorize: the sign-in page, and the code for whoever passed it.
import { queryOf, redirect } from '../server/responses';
import type { DirectoryApplication, DirectoryUser, SandboxRequest, SandboxResponse } from '../server/types';
import type { IdentityContext } from './context';
import { readClaims } from './claimsRequest';
import { isRegisteredRedirect, tenant } from './directory';
import { describeError, EntraError, type Correlation } from './entraError';
import { required } from './form';
import { errorPage, formPostPage, signInPage } from './pages';
import { readScopes } from './scopes';
import { clientInfo } from './tokens';
import { scopeOf, type Version } from './version1';

type ResponseMode = 'query' | 'fragment' | 'form_post';

interface AuthorizeRequest {
  readonly application: DirectoryApplication;
  readonly redirectUri: string;
  readonly query: URLSearchParams;
}

/** @throws EntraError where there is no redirect URI to be trusted with the answer. */
export function answerAuthorizeRequest(
  context: IdentityContext,
  request: SandboxRequest,
  version: Version,
  correlation: Correlation,
): SandboxResponse {
  const query = queryOf(request.url);
  if (version === 1) query.set('scope', scopeOf(required(query, 'resource'), context.resources));
  const asked = readRequest(context, query);
  try {
    checkRequest(context, asked);
    return request.method === 'POST'
      ? answerForm(context, request, asked)
      : answerFirstVisit(context, request, asked);
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return deliverError(asked, error, correlation);
  }
}

/** What a refusal looks like at this endpoint: sent to the redirect URI where that can be trusted, else a page. */
export function refuseAuthorizeRequest(
  context: IdentityContext,
  request: SandboxRequest,
  error: EntraError,
  correlation: Correlation,
): SandboxResponse {
  try {
    return deliverError(readRequest(context, queryOf(request.url)), error, correlation);
  } catch (untrusted) {
    if (!(untrusted instanceof EntraError)) throw untrusted;
    return errorPage(error.status, describeError(error, correlation));
  }
}

function readRequest(context: IdentityContext, query: URLSearchParams): AuthorizeRequest {
  const clientId = required(query, 'client_id');
  const application = context.directory.application(clientId);
  if (!application) {
    throw new EntraError(700016, { values: { appId: clientId, tenantName: tenant.displayName } });
  }
  const redirectUri = required(query, 'redirect_uri');
  if (!isRegisteredRedirect(redirectUri)) {
    throw new EntraError(50011, { values: { redirectUri, appId: clientId } });
  }
  return { application, redirectUri, query };
}

function checkRequest(context: IdentityContext, { application, query }: AuthorizeRequest): void {
  const responseType = required(query, 'response_type');
  if (responseType !== 'code') throw new EntraError(700054, { values: { responseType } });
  if (!/^(query|fragment|form_post)$/.test(query.get('response_mode') ?? 'query')) {
    throw new EntraError(9002313);
  }
  readClaims(query.get('claims'));
  readScopes(query.get('scope'), context.resources, application.displayName);
  const challenge = query.get('code_challenge');
  if (challenge === null) {
    if (!application.confidential) throw new EntraError(9002325);
    return;
  }
  // A challenge of S256 is 32 bytes as base64url; the sandbox takes no other method.
  const isS256 = query.get('code_challenge_method') === 'S256';
  if (!isS256 || !/^[\w-]{43}$/.test(challenge)) throw new EntraError(50147);
}

function answerFirstVisit(
  context: IdentityContext,
  request: SandboxRequest,
  asked: AuthorizeRequest,
): SandboxResponse {
  const prompt = asked.query.get('prompt') ?? '';
  const hint = asked.query.get('login_hint') ?? '';
  const session = context.sessions.userOf(request.headers);
  const fits = session && (hint === '' || context.directory.user(hint) === session);
  if (prompt === 'none') {
    if (!fits) throw new EntraError(50058);
    return deliverCode(context, asked, session);
  }
  if (fits && prompt === '') return deliverCode(context, asked, session);
  const offer = prompt === 'select_account' ? session?.userPrincipalName : undefined;
  return signInPage({
    appName: asked.application.displayName,
    userName: hint,
    ...(offer === undefined ? {} : { signedIn: offer }),
  });
}

function answerForm(
  context: IdentityContext,
  request: SandboxRequest,
  asked: AuthorizeRequest,
): SandboxResponse {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const action = form.get('action');
  if (action === 'cancel') throw new EntraError(65004);
  if (action === 'continue') {
    const session = context.sessions.userOf(request.headers);
    if (session) return deliverCode(context, asked, session);
  }
  const userName = form.get('loginfmt') ?? '';
  const user = context.directory.user(userName);
  if (!user || !context.directory.isPassword(form.get('passwd') ?? '')) {
    const refusal = user
      ? new EntraError(50126)
      : new EntraError(50034, { values: { userName, tenantName: tenant.displayName } });
    return signInPage({
      appName: asked.application.displayName,
      userName,
      problem: refusal.message,
    });
  }
  const response = deliverCode(context, asked, user);
  return { ...response, headers: { ...response.headers, 'set-cookie': context.sessions.start(user) } };
}

function deliverCode(
  context: IdentityContext,
  asked: AuthorizeRequest,
  user: DirectoryUser,
): SandboxResponse {
  const { query, application, redirectUri } = asked;
  const challenge = query.get('code_challenge');
  const nonce = query.get('nonce');
  const claims = query.get('claims');
  const { multiFactorRequired } = context.settings.current;
  const code = context.codes.issue({
    applicationId: application.applicationId,
    user,
    scope: query.get('scope') ?? '',
    redirectUri,
    ...(challenge === null ? {} : { codeChallenge: challenge }),
    ...(nonce === null ? {} : { nonce }),
    ...(claims === null ? {} : { claims }),
    multiFactor: multiFactorRequired,
  });
  return deliver(asked, {
    code,
    ...(query.get('client_info') === '1' ? { client_info: clientInfo(user) } : {}),
  });
}

function deliverError(asked: AuthorizeRequest, error: EntraError, correlation: Correlation): SandboxResponse {
  return deliver(asked, {
    error: error.error,
    error_description: describeError(error, correlation),
    ...(error.suberror === undefined ? {} : { error_subcode: error.suberror }),
    ...(error.claims === undefined ? {} : { claims: error.claims }),
  });
}

function deliver(asked: AuthorizeRequest, fields: Readonly<Record<string, string>>): SandboxResponse {
  const state = asked.query.get('state');
  const all = state === null ? fields : { ...fields, state };
  const mode = responseMode(asked.query.get('response_mode'));
  if (mode === 'form_post') return formPostPage(asked.redirectUri, all);
  const separator = mode === 'query' ? '?' : '#';
  return redirect(`${asked.redirectUri}${separator}${new URLSearchParams(all).toString()}`);
}

function responseMode(sent: string | null): ResponseMode {
  return sent === 'form_post' || sent === 'fragment' ? sent : 'query';
}
