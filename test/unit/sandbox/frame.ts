// The sandbox's frame with a Web API that only says who is asking, and the steps of a sign-in by hand.
import type { INetworkModule, NetworkRequestOptions } from '@azure/msal-node';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { publicApplication } from '../../sandbox/identity/directory';
import {
  startSandboxServer,
  type SandboxInfo,
  type SandboxServerOptions,
} from '../../sandbox/server/sandboxServer';
import type { SandboxDetails } from '../../sandbox/server/details';
import type { CreateWebApi } from '../../sandbox/server/types';
import { SandboxControl } from '../../support/sandboxControl';
import { RawClient, type RawResponse } from '../../support/sandboxHttp';

export interface Frame {
  readonly info: SandboxInfo;
  readonly details: SandboxDetails;
  readonly http: RawClient;
  readonly ca: string;
  readonly control: SandboxControl;
  /** `…/{tenant}/oauth2/v2.0` */
  readonly endpoints: string;
  readonly webApiUrl: string;
  close(): Promise<void>;
}

const echo: CreateWebApi = async () => ({
  handle: async (request) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: request.url, principal: request.principal }),
  }),
  addColumn: async () => {},
  reset: async () => {},
  close: async () => {},
});

export async function startFrame(options: SandboxServerOptions = {}): Promise<Frame> {
  const server = await startSandboxServer(options, echo);
  const { info, details } = server;
  const ca = readFileSync(info.caFile, 'utf8');
  return {
    info,
    details,
    ca,
    http: new RawClient(ca),
    control: new SandboxControl(info.controlUrl, ca),
    endpoints: `${info.authority}/${info.tenantId}/oauth2/v2.0`,
    webApiUrl: `${info.environmentUrl}/api/data/v9.2/`,
    close: () => server.close(),
  };
}

/** MSAL's way to the sandbox, with trust in its CA. */
export function msalNetworkClient({ http }: Frame): INetworkModule {
  const send = async (method: string, url: string, { headers, body }: NetworkRequestOptions = {}) => {
    const options = { method, ...(headers ? { headers } : {}), ...(body === undefined ? {} : { body }) };
    const response = await http.send(url, options);
    // MSAL says what it hopes for; nothing here can know it.
    return { status: response.status, headers: {}, body: response.json() as never };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}

/** The form of the client credentials grant. */
export function credentials({ info }: Frame): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: info.clientId,
    client_secret: info.clientSecret,
    scope: `${info.environmentUrl}/.default`,
  };
}

export async function applicationToken(frame: Frame): Promise<string> {
  const response = await frame.http.post(`${frame.endpoints}/token`, credentials(frame));
  return String(response.json()['access_token']);
}

export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

export function newPkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

export const redirectUri = 'http://localhost:8412';

export function authorizeUrl(frame: Frame, pkce: Pkce, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    client_id: publicApplication.applicationId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: `${frame.info.environmentUrl}/user_impersonation openid profile offline_access`,
    code_challenge: pkce.challenge,
    code_challenge_method: 'S256',
    state: 'a state & more',
    client_info: '1',
    ...more,
  });
  return `${frame.endpoints}/authorize?${query.toString()}`;
}

/** Fills the sign-in page in. */
export async function submitSignIn(
  frame: Frame,
  url: string,
  fields: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<RawResponse> {
  const { userName, password } = frame.info;
  return await frame.http.post(url, { loginfmt: userName, passwd: password, ...fields }, headers);
}

/** What the redirect of `response_mode=query` carries. */
export function redirectFields(response: RawResponse): Record<string, string> {
  return Object.fromEntries(new URL(String(response.headers.location)).searchParams);
}

/** The hidden fields of a page. */
export function formFields(response: RawResponse): Record<string, string> {
  const fields = response.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, unescape(value)]));
}

export async function redeem(
  frame: Frame,
  code: string,
  verifier: string,
  more: Readonly<Record<string, string>> = {},
): Promise<RawResponse> {
  return await frame.http.post(`${frame.endpoints}/token`, {
    grant_type: 'authorization_code',
    client_id: publicApplication.applicationId,
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    client_info: '1',
    ...more,
  });
}

/** The whole sign-in of a user, by hand; gives the token endpoint's answer. */
export async function signIn(
  frame: Frame,
  fields: Readonly<Record<string, string>> = {},
): Promise<RawResponse> {
  const pkce = newPkce();
  const answer = await submitSignIn(frame, authorizeUrl(frame, pkce), fields);
  return await redeem(frame, redirectFields(answer)['code'] ?? '', pkce.verifier);
}

export async function refresh(
  frame: Frame,
  refreshToken: unknown,
  more: Readonly<Record<string, string>> = {},
): Promise<RawResponse> {
  return await frame.http.post(`${frame.endpoints}/token`, {
    grant_type: 'refresh_token',
    client_id: publicApplication.applicationId,
    refresh_token: String(refreshToken),
    ...more,
  });
}

function unescape(text: string): string {
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}
