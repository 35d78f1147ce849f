import path from 'node:path';
import { methodOf, signInMethods, type MethodField, type MethodInfo } from '../core/auth/methods';
import type { SignInMethod } from '../core/auth/ports';
import { resourceOfScope } from '../core/auth/scopes';
import { ProblemError } from '../core/base/problem';

/** Flags that say how to sign in, for every command that does. */
export const signInFlags = {
  method: { type: 'string' },
  'client-id': { type: 'string' },
  user: { type: 'string' },
  certificate: { type: 'string' },
  'certificate-key': { type: 'string' },
} as const;

/** Flags that name the environment by what a token request would name. */
export const resourceFlags = { scope: { type: 'string' }, resource: { type: 'string' } } as const;

type Values<T extends object> = { readonly [K in keyof T]?: string | undefined };

export interface SignInOptions {
  readonly method: SignInMethod;
  /** Empty where the method needs none and none was given. */
  readonly clientId: string;
  readonly userName?: string;
  /** Full path. */
  readonly certificateFile?: string;
  readonly certificateKeyFile?: string;
}

const flagOf: Readonly<Partial<Record<MethodField, readonly [flag: string, what: string]>>> = {
  clientId: ['--client-id', 'the id of the application to sign in with'],
  userName: ['--user', 'the user to sign in as'],
  certificateFile: ['--certificate', 'the PEM or PFX file with certificate and private key'],
};

/** A client secret where no method is named. Throws `bad-input`. */
export function readMethod(text: string | undefined): MethodInfo {
  const info = methodOf(text?.trim() ?? 'client-secret');
  if (info === undefined) {
    const ids = signInMethods.map(({ id }) => id).join(', ');
    throw refused(`--method: "${text}" is none of ${ids}.`);
  }
  if (info.id !== 'vscode-account') return info;
  throw refused(
    '--method: the VS Code account can be used inside VS Code only.',
    'Take device-code, or azure-cli where "az login" was run.',
  );
}

/** Throws `bad-input` for what cannot be used, or is missing. */
export function readSignInOptions(values: Values<typeof signInFlags>): SignInOptions {
  const info = readMethod(values.method);
  const userName = given(values.user);
  const certificateFile = given(values.certificate);
  const certificateKeyFile = given(values['certificate-key']);
  const options: SignInOptions = {
    method: info.id,
    clientId: given(values['client-id']) ?? '',
    ...(userName === undefined ? {} : { userName }),
    ...(certificateFile === undefined ? {} : { certificateFile: path.resolve(certificateFile) }),
    ...(certificateKeyFile === undefined ? {} : { certificateKeyFile: path.resolve(certificateKeyFile) }),
  };
  for (const field of ['clientId', 'userName', 'certificateFile'] as const) {
    const [flag, what] = flagOf[field] ?? [];
    if (info.fields[field] === 'required' && !options[field]) throw refused(`${flag} is missing: ${what}.`);
  }
  return options;
}

/** The address that `--scope` or `--resource` names, `undefined` where neither was given. */
export function addressOfResource(values: Values<typeof resourceFlags>): string | undefined {
  const found = (['scope', 'resource'] as const).flatMap((name) => {
    const text = given(values[name]);
    if (text === undefined) return [];
    const resource = resourceOfScope(text);
    if (resource !== undefined) return [resource];
    throw refused(
      `--${name}: "${text}" names no environment.`,
      'Give one such as https://contoso.crm4.dynamics.com/.default, or the address with --url.',
    );
  });
  if (new Set(found).size > 1) throw refused('--scope and --resource name two environments.', 'Give one.');
  return found[0];
}

function given(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function refused(title: string, remedy = 'See --help for how to use it.'): ProblemError {
  return new ProblemError({ kind: 'bad-input', title, remedy });
}
