// A bare https client that trusts one CA: what the sandbox says is looked at as it was said.
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';

export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON object; throws where it is none. */
  json(): Readonly<Record<string, unknown>>;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export class RawClient {
  /** @param ca PEM */
  constructor(private readonly ca: string) {}

  async send(url: string, options: RawRequest = {}): Promise<RawResponse> {
    const { method = 'GET', headers = {}, body, signal } = options;
    return await new Promise((resolve, reject) => {
      const outgoing = request(
        url,
        { method, headers, ca: this.ca, agent: false, ...(signal ? { signal } : {}) },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text,
              json: () => JSON.parse(text) as Record<string, unknown>,
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<RawResponse> {
    return await this.send(url, { headers });
  }

  /** Posts fields as a form does. */
  async post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RawResponse> {
    return await this.send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  }
}
