import type { SignInMethod } from './ports';
import type { AskedSecret } from './askedSecrets';

/** A setting of an environment that some methods need and others do not. */
export type MethodField = 'clientId' | 'tenantId' | 'userName' | 'certificateFile' | 'certificateKeyFile';

/** One way to sign in. Wizard, settings, flags and the README's table are made from, or held against, this. */
export interface MethodInfo {
  readonly id: SignInMethod;
  readonly label: string;
  /** What it is for, in a sentence. */
  readonly sentence: string;
  readonly icon: string;
  /** Settings that it cannot do without, and those that it takes where given. */
  readonly fields: Partial<Readonly<Record<MethodField, 'required' | 'optional'>>>;
  /** What has to be entered before the first sign-in. */
  readonly secret?: AskedSecret;
  /** Whether a new token comes without a person: by us, by whoever signed in, or not at all. */
  readonly renewal: 'itself' | 'elsewhere' | 'never';
}

const application = { clientId: 'required', tenantId: 'required' } as const;

/** In the order in which they are offered where VS Code runs on the user's own desktop. */
export const signInMethods: readonly MethodInfo[] = [
  {
    id: 'interactive',
    label: 'Browser sign-in',
    sentence: 'Opens the sign-in page; takes second factors and conditional access.',
    icon: 'globe',
    fields: { ...application, userName: 'optional' },
    renewal: 'itself',
  },
  {
    id: 'device-code',
    label: 'Device code',
    sentence: 'Shows a code to enter on any device; for remote machines.',
    icon: 'device-mobile',
    fields: application,
    renewal: 'itself',
  },
  {
    id: 'vscode-account',
    label: 'VS Code account',
    sentence: 'Uses the Microsoft account that VS Code is signed in to; needs no app registration.',
    icon: 'account',
    fields: { clientId: 'optional', tenantId: 'optional' },
    renewal: 'elsewhere',
  },
  {
    id: 'client-secret',
    label: 'Client secret',
    sentence: 'Signs in as an application user; renews without a person.',
    icon: 'key',
    fields: application,
    secret: 'client-secret',
    renewal: 'itself',
  },
  {
    id: 'client-certificate',
    label: 'Client certificate',
    sentence: 'Signs in as an application user with a certificate file (PEM or PFX).',
    icon: 'verified',
    fields: { ...application, certificateFile: 'required', certificateKeyFile: 'optional' },
    renewal: 'itself',
  },
  {
    id: 'azure-cli',
    label: 'Azure CLI',
    sentence: 'Takes tokens from az, which you have signed in to with az login.',
    icon: 'terminal',
    fields: { tenantId: 'optional' },
    renewal: 'elsewhere',
  },
  {
    id: 'managed-identity',
    label: 'Managed identity',
    sentence: 'Uses the identity of the Azure machine that this runs on; there is no secret at all.',
    icon: 'server',
    fields: { clientId: 'optional', tenantId: 'optional' },
    renewal: 'elsewhere',
  },
  {
    id: 'password',
    label: 'User name and password',
    sentence: 'Fails wherever a second factor is asked for, and Microsoft advises against it.',
    icon: 'warning',
    fields: { ...application, userName: 'required' },
    secret: 'password',
    renewal: 'itself',
  },
  {
    id: 'token',
    label: 'Access token',
    sentence: 'Takes a token that you paste; it cannot be renewed.',
    icon: 'clippy',
    fields: { clientId: 'optional', tenantId: 'optional' },
    secret: 'pasted-token',
    renewal: 'never',
  },
];

const byId = new Map(signInMethods.map((info) => [info.id, info]));

export function methodInfo(id: SignInMethod): MethodInfo {
  const info = byId.get(id);
  if (info === undefined) throw new Error(`No method ${id}.`);
  return info;
}

/** The method behind an id as settings and flags spell it. */
export function methodOf(id: unknown): MethodInfo | undefined {
  return signInMethods.find((info) => info.id === id);
}

/** Where VS Code runs, as far as it decides what can be offered. */
export interface MethodHost {
  /** The extension does not run on the machine whose browser opens: VS Code in a browser, SSH, a container. */
  readonly remote: boolean;
  /** There is an `az` on the PATH. */
  readonly azureCli: boolean;
}

export interface OfferedMethod {
  readonly info: MethodInfo;
  /** In place of its sentence where it may not work here. */
  readonly note?: string;
}

/**
 * The methods to offer. On a remote machine the browser cannot come back to the extension's port, so the device code
 * stands first there and the browser last.
 */
export function offeredMethods(host: MethodHost): readonly OfferedMethod[] {
  const offered = signInMethods
    .filter(({ id }) => id !== 'azure-cli' || host.azureCli)
    .map((info) => ({ info }));
  if (!host.remote) return offered;
  const { first, last, rest } = {
    first: offered.filter(({ info }) => info.id === 'device-code'),
    last: offered.filter(({ info }) => info.id === 'interactive'),
    rest: offered.filter(({ info }) => info.id !== 'device-code' && info.id !== 'interactive'),
  };
  return [...first, ...rest, ...last.map((one) => ({ ...one, note: comesBackNowhere }))];
}

const comesBackNowhere = 'Opens the sign-in page, which may not find its way back to a remote VS Code.';
