// Asks the sandbox's Microsoft Graph over https, with tokens that its token service gave.
import { graphCommandLineTools } from '../../../sandbox/principals';
import type { RawResponse } from '../../../support/sandboxHttp';
import { authorizeUrl, newPkce, redeem, redirectFields, submitSignIn, type Frame } from '../frame';

const everything = [
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Policy.ReadWrite.ApplicationConfiguration',
];

/** Signs a person in with Microsoft Graph Command Line Tools. */
export async function graphToken(frame: Frame, permissions = everything, userName?: string): Promise<string> {
  const pkce = newPkce();
  const { graphUrl } = frame.details;
  const url = authorizeUrl(frame, pkce, {
    client_id: graphCommandLineTools.applicationId,
    scope: permissions.map((one) => `${graphUrl}/${one}`).join(' '),
  });
  const answer = await submitSignIn(frame, url, userName === undefined ? {} : { loginfmt: userName });
  const tokens = await redeem(frame, redirectFields(answer)['code'] ?? '', pkce.verifier, {
    client_id: graphCommandLineTools.applicationId,
  });
  return String(tokens.json()['access_token']);
}

export class GraphClient {
  constructor(
    private readonly frame: Frame,
    private readonly token: string,
  ) {}

  async send(method: string, path: string, body?: object): Promise<RawResponse> {
    return await this.frame.http.send(`${this.frame.details.graphUrl}/v1.0/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** The answer's JSON; fails where the status is another. */
  async json(method: string, path: string, body?: object, status = 200): Promise<Record<string, unknown>> {
    const response = await this.send(method, path, body);
    if (response.status !== status) throw new Error(`${path}: ${response.status} ${response.text}`);
    return response.json();
  }

  async list(path: string): Promise<Record<string, unknown>[]> {
    return (await this.json('GET', path))['value'] as Record<string, unknown>[];
  }
}

export function errorOf(response: RawResponse): { status: number; code: unknown; message: unknown } {
  const error = response.json()['error'] as Record<string, unknown>;
  return { status: response.status, code: error['code'], message: error['message'] };
}
