import type { Claims } from '../../core/auth/jwt';
import { countdown, TimeOfDay } from '../../core/base/timeText';
import type { EpochMs } from '../../core/base/clock';
import type { ClaimGroup } from '../../protocol/tokenMessages';

type Words = (value: unknown, claims: Claims) => string;

interface Question {
  readonly title: string;
  /** By name, in the order in which they are shown: what each says. */
  readonly claims: Readonly<Record<string, Words>>;
}

const said =
  (text: string): Words =>
  () =>
    text;

const amrWords: Readonly<Record<string, string>> = {
  pwd: 'a password',
  mfa: 'a second factor',
  rsa: 'a key or an authenticator app',
  otp: 'a one-time code',
  fido: 'a security key or passkey',
  wia: 'the Windows account',
  fed: 'the sign-in of another organisation',
};

/** Claims as Entra documents them (access token claims reference). */
const questions: readonly Question[] = [
  {
    title: 'Who',
    claims: {
      name: said('Display name'),
      upn: said('Sign-in name'),
      preferred_username: said('Sign-in name'),
      unique_name: said('Name for display; not unique for good'),
      email: said('Email address'),
      oid: said('Object id of the user or service principal in the tenant'),
      app_displayname: said('Name of the application that asked'),
      amr: (value) => `Signed in with ${spoken(value)}`,
      acct: (value) => (text(value) === '1' ? 'A guest of the tenant' : 'A member of the tenant'),
      ipaddr: said('Where the sign-in came from'),
    },
  },
  {
    title: 'For what',
    claims: {
      aud: said('Audience: the only service that takes this token'),
      scp: (value) =>
        text(value).includes('user_impersonation')
          ? 'Permission: act as the user'
          : 'Permissions of the user granted',
      roles: said('Permissions of the application itself'),
      appid: said('Application that asked'),
      azp: said('Application that asked'),
      appidacr: (value) => proof(value),
      azpacr: (value) => proof(value),
      idtyp: (value) => (value === 'app' ? 'For an application, no user' : 'For a user'),
    },
  },
  {
    title: 'When',
    claims: {
      iat: said('When it was issued; Entra dates it back by about five minutes'),
      nbf: said('Not accepted before'),
      exp: (value, claims) => `Not accepted after${lifetime(value, claims)}`,
    },
  },
  {
    title: 'Where from',
    claims: {
      iss: said('Who issued it'),
      idp: said('Who vouches for the user, where that is not this tenant'),
      tid: said('Tenant that it was issued in'),
      ver: (value) => (value === '1.0' ? 'Token format; 1.0 is normal for Dataverse' : 'Token format'),
      uti: said('Names this token in the sign-in logs'),
    },
  },
];

const known = new Set(questions.flatMap(({ claims }) => Object.keys(claims)));

/** The claims by question, each in plain words; what nobody documents comes last, as it is. */
export function claimsByQuestion(claims: Claims, now: EpochMs): ClaimGroup[] {
  const time = new TimeOfDay();
  const explained = questions.map(({ title, claims: words }) => {
    const present = Object.entries(words).filter(([name]) => claims[name] !== undefined);
    return {
      title,
      claims: present.map(([claim, explain]) => {
        const value = claims[claim];
        const at = title === 'When' && typeof value === 'number' ? `${time.format(value * 1000, now)}. ` : '';
        return { claim, value: text(value), explanation: at + explain(value, claims) };
      }),
    };
  });
  const rest = Object.entries(claims).filter(([name]) => !known.has(name));
  const others = rest.map(([claim, value]) => ({ claim, value: text(value), explanation: '' }));
  return [...explained, { title: 'Other', claims: others }].filter((group) => group.claims.length > 0);
}

function lifetime(exp: unknown, { iat }: Claims): string {
  if (typeof exp !== 'number' || typeof iat !== 'number') return '';
  return `; a lifetime of ${countdown((exp - iat) * 1000)}`;
}

function proof(value: unknown): string {
  const kind = text(value);
  if (kind === '1') return 'The application proved itself with a secret';
  return kind === '2'
    ? 'The application proved itself with a certificate'
    : 'A public client, which has no secret';
}

function spoken(amr: unknown): string {
  return list(amr)
    .map((one) => amrWords[one] ?? one)
    .join(' and ');
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text) : [text(value)];
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(', ');
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
