import { decodeJwtClaims, type Claims } from '../auth/jwt';

/** Names that stand on the outermost level of a token's claims. */
const telling = [
  'aud',
  'exp',
  'iss',
  'tid',
  'oid',
  'sub',
  'appid',
  'azp',
  'scp',
  'roles',
  'upn',
  'idtyp',
  'nbf',
  'iat',
  'ver',
];
/** Where tools put them: the token endpoint, jwt.io, az, MSAL. */
const wrappers = ['claims', 'payload', 'decoded', 'token', 'access_token', 'accessToken', 'body', 'data'];

/**
 * Claims from whatever a person has at hand: their JSON, the same within another object, a token as text or within the answer of
 * a token endpoint, and `{header}.{claims}.[Signature]` as jwt.ms prints it. Undefined where there are none.
 */
export function readClaims(text: string): Claims | undefined {
  const plain = text.replace(/^\uFEFF/, '').trim();
  return claimsIn(json(plain) ?? plain, 0);
}

function claimsIn(value: unknown, depth: number): Claims | undefined {
  if (depth > 5) return undefined;
  if (typeof value === 'string') return fromText(value.trim(), depth);
  if (Array.isArray(value)) return fromList(value);
  if (!isObject(value)) return undefined;
  if (telling.some((name) => name in value)) return value;
  for (const name of wrappers) {
    const found = name in value ? claimsIn(value[name], depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return depth === 0 && !wrappers.some((name) => name in value) ? value : undefined;
}

function fromText(text: string, depth: number): Claims | undefined {
  const token = text.replace(/^Bearer\s+/i, '');
  const decoded = decodeJwtClaims(token);
  if (decoded !== undefined) return decoded;
  const printed = /^\{[^]*?\}\s*\.\s*(\{[^]*\})\s*(?:\.|$)/.exec(text)?.[1];
  const parsed = json(printed ?? text);
  return parsed === undefined || typeof parsed === 'string' ? undefined : claimsIn(parsed, depth + 1);
}

/** `[{typ, val}]`, as App Service and .NET list them. */
function fromList(list: readonly unknown[]): Claims | undefined {
  const pairs = list.flatMap((one): [string, unknown][] => {
    if (!isObject(one)) return [];
    const name = one['typ'] ?? one['type'];
    return typeof name === 'string' ? [[name, one['val'] ?? one['value']]] : [];
  });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
