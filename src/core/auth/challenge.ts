import { decodeBase64Url } from './jwt';
import { parseHttpsAddress } from './httpsAddress';

/** What a 401's `WWW-Authenticate: Bearer …` says. Each part only where it is there and readable. */
export interface Challenge {
  /** As sent: the v1 or v2 authorize address. */
  readonly authorizationUri?: string;
  /** Origin of the login server, e.g. `https://login.microsoftonline.com`. Not yet to be trusted: see `clouds.ts`. */
  readonly authority?: string;
  /** Tenant id or domain, e.g. from `https://login.microsoftonline.com/{tenant}/oauth2/authorize`. */
  readonly tenantId?: string;
  /** Without its trailing slash. */
  readonly resource?: string;
  readonly error?: string;
  readonly errorDescription?: string;
  /** Claims to ask the next token with, decoded JSON text. */
  readonly claims?: string;
}

/**
 * Reads a challenge. Dataverse leaves addresses unquoted, which RFC 7235 does not allow, separates with `, ` or `,`,
 * and names may be in any case; several challenges may be joined in one header. `undefined` when there is no Bearer
 * challenge with a parameter. Never throws.
 */
export function parseChallenge(header: string): Challenge | undefined {
  const parameters = bearerParameters(header);
  if (parameters === undefined) return undefined;
  const authorizationUri = parameters.get('authorization_uri') ?? parameters.get('authorization');
  const resource = (parameters.get('resource_id') ?? parameters.get('resource'))?.replace(/\/+$/, '');
  const error = parameters.get('error');
  const errorDescription = parameters.get('error_description');
  const claims = decodeClaims(parameters.get('claims'));
  return {
    ...(authorizationUri === undefined ? {} : { authorizationUri, ...authorityOf(authorizationUri) }),
    ...(resource ? { resource } : {}),
    ...(error ? { error } : {}),
    ...(errorDescription ? { errorDescription } : {}),
    ...(claims === undefined ? {} : { claims }),
  };
}

/** Of the first Bearer challenge that has parameters. A quoted text may hold the word too, and starts no challenge. */
function bearerParameters(header: string): Map<string, string> | undefined {
  const unquoted = header.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => '"'.repeat(quoted.length));
  for (const start of unquoted.matchAll(/(?:^|,)\s*bearer\s+/gi)) {
    const parameters = readParameters(header.slice(start.index + start[0].length));
    if (parameters.size > 0) return parameters;
  }
  return undefined;
}

/** Names in lower case. Stops at the next challenge's scheme; the first of two equal names counts. */
function readParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  const one = /\s*([a-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*?))\s*(?:,|$)/iy;
  for (let match = one.exec(text); match !== null; match = one.exec(text)) {
    const name = (match[1] ?? '').toLowerCase();
    const value = match[2] === undefined ? (match[3] ?? '').trim() : match[2].replace(/\\(.)/g, '$1');
    if (!parameters.has(name)) parameters.set(name, value);
    if (one.lastIndex >= text.length) break;
  }
  return parameters;
}

/** The tenant is the first segment of the path; AD FS has `adfs` there, and no tenant. */
function authorityOf(uri: string): { authority?: string; tenantId?: string } {
  const address = parseHttpsAddress(uri);
  if (address === undefined) return {};
  const tenant = /^\/([^/]+)\/(?:oauth2\/)?(?:v2\.0\/)?authorize\/?$/i.exec(address.path)?.[1];
  const known = tenant !== undefined && tenant.toLowerCase() !== 'adfs' && /^[a-z0-9.-]+$/i.test(tenant);
  return { authority: address.origin, ...(known ? { tenantId: tenant } : {}) };
}

/** Entra sends the claims as base64url of JSON; plain JSON is taken too. */
function decodeClaims(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  const text = value.startsWith('{') ? value : decodeBase64Url(value);
  try {
    const parsed: unknown = JSON.parse(text ?? '');
    return typeof parsed === 'object' && parsed !== null ? text : undefined;
  } catch {
    return undefined;
  }
}
