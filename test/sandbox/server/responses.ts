import type { SandboxResponse } from './types';

/** Thrown by a handler, or by a body while it streams: the connection is cut at this point. */
export class ConnectionCut extends Error {
  constructor() {
    super('The connection was cut on order.');
  }
}

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function html(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): SandboxResponse {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

export function redirect(location: string): SandboxResponse {
  return { status: 302, headers: { location } };
}

/** Dataverse's own shape of an error. */
export function dataverseError(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): SandboxResponse {
  return json(status, { error: { code, message } }, { 'odata-version': '4.0', ...headers });
}

/** The path of a request's raw URL, nothing decoded. */
export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

/** The query of a request's raw URL. */
export function queryOf(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.slice(start + 1));
}
