import { textClaim, type Claims } from '../auth/jwt';

/** Who a token speaks for. `unknown` where it holds too little to tell. */
export type Principal = 'user' | 'application' | 'unknown';

/** Claims that only a token of a person has. `roles`, `oid` and `idp` are in both kinds. */
const personal = [
  'scp',
  'upn',
  'unique_name',
  'preferred_username',
  'name',
  'given_name',
  'family_name',
  'amr',
  'puid',
  'ipaddr',
  'onprem_sid',
  'email',
  'pwd_exp',
];

/** Methods that sign in as an application. */
const applicationMethods = new Set(['client-secret', 'client-certificate', 'managed-identity']);

/**
 * App-only tokens say `idtyp: app` where that optional claim is on; else they are told by what they lack, and by `sub` being
 * the object id of the service principal (access token claims reference).
 */
export function principalOf(claims: Claims | undefined): Principal {
  if (claims === undefined) return 'unknown';
  const type = textClaim(claims, 'idtyp')?.toLowerCase();
  if (type === 'app') return 'application';
  if (type === 'user' || personal.some((name) => has(claims, name))) return 'user';
  const oid = textClaim(claims, 'oid');
  const sub = textClaim(claims, 'sub');
  if (oid !== undefined && sub !== undefined) return oid === sub ? 'application' : 'user';
  const proof = plainText(claims['appidacr'] ?? claims['azpacr']);
  if (proof === '1' || proof === '2') return 'application';
  return proof === '0' ? 'user' : 'unknown';
}

/** The same where there may be no token: by the method that was to give it. */
export function principalOfEvidence(claims: Claims | undefined, method: string | undefined): Principal {
  const known = principalOf(claims);
  if (known !== 'unknown' || method === undefined) return known;
  if (applicationMethods.has(method)) return 'application';
  return ['interactive', 'device-code', 'password', 'vscode-account'].includes(method) ? 'user' : 'unknown';
}

/** A guest's home is another tenant, or a personal account. */
export function isGuest(claims: Claims): boolean {
  if (principalOf(claims) === 'application') return false;
  if (plainText(claims['acct']) === '1') return true;
  const names = ['upn', 'unique_name', 'preferred_username'].map((name) => textClaim(claims, name) ?? '');
  if (names.some((name) => /#EXT#/i.test(name) || /^live\.com#/i.test(name))) return true;
  const idp = textClaim(claims, 'idp');
  if (idp === undefined) return false;
  const home = tenantIn(idp);
  const tenant = tenantOf(claims);
  if (home !== undefined && tenant !== undefined) return home !== tenant;
  return /live\.com|google|facebook|mail|saml|^https?:\/\/(?!sts\.windows\.net|login\.microsoftonline)/i.test(
    idp,
  );
}

const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

/** The tenant that issued a token: `tid`, else the id within `iss`. Lower case. */
export function tenantOf(claims: Claims): string | undefined {
  return (textClaim(claims, 'tid') ?? tenantIn(textClaim(claims, 'iss') ?? ''))?.toLowerCase();
}

/** A tenant id within an issuer's or authority's address. Lower case. */
export function tenantIn(text: string): string | undefined {
  return guid.exec(text)?.[0].toLowerCase();
}

/** A claim that holds a point in time, in milliseconds; some tools print seconds as text, or milliseconds. */
export function timeClaim(claims: Claims, name: string): number | undefined {
  const value = claims[name];
  const text = typeof value === 'string' ? value.trim() : '';
  const number =
    typeof value === 'number' ? value : /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isFinite(number) || number <= 0) return undefined;
  if (typeof value === 'string' && !/^\d/.test(text)) return number;
  if (typeof value === 'string' && /-/.test(text)) return number;
  return number > 1e11 ? number : number * 1000;
}

/** A claim as text: numbers come as numbers or as text. Empty for anything else. */
export function plainText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function has(claims: Claims, name: string): boolean {
  const value = claims[name];
  return value !== undefined && value !== null && value !== '';
}
