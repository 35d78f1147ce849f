import type { HttpResponse } from '../base/http';
import { decodeUtf8 } from '../base/utf8';
import type { JsonObject } from './json';
import { isJsonObject, stringOf } from './json';
import { codesInText, normalCode } from './errorCode';

/** What an error answer says for itself. Texts are free of tokens, should a server echo one. */
export interface ServiceError {
  readonly status: number;
  /** In hexadecimal, e.g. `0x80060888`; lower case. Undefined where it is empty or null. */
  readonly code?: string;
  /** Codes that the message names, such as `hr = -2147220960`. */
  readonly namedCodes?: readonly string[];
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
  const text = decodeUtf8(response.body.subarray(0, longestBody));
  const requestId = requestIdOf(response);
  const error = serviceErrorOf(response.status, text, response.headers['content-type']);
  return requestId === undefined ? error : { ...error, requestId };
}

/** The same from a body as text, wherever it came from. Never throws. */
export function serviceErrorOf(status: number, body: string, contentType = ''): ServiceError {
  const text = withoutTokens(body.slice(0, longestBody)).trim();
  if (isHtmlText(contentType, text)) return { status, html: true, message: htmlTitle(text) };
  const said = jsonError(text) ??
    xmlError(text) ?? { message: /^[{<[]/.test(text) ? '' : text.slice(0, 2000) };
  const named = codesInText(`${said.message} ${said.trace ?? ''}`);
  return { status, html: false, ...said, ...(named.length > 0 ? { namedCodes: named } : {}) };
}

/** The id that support asks for, from whichever header carries it. */
export function requestIdOf(response: HttpResponse): string | undefined {
  const names = ['x-ms-service-request-id', 'req_id', 'x-ms-correlation-request-id', 'request-id'];
  return names.map((name) => response.headers[name]).find(Boolean);
}

/** True for a web page, by header or first bytes. */
export function isHtml(response: HttpResponse, start: string): boolean {
  return isHtmlText(response.headers['content-type'] ?? '', start);
}

function isHtmlText(contentType: string, start: string): boolean {
  return (
    /\btext\/html\b/i.test(contentType) ||
    /^(?:<!--[^]*?-->\s*)?<(?:!doctype html|html|head|body)\b/i.test(start)
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
  const message = messageOf(error) ?? stringOf(body['error_description']);
  const code = normalCode(error['code'] ?? error['ErrorCode'] ?? error['errorCode'] ?? error['Code']);
  if (message === undefined && code === undefined) return undefined;
  const trace = traceOf(error, message);
  return {
    message: (message ?? '').trim(),
    ...(code === undefined ? {} : { code }),
    ...(trace?.trim() ? { trace: trace.trim().slice(0, 4000) } : {}),
  };
}

/** OData v4, OData v3 (`message.value`), ASP.NET and RFC 9457 spell it differently. */
function messageOf(error: JsonObject): string | undefined {
  const message = error['message'] ?? error['Message'] ?? error['detail'] ?? error['title'];
  return isJsonObject(message) ? stringOf(message['value']) : stringOf(message);
}

/** The plug-in's trace, else the innermost message that says more than the outer one. */
function traceOf(error: JsonObject, message: string | undefined): string | undefined {
  const trace = stringOf(error['@Microsoft.PowerApps.CDS.TraceText']);
  if (trace !== undefined) return trace;
  let inner: unknown = error['innererror'] ?? error['innerError'] ?? error['internalexception'];
  let found: string | undefined;
  for (let depth = 0; depth < 8 && isJsonObject(inner); depth += 1) {
    const said = messageOf(inner);
    if (said !== undefined && said !== message) found = found === undefined ? said : `${found}\n${said}`;
    inner = inner['internalexception'] ?? inner['innererror'] ?? inner['innerError'];
  }
  return found;
}

/** `<m:error><m:code/><m:message/>`, the form of an answer to a request for XML. */
function xmlError(text: string): Said | undefined {
  const message = /<(?:\w+:)?message\b[^>]*>([^<]*)</i.exec(text)?.[1];
  if (message === undefined) return undefined;
  const code = normalCode(/<(?:\w+:)?code\b[^>]*>([^<]+)</i.exec(text)?.[1]);
  return { message: plain(message), ...(code === undefined ? {} : { code }) };
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
