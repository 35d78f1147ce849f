// The `claims` parameter (OpenID Connect Core 5.5), as far as it is about the access token.
import type { JWTPayload } from 'jose';
import { EntraError } from './entraError';

/** Values asked for, by claim. */
export type RequestedClaims = Readonly<Record<string, readonly string[]>>;

/** Claims that come from the request of a client; everything else is for the token service to say. */
const allowed = new Set(['acrs', 'xms_cc', 'nbf', 'capolids', 'polids']);

/** @throws EntraError 9002313 where it is no JSON object. */
export function readClaims(text: string | null | undefined): RequestedClaims {
  if (text === null || text === undefined || text === '') return {};
  const asked = member(parse(text), 'access_token');
  if (asked === undefined) return {};
  const entries = Object.entries(object(asked))
    .filter(([name]) => allowed.has(name))
    .map(([name, request]) => [name, valuesOf(request)] as const);
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}

/** What the token says: lists, but for the one claim that is a time. */
export function tokenClaims(requested: RequestedClaims): JWTPayload {
  const { nbf, ...lists } = requested;
  const notBefore = Number(nbf?.[0]);
  return { ...lists, ...(Number.isInteger(notBefore) ? { nbf: notBefore } : {}) };
}

/** JSON text that asks for the claims. */
export function writeClaims(requested: RequestedClaims): string {
  const entries = Object.entries(requested).map(([name, values]) => [
    name,
    values.length === 1 ? { essential: true, value: values[0] } : { essential: true, values },
  ]);
  const claims: unknown = Object.fromEntries(entries);
  return JSON.stringify({ access_token: claims });
}

/** Whether a token has every claim with every value; `nbf` is met by a later time. */
export function meets(token: JWTPayload, wanted: RequestedClaims): boolean {
  return Object.entries(wanted).every(([name, values]) => {
    const has = token[name];
    if (name === 'nbf') return typeof has === 'number' && values.every((value) => has >= Number(value));
    const present: readonly unknown[] = Array.isArray(has) ? has : [has];
    return values.every((value) => present.includes(value));
  });
}

function valuesOf(request: unknown): readonly string[] {
  if (request === null) return [];
  const { value, values } = object(request);
  const all: readonly unknown[] = Array.isArray(values) ? values : [value];
  return all.filter((one) => one !== undefined && one !== null).map(String);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EntraError(9002313);
  }
}

function member(from: unknown, name: string): unknown {
  return object(from)[name];
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new EntraError(9002313);
  return { ...value };
}
