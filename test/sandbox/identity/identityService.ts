// Everything under the identity origin, by path.
import type { LogEntry } from '../control/requestLog';
import { html, json, pathOf, queryOf, redirect } from '../server/responses';
import type { SandboxRequest, SandboxResponse } from '../server/types';
import { answerAuthorizeRequest, refuseAuthorizeRequest } from './authorizeEndpoint';
import type { IdentityContext } from './context';
import { isRegisteredRedirect, tenantOf } from './directory';
import { instanceDiscovery, openIdConfiguration, unknownTenant } from './discovery';
import { correlationOf, describeError, EntraError, errorResponse, type Correlation } from './entraError';
import { errorPage, signedOutPage } from './pages';
import { answerDeviceRequest, answerVerificationPage, verificationPath } from './deviceEndpoint';
import { answerTokenRequest } from './tokenEndpoint';

export class IdentityService {
  constructor(private readonly context: IdentityContext) {}

  async handle(request: SandboxRequest, log: LogEntry): Promise<SandboxResponse> {
    const correlation = this.correlation(request);
    try {
      return await this.route(request, log, correlation);
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      log.aadsts = error.code;
      return this.refusal(request, error, correlation);
    }
  }

  /** The answer to a request that an ordered refusal struck. */
  refuse(request: SandboxRequest, log: LogEntry, error: EntraError): SandboxResponse {
    log.aadsts = error.code;
    if (log.grantType === undefined) {
      const grantType = new URLSearchParams(request.body.toString('utf8')).get('grant_type');
      if (grantType !== null) log.grantType = grantType;
    }
    const correlation = this.correlation(request);
    return isAuthorize(request)
      ? refuseAuthorizeRequest(this.context, request, error, correlation)
      : this.refusal(request, error, correlation);
  }

  /** The token service takes no tokens. */
  challenge(): SandboxResponse {
    throw new RangeError('A challenge is for what takes tokens.');
  }

  private async route(
    request: SandboxRequest,
    log: LogEntry,
    correlation: Correlation,
  ): Promise<SandboxResponse> {
    const [segment = '', ...rest] = pathOf(request.url).slice(1).split('/');
    const endpoint = rest.join('/');
    if (pathOf(request.url) === verificationPath) return answerVerificationPage(this.context, request);
    if (endpoint === 'discovery/instance') return instanceDiscovery(this.context, queryOf(request.url));
    if (!isEndpoint(endpoint)) return html(404, '<!doctype html><title>404</title><p>Not found.</p>');
    const tenantKind = tenantOf(segment);
    if (!tenantKind) throw unknownTenant(segment);
    switch (endpoint) {
      case 'v2.0/.well-known/openid-configuration':
        return openIdConfiguration(this.context, segment);
      case 'discovery/v2.0/keys':
        return json(200, this.context.tokens.jwks);
      case 'oauth2/v2.0/token':
        return await answerTokenRequest(this.context, request, tenantKind, 2, log);
      case 'oauth2/token':
        return await answerTokenRequest(this.context, request, tenantKind, 1, log);
      case 'oauth2/v2.0/devicecode':
        return answerDeviceRequest(this.context, request, 2);
      case 'oauth2/devicecode':
        return answerDeviceRequest(this.context, request, 1);
      case 'oauth2/v2.0/authorize':
        return answerAuthorizeRequest(this.context, request, 2, correlation);
      case 'oauth2/authorize':
        return answerAuthorizeRequest(this.context, request, 1, correlation);
      case 'oauth2/v2.0/logout':
      case 'oauth2/logout':
        break;
    }
    return this.signOut(request);
  }

  private signOut(request: SandboxRequest): SandboxResponse {
    const target = queryOf(request.url).get('post_logout_redirect_uri');
    const response = target !== null && isRegisteredRedirect(target) ? redirect(target) : signedOutPage();
    const cookie = this.context.sessions.end(request.headers);
    return { ...response, headers: { ...response.headers, 'set-cookie': cookie } };
  }

  private refusal(request: SandboxRequest, error: EntraError, correlation: Correlation): SandboxResponse {
    return isAuthorize(request)
      ? errorPage(error.status, describeError(error, correlation))
      : errorResponse(error, correlation, this.context.identityOrigin);
  }

  private correlation(request: SandboxRequest): Correlation {
    const sent = queryOf(request.url).get('client-request-id');
    return correlationOf(request.headers, sent, this.context.now());
  }
}

const endpoints = [
  'v2.0/.well-known/openid-configuration',
  'discovery/v2.0/keys',
  'oauth2/v2.0/token',
  'oauth2/v2.0/authorize',
  'oauth2/v2.0/logout',
  'oauth2/v2.0/devicecode',
  'oauth2/token',
  'oauth2/authorize',
  'oauth2/logout',
  'oauth2/devicecode',
] as const;

function isEndpoint(path: string): path is (typeof endpoints)[number] {
  return endpoints.some((one) => one === path);
}

function isAuthorize(request: SandboxRequest): boolean {
  return /\/oauth2\/(v2\.0\/)?authorize$/.test(pathOf(request.url));
}
