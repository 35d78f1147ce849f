import { parseArgs, type ParseArgsConfig } from 'node:util';
import { parseAuthority, type AuthorityAddress } from '../core/auth/authorityAddress';
import { ProblemError, isProblemError } from '../core/base/problem';
import { parseEnvironmentUrl, sameEnvironment } from '../core/dataverse/environmentUrl';
import type { OutputFormat } from './output/writer';
import { outputFormats } from './output/writer';
import {
  addressOfResource,
  readMethod,
  readSignInOptions,
  resourceFlags,
  signInFlags,
  type SignInOptions,
} from './signInOptions';

/** `run`, with every option checked. */
export interface RunOptions extends SignInOptions {
  readonly file: string;
  /** Origin of the environment. */
  readonly url: string;
  /** Empty where the method needs none and none was given. */
  readonly tenantId: string;
  /** Base of the authority without tenant; absent: found from the environment. */
  readonly authority?: string;
  readonly caFile?: string;
  readonly apiVersion: string;
  /** Name or 1-based number. */
  readonly block?: string;
  readonly all: boolean;
  readonly format: OutputFormat;
  /** Writes are sent without asking. */
  readonly yes: boolean;
}

export type CommandLine =
  | { readonly kind: 'run'; readonly options: RunOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

const known = {
  url: { type: 'string' },
  tenant: { type: 'string' },
  ...signInFlags,
  ...resourceFlags,
  authority: { type: 'string' },
  'ca-file': { type: 'string' },
  'api-version': { type: 'string' },
  block: { type: 'string' },
  format: { type: 'string' },
  all: { type: 'boolean' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Throws `bad-input` for a command line that cannot be used. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parseCommand(args, known);
  const [command, ...files] = positionals;
  if (values.version) return { kind: 'version' };
  if (values.help || command === 'help') return { kind: 'help' };
  if (command === undefined) throw usage('No command was given.');
  if (command !== 'run') throw usage(`There is no command "${command}".`);
  const [file, ...more] = files;
  if (file === undefined) throw usage('No file was named.');
  if (more[0] !== undefined) throw usage(`One file at a time: "${more[0]}" is too many.`);
  return { kind: 'run', options: readRunOptions(file, values) };
}

function readRunOptions(file: string, values: Values): RunOptions {
  return {
    file,
    url: urlOf(values),
    ...tenantFor(values),
    ...readSignInOptions(values),
    ...(values['ca-file'] === undefined ? {} : { caFile: values['ca-file'] }),
    apiVersion: readApiVersion(values['api-version']),
    ...(values.block === undefined ? {} : { block: values.block }),
    all: values.all ?? false,
    format: readFormat(values.format),
    yes: values.yes ?? false,
  };
}

function tenantFor(values: Values): { tenantId: string; authority?: string } {
  const place = readAuthority(values.authority);
  const given = Boolean(values.tenant?.trim()) || place?.tenantId !== undefined;
  if (given || readMethod(values.method).fields.tenantId === 'required') {
    return tenantAndAuthority(values.tenant, place);
  }
  return { tenantId: '', ...(place === undefined ? {} : { authority: place.authority }) };
}

/** `--url`, or the resource of `--scope` or `--resource`: a token is asked for one environment and goes to no other. */
export function urlOf(values: { readonly [K in 'url' | 'scope' | 'resource']?: string | undefined }): string {
  const named = addressOfResource(values);
  if (values.url === undefined && named !== undefined) return readUrl(named);
  const url = readUrl(required(values.url, '--url', 'the address of the environment'));
  if (named === undefined || sameEnvironment(url, named)) return url;
  throw usage(`--url names ${url}, and the scope or resource names ${named}.`, 'Give the environment once.');
}

type Values = ReturnType<typeof parseCommand<typeof known>>['values'];

/** Options and positional arguments of a command. Throws `bad-input` for what it does not know. */
export function parseCommand<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw badOption(args, error, options);
  }
}

/** Node's own words repeat the argument, which may be a secret after a guessed option: name the option only. */
export function badOption(args: readonly string[], error: unknown, options: object): ProblemError {
  const option = args.find((arg) => arg.startsWith('-') && !isKnown(arg, options));
  if (option !== undefined && /secret|password|token/i.test(option)) {
    return usage(
      `There is no option ${nameOf(option)}: command lines are visible to others on this computer.`,
      'Put the secret into the environment variable DATAVERSE_CLIENT_SECRET.',
    );
  }
  if (option !== undefined) return usage(`There is no option ${nameOf(option)}.`);
  const first = error instanceof Error ? (error.message.split(/\.\s|\n/, 1)[0] ?? '') : '';
  return usage(`${first.replace(/'/g, '"')}.`);
}

function nameOf(argument: string): string {
  return argument.split('=', 1)[0] ?? argument;
}

function isKnown(argument: string, options: object): boolean {
  const name = nameOf(argument);
  return (
    name === '-h' || name === '-v' || name === '--' || (name.startsWith('--') && name.slice(2) in options)
  );
}

export function required(value: string | undefined, option: string, what: string): string {
  const text = value?.trim() ?? '';
  if (text === '') throw usage(`${option} is missing: ${what}.`);
  return text;
}

function readUrl(text: string): string {
  try {
    return parseEnvironmentUrl(text);
  } catch (error) {
    if (isProblemError(error)) throw usage(`--url: ${error.problem.title}`, error.problem.remedy);
    throw error;
  }
}

export function readApiVersion(text: string | undefined): string {
  if (text === undefined) return 'v9.2';
  const match = /^v?(\d+\.\d+)$/i.exec(text.trim());
  if (match?.[1] === undefined) throw usage(`--api-version: "${text}" is not a version such as v9.2.`);
  return `v${match[1]}`;
}

function readFormat(text: string | undefined): OutputFormat {
  if (text === undefined) return 'json';
  const format = outputFormats.find((one) => one === text.toLowerCase());
  if (format === undefined) throw usage(`--format: "${text}" is none of ${outputFormats.join(', ')}.`);
  return format;
}

export function readAuthority(text: string | undefined): AuthorityAddress | undefined {
  if (text === undefined) return undefined;
  const place = parseAuthority(text);
  if (place !== undefined) return place;
  // Before an "@" a password may stand.
  throw usage(
    `--authority: "${text.replace(/^.*@/s, '…@')}" is not an https address.`,
    'Give one such as https://login.microsoftonline.com.',
  );
}

export function tenantAndAuthority(
  tenant: string | undefined,
  place: AuthorityAddress | undefined,
): { tenantId: string; authority?: string } {
  const given = tenant?.trim() || place?.tenantId;
  const tenantId = required(given, '--tenant', 'the id or domain of the tenant');
  if (!/^[a-z0-9][a-z0-9.-]*$/i.test(tenantId)) {
    throw usage(`--tenant: "${tenantId}" is neither a tenant id nor a domain.`);
  }
  if (place?.tenantId !== undefined && place.tenantId.toLowerCase() !== tenantId.toLowerCase()) {
    throw usage(
      `--authority names the tenant ${place.tenantId}, and --tenant names ${tenantId}.`,
      'Give the tenant once.',
    );
  }
  return { tenantId, ...(place ? { authority: place.authority } : {}) };
}

export function usage(title: string, remedy = 'See --help for how to use it.'): ProblemError {
  return new ProblemError({ kind: 'bad-input', title, remedy });
}
