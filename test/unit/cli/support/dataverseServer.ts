// A small stand-in for an environment and its identity service, on one https server, with faults on order.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { TlsServer } from '../../http/support/tlsServer';
import { startTlsServer } from '../../http/support/tlsServer';

export const tenantId = '8f5c2f8e-3f5a-4d29-9f2e-0d6a3b1c7e11';
export const clientId = '2d0d3a5e-8a2b-4c7f-9a41-6f6f0c1b2d3e';
export const secret = 'Plant~ed-secret-value_0123456789';

export interface DataverseServer extends TlsServer {
  /** Answers requests of the Web API that carry a good token, after `/api/data/v9.2/`. */
  web: (path: string, response: ServerResponse, request: IncomingMessage) => void;
  /** Tokens that were handed out. */
  readonly issued: string[];
  /** Tokens from the front of `issued` up to this number are refused. */
  refusedTokens: number;
  /** Seconds that a token lives. */
  lifetime: number;
}

export async function startDataverseServer(): Promise<DataverseServer> {
  const server = await startTlsServer(() => undefined);
  const self: DataverseServer = Object.assign(server, {
    web: (_: string, response: ServerResponse) => void response.writeHead(404).end(),
    issued: [],
    refusedTokens: 0,
    lifetime: 3599,
  });
  server.handler = (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path.endsWith('/oauth2/v2.0/token')) void token(self, request, response);
    else if (path.endsWith('/.well-known/openid-configuration')) openIdConfiguration(self, response);
    else webApi(self, request, response);
  };
  return self;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; odata.metadata=minimal' })
    .end(JSON.stringify(body));
}

function openIdConfiguration(server: DataverseServer, response: ServerResponse): void {
  const base = `${server.origin}/${tenantId}`;
  json(response, 200, {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  });
}

async function token(
  server: DataverseServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const form = new URLSearchParams(text);
  if (form.get('client_secret') !== secret) {
    json(response, 401, {
      error: 'invalid_client',
      error_description: 'AADSTS7000215: Invalid client secret provided. Trace ID: 1 Correlation ID: 2',
      error_codes: [7000215],
    });
    return;
  }
  const value = `planted-token-${server.issued.length + 1}-abcdefghijklmnop`;
  server.issued.push(value);
  json(response, 200, { token_type: 'Bearer', expires_in: server.lifetime, access_token: value });
}

function webApi(server: DataverseServer, request: IncomingMessage, response: ServerResponse): void {
  const [, value] = /^Bearer (.*)$/.exec(request.headers.authorization ?? '') ?? [];
  const known = value === undefined ? -1 : server.issued.indexOf(value);
  if (known < server.refusedTokens) {
    const challenge = `Bearer authorization_uri=${server.origin}/${tenantId}/oauth2/authorize, resource_id=${server.origin}/`;
    response.writeHead(401, { 'www-authenticate': challenge }).end();
    return;
  }
  server.web((request.url ?? '').replace(/^\/api\/data\/v9\.2\//, ''), response, request);
}

/** Serves `rows?page=n` with `pages` pages of `size` rows, whose values only text can carry exactly. */
export function servePages(
  server: DataverseServer,
  pages: number,
  size: number,
): (path: string, response: ServerResponse) => void {
  return (path, response) => {
    const page = Number(/page=(\d+)/.exec(path)?.[1] ?? '1');
    const first = (page - 1) * size;
    const rows = Array.from({ length: size }, (_, i) => rowText(first + i));
    const link = `${server.origin}/api/data/v9.2/rows?$skiptoken=%3Ccookie%20page=%22${page + 1}%22%20/%3E&page=${page + 1}`;
    const more = page < pages ? `,"@odata.nextLink":${JSON.stringify(link)}` : '';
    const body = `{"@odata.context":"x","value":[${rows.join(',')}]${more}}`;
    response
      .writeHead(200, {
        'content-type': 'application/json; odata.metadata=minimal',
        'content-encoding': 'gzip',
      })
      .end(gzipSync(body, { level: 1 }));
  };
}

/** Row `n` as JSON; every thousandth has a member of its own. */
export function rowText(n: number): string {
  const late = n % 1000 === 999 ? `,"late":${n}` : '';
  return `{"@odata.etag":"W/\\"${n}\\"","id":"${String(n).padStart(8, '0')}","name":"Row \\"${n}\\", with text","amount":${n}.10000000000000000001,"versionnumber":9007199254740993,"note":null${late}}`;
}
