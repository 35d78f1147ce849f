import { randomUUID } from 'node:crypto';
import { json } from '../server/responses';
import type { RequestHeaders, SandboxResponse } from '../server/types';
import { aadstsEntry } from './aadsts';

export interface EntraErrorDetails {
  /** Values for the placeholders of the text. */
  readonly values?: Readonly<Record<string, string>>;
  readonly suberror?: string;
  /** In place of the number's usual OAuth error: some numbers go with several. */
  readonly error?: string;
  /** In place of the number's usual text: some numbers have several. */
  readonly text?: string;
  /** Claims challenge in place of the usual one, decoded JSON text. */
  readonly claims?: string;
}

/** A refusal by Entra: thrown anywhere below the endpoints, which give it its form. */
export class EntraError extends Error {
  readonly error: string;
  readonly status: number;
  readonly suberror: string | undefined;
  readonly claims: string | undefined;

  constructor(
    readonly code: number,
    details: EntraErrorDetails = {},
  ) {
    const entry = aadstsEntry(code);
    if (!entry) throw new RangeError(`AADSTS${code} is not in the sandbox's table.`);
    super(`AADSTS${code}: ${fill(details.text ?? entry.text, details.values ?? {})}`);
    this.error = details.error ?? entry.error;
    this.status = entry.status ?? (this.error === 'invalid_client' ? 401 : 400);
    this.suberror = details.suberror ?? entry.suberror;
    this.claims = details.claims ?? (entry.claims ? policyClaims() : undefined);
  }
}

/** What tells one request apart in Entra's answers. */
export interface Correlation {
  readonly traceId: string;
  readonly correlationId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param sent `client-request-id` of header or query: Entra repeats it. */
export function correlationOf(headers: RequestHeaders, sent: string | null, at: number): Correlation {
  const given = sent ?? headers['client-request-id'] ?? '';
  return { traceId: randomUUID(), correlationId: guid.test(given) ? given : randomUUID(), at };
}

/** `error_description` with the three lines that Entra adds. */
export function describeError(error: EntraError, correlation: Correlation): string {
  return [
    error.message,
    `Trace ID: ${correlation.traceId}`,
    `Correlation ID: ${correlation.correlationId}`,
    `Timestamp: ${entraTimestamp(correlation.at)}`,
  ].join('\r\n');
}

/** The body that the token endpoint sends. */
function errorBody(error: EntraError, correlation: Correlation, identityOrigin: string) {
  return {
    error: error.error,
    error_description: describeError(error, correlation),
    error_codes: [error.code],
    timestamp: entraTimestamp(correlation.at),
    trace_id: correlation.traceId,
    correlation_id: correlation.correlationId,
    error_uri: `${identityOrigin}/error?code=${error.code}`,
    ...(error.suberror === undefined ? {} : { suberror: error.suberror }),
    ...(error.claims === undefined ? {} : { claims: error.claims }),
  };
}

export function errorResponse(
  error: EntraError,
  correlation: Correlation,
  identityOrigin: string,
): SandboxResponse {
  return json(error.status, errorBody(error, correlation, identityOrigin), {
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    'x-ms-request-id': correlation.traceId,
  });
}

/** `2016-01-09 02:02:12Z`. */
function entraTimestamp(at: number): string {
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
}

/** `2022-03-02T03:54:33.8040000Z`: seven digits, as .NET writes them. */
export function grantTimestamp(at: number): string {
  return new Date(at).toISOString().replace('Z', '0000Z');
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function policyClaims(): string {
  return JSON.stringify({ access_token: { capolids: { essential: true, values: [randomUUID()] } } });
}
