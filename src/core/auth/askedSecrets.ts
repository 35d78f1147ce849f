import type { ProblemAction } from '../base/problem';
import type { SecretPurpose } from './secretKeys';

/** Secrets that a person enters. */
export type AskedSecret = Exclude<SecretPurpose, 'token-cache' | 'access-token'>;

interface SecretQuestion {
  /** What it is, as a noun. */
  readonly label: string;
  /** What is asked for, and what becomes of it. */
  readonly prompt: string;
  /** The way out of a problem that it is missing or wrong. */
  readonly action: ProblemAction;
  /** Environment variable that the headless command reads it from. */
  readonly variable: string;
}

/** How each is asked for; the same words in the connect questions, at sign-in and in the headless command's help. */
export const askedSecrets: Readonly<Record<AskedSecret, SecretQuestion>> = {
  'client-secret': {
    label: 'client secret',
    prompt: "Client secret: its value, not its id. It is kept in VS Code's secret storage and nowhere else.",
    action: 'enter-secret',
    variable: 'DATAVERSE_CLIENT_SECRET',
  },
  'certificate-pass-phrase': {
    label: 'pass phrase',
    prompt: "Pass phrase of the certificate file. It is kept in VS Code's secret storage and nowhere else.",
    action: 'enter-pass-phrase',
    variable: 'DATAVERSE_CERTIFICATE_PASSWORD',
  },
  password: {
    label: 'password',
    prompt:
      'Password. It goes to the login server once and is not kept. Signing in this way knows no second factor and hands your password to a program: prefer the browser.',
    action: 'enter-password',
    variable: 'DATAVERSE_PASSWORD',
  },
  'pasted-token': {
    label: 'access token',
    prompt:
      "Access token for this environment, with or without “Bearer”. It is kept in VS Code's secret storage until it ends or you sign out.",
    action: 'enter-token',
    variable: 'DATAVERSE_ACCESS_TOKEN',
  },
};

/** The secret that a problem's way out asks for, `undefined` where it is another way. */
export function secretForAction(action: ProblemAction | undefined): AskedSecret | undefined {
  return action === undefined ? undefined : byAction.get(action);
}

const byAction: ReadonlyMap<ProblemAction, AskedSecret> = new Map<ProblemAction, AskedSecret>([
  ['enter-secret', 'client-secret'],
  ['enter-pass-phrase', 'certificate-pass-phrase'],
  ['enter-password', 'password'],
  ['enter-token', 'pasted-token'],
]);
