import type { HttpResponse } from '../base/http';
import { decodeUtf8 } from '../base/utf8';
import { isJsonObject, stringOf } from './json';

/** What an error answer says for itself. Texts are free of tokens, should a server echo one. */
export interface ServiceError {
  readonly status: number;
  /** As sent, e.g. `0x80060888`; lower case. Undefined where it is empty or null. */
  readonly code?: string;
  /** `''` where the body has none. */
  readonly message: string;
  /** The body is a web page: no answer of the Web API. */
  readonly html: boolean;
  /** Plug-in trace or inner error, for the details. */
  readonly trace?: string;
  /** To hand to Microsoft's support. */
  readonly requestId?: string;
}

/** Error bodies are small; what is longer is no use in a message. */
const longestBody = 64 * 1024;

export function readServiceError(response: HttpResponse): ServiceError {
  const text = withoutTokens(decodeUtf8(response.body.subarray(0, longestBody))).trim();
  const requestId = requestIdOf(response);
  const base = { status: response.status, ...(requestId === undefined ? {} : { requestId }) };
  if (isHtml(response, text)) return { ...base, html: true, message: htmlTitle(text) };
  return {
    ...base,
    html: false,
    ...(jsonError(text) ?? xmlError(text) ?? { message: /^[{<[]/.test(text) ? '' : text.slice(0, 2000) }),
  };
}

/** The id that support asks for, from whichever header carries it. */
export function requestIdOf(response: HttpResponse): string | undefined {
  const names = ['x-ms-service-request-id', 'req_id', 'x-ms-correlation-request-id', 'request-id'];
  return names.map((name) => response.headers[name]).find(Boolean);
}

/** True for a web page, by header or first bytes. */
export function isHtml(response: HttpResponse, start: string): boolean {
  return (
    /\btext\/html\b/i.test(response.headers['content-type'] ?? '') ||
    /^<(?:!doctype html|html)\b/i.test(start)
  );
}

type Said = Pick<ServiceError, 'code' | 'message' | 'trace'>;

function jsonError(text: string): Said | undefined {
  if (!text.startsWith('{')) return undefined;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(body)) return undefined;
  const error = isJsonObject(body['error']) ? body['error'] : body;
  const message = stringOf(error['message']) ?? stringOf(error['Message']);
  if (message === undefined) return undefined;
  const code = stringOf(error['code']) ?? stringOf(error['ErrorCode']);
  const inner = isJsonObject(error['innererror']) ? stringOf(error['innererror']['message']) : undefined;
  const trace =
    stringOf(error['@Microsoft.PowerApps.CDS.TraceText']) ?? (inner === message ? undefined : inner);
  return {
    message: message.trim(),
    ...(code ? { code: code.toLowerCase() } : {}),
    ...(trace?.trim() ? { trace: trace.trim().slice(0, 4000) } : {}),
  };
}

/** `<m:error><m:code/><m:message/>`, the form of an answer to a request for XML. */
function xmlError(text: string): Said | undefined {
  const message = /<(?:\w+:)?message\b[^>]*>([^<]*)</i.exec(text)?.[1];
  if (message === undefined) return undefined;
  const code = /<(?:\w+:)?code\b[^>]*>([^<]+)</i.exec(text)?.[1];
  return { message: plain(message), ...(code ? { code: code.toLowerCase() } : {}) };
}

function htmlTitle(text: string): string {
  return plain(/<title\b[^>]*>([^<]*)</i.exec(text)?.[1] ?? '').slice(0, 200);
}

function plain(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutTokens(text: string): string {
  return text
    .replace(/\bBearer\s+[\w.~+/=-]{8,}/gi, 'Bearer …')
    .replace(/\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g, '…');
}
