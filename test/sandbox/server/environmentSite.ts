// Everything under the environment origin: the Web API behind its token check, the control API, and little else.
import type { ControlApi } from '../control/controlApi';
import { controlPath } from '../control/controlApi';
import type { LogEntry } from '../control/requestLog';
import { tenant } from '../identity/directory';
import type { TokenVerifier } from '../identity/verification';
import { html, pathOf, redirect } from './responses';
import type { SandboxRequest, SandboxResponse, WebApi } from './types';

export function isWebApi(url: string): boolean {
  return /^\/api\/data(\/|\?|$)/i.test(url);
}

export class EnvironmentSite {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly webApi: Pick<WebApi, 'handle'>,
    private readonly origins: { readonly identity: string; readonly environment: string },
    /** At one environment only. */
    private readonly control?: ControlApi,
  ) {}

  async handleWebApi(request: SandboxRequest, log: LogEntry): Promise<SandboxResponse> {
    const verified = await this.verifier.verify(request.headers);
    if (!('kind' in verified)) return verified;
    log.tokenId = verified.tokenId;
    return await this.webApi.handle({ ...request, principal: verified });
  }

  challenge(error: string, claims: string | undefined): SandboxResponse {
    return this.verifier.challenge({ error, ...(claims === undefined ? {} : { claims }) });
  }

  /** Undefined where the request is not for the control API. */
  async handleControl(request: SandboxRequest): Promise<SandboxResponse | undefined> {
    return request.url.startsWith(controlPath) ? await this.control?.handle(request) : undefined;
  }

  /** The pages that a browser would meet: the application sends it to sign in, the rest is not there. */
  handlePage(request: SandboxRequest): SandboxResponse {
    const path = pathOf(request.url).toLowerCase();
    if (path !== '/' && path !== '/main.aspx') {
      return html(404, '<!doctype html><title>404</title><p>The resource cannot be found.</p>');
    }
    const query = new URLSearchParams({
      client_id: '00000007-0000-0000-c000-000000000000',
      response_type: 'code',
      response_mode: 'form_post',
      redirect_uri: `${this.origins.environment}/`,
      scope: 'openid profile',
    });
    return redirect(`${this.origins.identity}/${tenant.id}/oauth2/v2.0/authorize?${query.toString()}`);
  }
}
