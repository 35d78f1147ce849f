// POST /{tenant}/oauth2/v2.0/devicecode, and the page where a person types the code.
// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
import { json } from '../server/responses';
import type { SandboxRequest, SandboxResponse } from '../server/types';
import { readClaims } from './claimsRequest';
import type { IdentityContext } from './context';
import type { DeviceRequest } from './deviceCodes';
import { tenant } from './directory';
import { EntraError } from './entraError';
import { required } from './form';
import { deviceCodePage, deviceDonePage, signInPage } from './pages';
import { readScopes } from './scopes';
import { scopeOf, type Version } from './version1';

export const verificationPath = '/devicelogin';

/** @throws EntraError 700016, 900144, 900561, and those of scopes */
export function answerDeviceRequest(
  context: IdentityContext,
  request: SandboxRequest,
  version: Version,
): SandboxResponse {
  if (request.method !== 'POST') throw new EntraError(900561, { values: { method: request.method } });
  const asked = readDeviceRequest(context, new URLSearchParams(request.body.toString('utf8')), version);
  const { deviceCodeLifetimeSeconds: lifetime, deviceCodeIntervalSeconds: interval } =
    context.settings.current;
  const { deviceCode, userCode } = context.deviceCodes.issue(asked, lifetime, interval);
  const address = `${context.identityOrigin}${verificationPath}`;
  const common = {
    user_code: userCode,
    device_code: deviceCode,
    message: `To sign in, use a web browser to open the page ${address} and enter the code ${userCode} to authenticate.`,
  };
  const answer =
    version === 2
      ? { ...common, verification_uri: address, expires_in: lifetime, interval }
      : {
          ...common,
          verification_url: address,
          expires_in: String(lifetime),
          interval: String(interval),
        };
  return json(200, answer, { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' });
}

function readDeviceRequest(context: IdentityContext, form: URLSearchParams, version: Version): DeviceRequest {
  const clientId = required(form, 'client_id');
  const application = context.directory.application(clientId);
  if (!application) {
    throw new EntraError(700016, { values: { appId: clientId, tenantName: tenant.displayName } });
  }
  const scope =
    version === 2 ? required(form, 'scope') : scopeOf(required(form, 'resource'), context.resources);
  readScopes(scope, context.resources, application.displayName);
  const claims = form.get('claims');
  readClaims(claims);
  return {
    applicationId: application.applicationId,
    scope,
    ...(claims === null ? {} : { claims }),
  };
}

/** First the code, then who it is; a browser that is signed in is offered its account. */
export function answerVerificationPage(context: IdentityContext, request: SandboxRequest): SandboxResponse {
  if (request.method !== 'POST') return deviceCodePage();
  const form = new URLSearchParams(request.body.toString('utf8'));
  const userCode = form.get('otc') ?? '';
  const waiting = context.deviceCodes.waiting(userCode);
  if (!waiting) return deviceCodePage('That code did not work. Check the code and try again.');
  const session = context.sessions.userOf(request.headers);
  switch (form.get('action') ?? '') {
    case 'cancel':
      context.deviceCodes.answer(userCode, 'declined');
      return deviceDonePage(true);
    case 'continue':
      if (!session) return signIn(context, waiting, form);
      context.deviceCodes.answer(userCode, session);
      return deviceDonePage(false);
    case 'signin':
      return check(context, waiting, form);
    default:
      return signIn(context, waiting, form, { signedIn: session?.userPrincipalName });
  }
}

function check(context: IdentityContext, waiting: DeviceRequest, form: URLSearchParams): SandboxResponse {
  const userName = form.get('loginfmt') ?? '';
  const user = context.directory.user(userName);
  if (!user || !context.directory.isPassword(form.get('passwd') ?? '')) {
    const refusal = user
      ? new EntraError(50126)
      : new EntraError(50034, { values: { userName, tenantName: tenant.displayName } });
    return signIn(context, waiting, form, { problem: refusal.message });
  }
  context.deviceCodes.answer(form.get('otc') ?? '', user);
  const page = deviceDonePage(false);
  return { ...page, headers: { ...page.headers, 'set-cookie': context.sessions.start(user) } };
}

function signIn(
  context: IdentityContext,
  waiting: DeviceRequest,
  form: URLSearchParams,
  more: { readonly signedIn?: string | undefined; readonly problem?: string } = {},
): SandboxResponse {
  const application = context.directory.application(waiting.applicationId);
  return signInPage({
    appName: application?.displayName ?? '',
    userName: form.get('loginfmt') ?? '',
    deviceCode: form.get('otc') ?? '',
    ...(more.signedIn === undefined ? {} : { signedIn: more.signedIn }),
    ...(more.problem === undefined ? {} : { problem: more.problem }),
  });
}
