import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { SandboxResponse } from '../../server/types';
import type { Refusal } from '../errors';

/** An answer before the headers that every answer has. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is written as JSON; text and bytes go as they are. */
  readonly body?: object | string | Uint8Array;
}

const jsonType = 'application/json; odata.metadata=minimal';
const smallestCompressed = 1024;
const compress = promisify(gzip);

export function refusalAnswer(refusal: Refusal): Answer {
  const headers = { 'content-type': jsonType };
  return {
    status: refusal.status,
    headers,
    body: { error: { code: refusal.code, message: refusal.message } },
  };
}

export const json = (body: object, headers: Readonly<Record<string, string>> = {}, status = 200): Answer => ({
  status,
  headers: { 'content-type': jsonType, ...headers },
  body,
});

export interface Envelope {
  readonly requestId: string;
  readonly acceptEncoding: string | undefined;
  /** What is left of the service protection limits. */
  readonly remaining: { readonly requests: number; readonly seconds: number };
}

/** Adds what the front end of Dataverse adds to every answer, and compresses. */
export async function finish(answer: Answer, envelope: Envelope): Promise<SandboxResponse> {
  const headers: Record<string, string> = {
    'cache-control': 'no-cache',
    'odata-version': '4.0',
    ...answer.headers,
    'x-ms-service-request-id': envelope.requestId,
    req_id: envelope.requestId,
    'x-ms-ratelimit-burst-remaining-xrm-requests': String(envelope.remaining.requests),
    'x-ms-ratelimit-time-remaining-xrm-requests': envelope.remaining.seconds.toFixed(2),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    vary: 'Accept-Encoding',
  };
  if (answer.body === undefined) return { status: answer.status, headers };
  if (answer.body instanceof Uint8Array) return { status: answer.status, headers, body: answer.body };
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  if (!/\bgzip\b/i.test(envelope.acceptEncoding ?? '') || text.length < smallestCompressed) {
    return { status: answer.status, headers, body: text };
  }
  return {
    status: answer.status,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: await compress(text),
  };
}
