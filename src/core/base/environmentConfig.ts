import { parseAuthority } from '../auth/authorityAddress';
import { methodOf, signInMethods, type MethodField } from '../auth/methods';
import type { Environment } from './environment';

export const defaultApiVersion = 'v9.2';

/** Microsoft's sample client for development, redirect `http://localhost` (public client, no secret). */
export const sampleClientId = '51f81489-12ee-4a9e-aaae-a2591f45987d';

/** One entry of the setting as it was read, or why it cannot be used. */
export type EnvironmentEntry =
  | { readonly kind: 'usable'; readonly environment: Environment }
  | { readonly kind: 'unusable'; readonly name: string; readonly reason: string };

/**
 * Reads `dataverseWorkbench.environments`. Any JSON is taken: an entry that cannot be used becomes a reason in
 * plain words and does not hide the others. `toOrigin` turns the address into an origin or throws.
 */
export function readEnvironments(setting: unknown, toOrigin: (url: string) => string): EnvironmentEntry[] {
  if (!Array.isArray(setting)) return [];
  const taken = new Set<string>();
  return setting.map((raw: unknown, index): EnvironmentEntry => {
    const entry = readEntry(raw, index, toOrigin);
    if (entry.kind === 'unusable') return entry;
    const key = entry.environment.name.toLowerCase();
    if (taken.has(key)) return unusable(entry.environment.name, 'another environment has the same name');
    taken.add(key);
    return entry;
  });
}

function readEntry(raw: unknown, index: number, toOrigin: (url: string) => string): EnvironmentEntry {
  const fallbackName = `entry ${index + 1}`;
  if (typeof raw !== 'object' || raw === null) return unusable(fallbackName, 'it is not an object');
  const fields = new Map<string, unknown>(Object.entries(raw));
  const name = text(fields, 'name');
  if (name === undefined) return unusable(fallbackName, 'it has no name');
  const url = text(fields, 'url');
  if (url === undefined) return unusable(name, 'it has no "url"');
  const method = methodOf(fields.get('method'));
  if (method === undefined) {
    return unusable(name, `its "method" is none of ${signInMethods.map(({ id }) => id).join(', ')}`);
  }
  const missing = methodFields.find((field) => method.fields[field] === 'required' && !text(fields, field));
  if (missing !== undefined) return unusable(name, `it has no "${missing}"`);
  const authority = text(fields, 'authority');
  if (authority !== undefined && parseAuthority(authority) === undefined) {
    return unusable(name, 'its "authority" is not an https address');
  }
  try {
    const origin = toOrigin(url);
    return {
      kind: 'usable',
      environment: { name, url: origin, method: method.id, ...identity(fields), ...optional(fields) },
    };
  } catch {
    return unusable(name, `its "url" is not an https address`);
  }
}

const methodFields: readonly MethodField[] = [
  'clientId',
  'tenantId',
  'userName',
  'certificateFile',
  'certificateKeyFile',
];

function identity(fields: ReadonlyMap<string, unknown>): Pick<Environment, MethodField> {
  const [userName, certificateFile, certificateKeyFile] = [
    text(fields, 'userName'),
    text(fields, 'certificateFile'),
    text(fields, 'certificateKeyFile'),
  ];
  return {
    clientId: text(fields, 'clientId') ?? '',
    tenantId: text(fields, 'tenantId') ?? '',
    ...(userName === undefined ? {} : { userName }),
    ...(certificateFile === undefined ? {} : { certificateFile }),
    ...(certificateKeyFile === undefined ? {} : { certificateKeyFile }),
  };
}

function optional(
  fields: ReadonlyMap<string, unknown>,
): Pick<Environment, 'protected' | 'apiVersion' | 'authority' | 'caFile'> {
  const version = text(fields, 'apiVersion');
  const authority = parseAuthority(text(fields, 'authority') ?? '')?.authority;
  const caFile = text(fields, 'caFile');
  return {
    protected: fields.get('protected') === true,
    apiVersion: version !== undefined && /^v\d+\.\d+$/.test(version) ? version : defaultApiVersion,
    ...(authority === undefined ? {} : { authority }),
    ...(caFile === undefined ? {} : { caFile }),
  };
}

function text(fields: ReadonlyMap<string, unknown>, key: string): string | undefined {
  const value = fields.get(key);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

function unusable(name: string, reason: string): EnvironmentEntry {
  return { kind: 'unusable', name, reason };
}

/** The entry as the setting holds it: defaults are left out, and there is no place for a secret. */
export function toSettingEntry(environment: Environment): Record<string, unknown> {
  const { name, url, method, authority, caFile } = environment;
  const given: Record<string, unknown> = {};
  for (const field of methodFields) if (environment[field]) given[field] = environment[field];
  return {
    name,
    url,
    method,
    ...given,
    ...(environment.protected ? { protected: true } : {}),
    ...(environment.apiVersion === defaultApiVersion ? {} : { apiVersion: environment.apiVersion }),
    ...(authority === undefined ? {} : { authority }),
    ...(caFile === undefined ? {} : { caFile }),
  };
}

/** A short name from an origin that is not taken yet: `https://contoso-dev.crm4.dynamics.com` → `contoso-dev`. */
export function suggestName(origin: string, taken: readonly string[]): string {
  const host = origin.replace(/^https:\/\//, '');
  const first = /^\d|^localhost|^\[/.test(host) ? host.replace(/[[\]]/g, '') : (host.split('.')[0] ?? host);
  const used = new Set(taken.map((name) => name.toLowerCase()));
  let name = first;
  for (let n = 2; used.has(name.toLowerCase()); n += 1) name = `${first}-${n}`;
  return name;
}
