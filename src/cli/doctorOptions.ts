import { parseArgs } from 'node:util';
import { methodOf } from '../core/auth/methods';
import type { SignInMethod } from '../core/auth/ports';
import { resourceFlags, signInFlags } from './signInOptions';
import { badOption, readApiVersion, readAuthority, urlOf, tenantAndAuthority, usage } from './options';

/** Where to go and how to sign in; what is absent is found, or asked for when it turns out to be needed. */
export interface CheckOptions {
  /** Origin of the environment. */
  readonly url: string;
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly authority?: string;
  readonly caFile?: string;
  readonly apiVersion: string;
  readonly method?: SignInMethod;
  /** As written: checked when a sign-in comes about. */
  readonly signIn: { readonly [K in keyof typeof signInFlags]?: string };
  readonly json: boolean;
}

/** Evidence in place of the network. Files are named, not read. */
export interface EvidenceOptions {
  readonly claimsFile?: string;
  readonly challengeFile?: string;
  readonly errorBodyFile?: string;
  readonly status?: number;
  readonly transportError?: string;
  readonly location?: string;
  /** Seconds since 1970. */
  readonly nowSeconds?: number;
}

export interface DoctorOptions extends CheckOptions {
  /** Absent: ask the network. */
  readonly evidence?: EvidenceOptions;
}

export interface TokenOptions extends CheckOptions {
  readonly showToken: boolean;
}

const shared = {
  url: { type: 'string' },
  tenant: { type: 'string' },
  ...signInFlags,
  ...resourceFlags,
  authority: { type: 'string' },
  'ca-file': { type: 'string' },
  'api-version': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const ofDoctor = {
  ...shared,
  claims: { type: 'string' },
  challenge: { type: 'string' },
  status: { type: 'string' },
  'error-body': { type: 'string' },
  'transport-error': { type: 'string' },
  location: { type: 'string' },
  now: { type: 'string' },
} as const;

const ofToken = { ...shared, 'show-token': { type: 'boolean' } } as const;

/** `doctor …`, or `help`. Throws `bad-input`. */
export function readDoctorOptions(args: readonly string[]): DoctorOptions | 'help' {
  const values = parse(
    args,
    () => parseArgs({ args: [...args], options: ofDoctor, strict: true }).values,
    ofDoctor,
  );
  if (values.help) return 'help';
  const status = wholeNumber(values.status, '--status', 'an HTTP status such as 401');
  const nowSeconds = wholeNumber(values.now, '--now', 'seconds since 1970');
  const evidence: EvidenceOptions = {
    ...(values.claims === undefined ? {} : { claimsFile: values.claims }),
    ...(values.challenge === undefined ? {} : { challengeFile: values.challenge }),
    ...(values['error-body'] === undefined ? {} : { errorBodyFile: values['error-body'] }),
    ...(status === undefined ? {} : { status }),
    ...(values['transport-error'] === undefined ? {} : { transportError: values['transport-error'] }),
    ...(values.location === undefined ? {} : { location: values.location }),
    ...(nowSeconds === undefined ? {} : { nowSeconds }),
  };
  const given = Object.keys(evidence).some((name) => name !== 'nowSeconds');
  if (!given && nowSeconds !== undefined) {
    throw usage('--now goes with evidence such as --claims FILE, and none was given.');
  }
  return { ...readShared(values), ...(given ? { evidence } : {}) };
}

/** `token …`, or `help`. Throws `bad-input`. */
export function readTokenOptions(args: readonly string[]): TokenOptions | 'help' {
  const values = parse(
    args,
    () => parseArgs({ args: [...args], options: ofToken, strict: true }).values,
    ofToken,
  );
  return values.help ? 'help' : { ...readShared(values), showToken: values['show-token'] ?? false };
}

function parse<T>(args: readonly string[], read: () => T, known: object): T {
  try {
    return read();
  } catch (error) {
    throw badOption(args, error, known);
  }
}

type SharedValues = { readonly [K in keyof typeof shared]?: string | boolean | undefined };

function readShared(values: SharedValues): CheckOptions {
  const text = (name: keyof typeof shared): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const method = text('method');
  const clientId = text('client-id')?.trim();
  const caFile = text('ca-file');
  const names = ['method', 'client-id', 'user', 'certificate', 'certificate-key'] as const;
  const signIn = names.flatMap((name) => {
    const value = text(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    url: urlOf({ url: text('url'), scope: text('scope'), resource: text('resource') }),
    ...placeOf(text('tenant'), text('authority')),
    ...(clientId ? { clientId } : {}),
    ...(caFile === undefined ? {} : { caFile }),
    apiVersion: readApiVersion(text('api-version')),
    ...(method === undefined ? {} : { method: readMethod(method) }),
    signIn: Object.fromEntries(signIn),
    json: values.json === true,
  };
}

function placeOf(tenant: string | undefined, address: string | undefined): Partial<CheckOptions> {
  const place = readAuthority(address);
  if (tenant === undefined && place?.tenantId === undefined) {
    return place === undefined ? {} : { authority: place.authority };
  }
  return tenantAndAuthority(tenant, place);
}

function readMethod(text: string): SignInMethod {
  const method = methodOf(text.trim().toLowerCase());
  if (method !== undefined) return method.id;
  throw usage(`--method: "${text}" is no way to sign in.`);
}

function wholeNumber(text: string | undefined, option: string, what: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,12}$/.test(text.trim())) return Number(text.trim());
  throw usage(`${option}: "${text}" is not ${what}.`);
}
