import type { Claims } from '../auth/jwt';
import { plainText } from './principal';

/** The question that a claim answers. */
export type ClaimGroup = 'who' | 'for-whom' | 'where' | 'how-long' | 'how' | 'other';

export interface ClaimWords {
  readonly group: ClaimGroup;
  readonly label: string;
  readonly explain: (value: string, claims: Claims) => string;
}

const entry = (group: ClaimGroup, label: string, explain: string | ClaimWords['explain']): ClaimWords => ({
  group,
  label,
  explain: typeof explain === 'string' ? () => explain : explain,
});

const proofs: Readonly<Record<string, string>> = {
  '0': 'The application proved nothing: it is a public client, as desktop programs are.',
  '1': 'The application proved itself with its secret.',
  '2': 'The application proved itself with a certificate.',
};
const proof: ClaimWords['explain'] = (value) => proofs[value] ?? 'How the application proved who it is.';

const factors: Readonly<Record<string, string>> = {
  pwd: 'password',
  mfa: 'a second factor',
  rsa: 'a key or certificate',
  otp: 'a one-time code',
  fido: 'a passkey or security key',
  wia: 'the Windows sign-in',
  fed: 'another identity provider',
  ngcmfa: 'the registration of a second factor',
};

/** What each claim of an access token says, in the order in which it is shown. Source: Microsoft's access token claims reference. */
export const claimWords: ReadonlyMap<string, ClaimWords> = new Map<string, ClaimWords>([
  ['name', entry('who', 'Name', 'How the person is called. For show only; it may change.')],
  [
    'upn',
    entry('who', 'User', 'The name to sign in with. Dataverse finds the user by object id, not by this.'),
  ],
  ['unique_name', entry('who', 'User', 'The name to sign in with, in the older form.')],
  ['preferred_username', entry('who', 'User', 'The name to sign in with. It may change.')],
  ['email', entry('who', 'Email', 'An address of the user, where it was asked for.')],
  ['given_name', entry('who', 'First name', 'As the directory has it.')],
  ['family_name', entry('who', 'Last name', 'As the directory has it.')],
  [
    'oid',
    entry(
      'who',
      'Object id',
      'Who it is in the directory: the user, or the service principal of the application. Dataverse matches it with azureactivedirectoryobjectid of the user.',
    ),
  ],
  [
    'sub',
    entry('who', 'Subject', 'Who it is, towards this resource. For an application it equals the object id.'),
  ],
  [
    'idtyp',
    entry('who', 'Kind', (value) =>
      value === 'app' ? 'An application without a user (app-only).' : 'A user, through an application.',
    ),
  ],
  ['appid', entry('who', 'Application', 'Client id of the application that asked for the token.')],
  ['azp', entry('who', 'Application', 'Client id of the application that asked for the token.')],
  ['app_displayname', entry('who', 'Application name', 'As its registration calls it.')],
  [
    'acct',
    entry('who', 'Membership', (value) =>
      value === '1' ? 'A guest in this tenant.' : 'A member of this tenant.',
    ),
  ],
  ['puid', entry('who', 'Passport id', 'An older id of the user. Of no use to us.')],
  ['onprem_sid', entry('who', 'Windows id', 'The user comes from an Active Directory on premises.')],
  [
    'aud',
    entry(
      'for-whom',
      'Audience',
      'The service that the token is for. It has to be this environment; one or two slashes at its end make no difference.',
    ),
  ],
  [
    'scp',
    entry(
      'for-whom',
      'Delegated permissions',
      'What the application may do for the user. user_impersonation is all that Dataverse knows: security roles decide on the rest.',
    ),
  ],
  [
    'roles',
    entry(
      'for-whom',
      'Application permissions',
      'Dataverse has none: an app-only token is healthy without. Security roles of the application user decide.',
    ),
  ],
  [
    'wids',
    entry(
      'for-whom',
      'Directory roles',
      'Roles of the user in Entra. They are not security roles of Dataverse.',
    ),
  ],
  ['groups', entry('for-whom', 'Groups', 'Groups of the user in Entra.')],
  [
    'tid',
    entry(
      'where',
      'Tenant',
      'The tenant that issued the token. It has to be that of the environment, also for guests.',
    ),
  ],
  [
    'iss',
    entry('where', 'Issuer', 'Who issued the token. sts.windows.net is Entra, in tokens of version 1.0.'),
  ],
  [
    'idp',
    entry(
      'where',
      'Home of the user',
      'Where the user signed in. Another tenant than that of the token means a guest.',
    ),
  ],
  ['tenant_region_scope', entry('where', 'Region', 'The region of the tenant.')],
  ['ipaddr', entry('where', 'Address', 'The IP address that the sign-in came from. Policies look at it.')],
  [
    'xms_cc',
    entry('where', 'Client capabilities', (value) =>
      /cp1/i.test(value) ? 'The application handles claims challenges.' : 'What the application can handle.',
    ),
  ],
  ['iat', entry('how-long', 'Issued', 'When the token was issued.')],
  [
    'nbf',
    entry(
      'how-long',
      'Valid from',
      'Not before this time. Entra dates it back a few minutes, as clocks differ.',
    ),
  ],
  [
    'exp',
    entry(
      'how-long',
      'Valid until',
      'The end of the token. 60 to 90 minutes are usual, up to 28 hours where the environment can revoke it at once.',
    ),
  ],
  ['pwd_exp', entry('how-long', 'Password ends in', 'Seconds until the password expires.')],
  [
    'signin_state',
    entry(
      'how',
      'State of the sign-in',
      'What is known of the device: managed, known network, kept signed in.',
    ),
  ],
  ['amr', entry('how', 'Signed in with', (value) => methods(value))],
  [
    'acr',
    entry('how', 'Strength', (value) =>
      value === '0' ? 'Weaker than the standard asks for.' : 'As the standard asks for.',
    ),
  ],
  [
    'acrs',
    entry('how', 'Authentication contexts', 'Contexts of conditional access that the sign-in satisfies.'),
  ],
  ['appidacr', entry('how', 'Proof of the application', proof)],
  ['azpacr', entry('how', 'Proof of the application', proof)],
  ['deviceid', entry('how', 'Device', 'The registered device that the sign-in came from.')],
  [
    'ver',
    entry('how', 'Version', (value) =>
      value.startsWith('1')
        ? 'Version 1.0 is normal: Dataverse asks for it, whatever endpoint issued the token.'
        : 'Dataverse uses 1.0; another version points to another service.',
    ),
  ],
  ['uti', entry('other', 'Token id', 'Names this token in the sign-in logs of Entra.')],
  ['aio', entry('other', 'Internal', 'For Entra itself.')],
  ['rh', entry('other', 'Internal', 'For Entra itself.')],
]);

function methods(value: string): string {
  const known = value.split(/[,\s]+/).map((one) => factors[one] ?? one);
  return `The sign-in used ${known.filter((one) => one !== '').join(' and ')}.`;
}

/** A claim as text for people: lists with commas, anything else as JSON. */
export function claimText(value: unknown): string {
  if (Array.isArray(value)) return value.map(claimText).join(', ');
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return typeof value === 'boolean' ? String(value) : plainText(value);
}
