// The one tenant of the sandbox: its applications and users. Ids are fixed, secrets are not.
import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import { furtherApplications, furtherUsers } from '../principals';
import type { DirectoryApplication, DirectoryUser, Registrations, SecretState } from '../server/types';

export const tenant = {
  id: '3f8e0a5c-94b7-4d21-a6c3-7be51d20f9a8',
  domain: 'contoso.onmicrosoft.com',
  displayName: 'Contoso',
} as const;

/** Has a secret, and an application user in the environment. */
export const confidentialApplication: DirectoryApplication = {
  applicationId: 'c1d7b6f4-2a83-4e59-b0f6-95e3a48d7712',
  objectId: '8a25f1d3-6c0b-49e7-9f14-d3b7c6e2a501',
  displayName: 'Contoso integration',
  confidential: true,
  inDataverse: true,
};

/** Microsoft's sample client for development. */
export const publicApplication: DirectoryApplication = {
  applicationId: '51f81489-12ee-4a9e-aaae-a2591f45987d',
  objectId: '6e94c7a8-31d5-4f02-8b7e-20f5a9d1c463',
  displayName: 'Dynamics 365 Development Tools',
  confidential: false,
  inDataverse: false,
};

/** An enabled user of the environment. */
export const memberUser: DirectoryUser = {
  objectId: 'b7a1c9e2-5d48-4036-9e8f-1c27d5f3a694',
  userPrincipalName: 'megan.bowen@contoso.onmicrosoft.com',
  givenName: 'Megan',
  familyName: 'Bowen',
  inDataverse: true,
  administersTenant: true,
};

/** Gets tokens, but is no user of the environment. */
export const outsiderUser: DirectoryUser = {
  objectId: '40d6e8b5-a97c-4c13-8d2a-f6b9e0517c38',
  userPrincipalName: 'diego.siciliani@contoso.onmicrosoft.com',
  givenName: 'Diego',
  familyName: 'Siciliani',
  inDataverse: false,
};

/** Invited from another tenant; a user of the second environment only. */
export const guestUser: DirectoryUser = {
  objectId: '19f3c0de-7b52-4e86-a4d8-c65e2b70f913',
  userPrincipalName: 'alex.wilber_fabrikam.com#ext#@contoso.onmicrosoft.com',
  givenName: 'Alex',
  familyName: 'Wilber',
  inDataverse: false,
  home: { tenantId: '9c4d7e20-61fb-4a58-8b3d-f2a05c91e7b6', signInName: 'alex.wilber@fabrikam.com' },
};

/** What `az` signs in with: a public client of Microsoft's. */
const azureCliApplication: DirectoryApplication = {
  applicationId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  objectId: 'd5a0b7c3-82e9-4f61-9c47-1e6fb3d8205a',
  displayName: 'Microsoft Azure CLI',
  confidential: false,
  inDataverse: false,
};

/** A service principal without secret: its tokens come from the machine that it is given to. */
export const managedIdentity: DirectoryApplication = {
  applicationId: 'e3b1f0a8-5d6c-4927-b80e-4fa2d91c7635',
  objectId: '7d2c96e4-1a0b-4835-9ef7-c08b5a34d1f2',
  displayName: 'contoso-functions',
  confidential: false,
  inDataverse: true,
  access: 'read-only',
};

export interface DirectorySecrets {
  readonly clientSecret: string;
  /** Of all users. */
  readonly password: string;
  /** Of the first application, beside its secret. */
  readonly certificates: readonly X509Certificate[];
}

export class Directory {
  readonly users: readonly DirectoryUser[] = [memberUser, outsiderUser, guestUser, ...furtherUsers];
  readonly applications: readonly DirectoryApplication[] = [
    confidentialApplication,
    publicApplication,
    azureCliApplication,
    managedIdentity,
    ...furtherApplications,
  ];

  /** @param registrations applications that were made over Microsoft Graph */
  constructor(
    private readonly secrets: DirectorySecrets,
    private readonly registrations?: Registrations,
  ) {}

  application(id: string): DirectoryApplication | undefined {
    const wanted = id.toLowerCase();
    return (
      this.applications.find((one) => one.applicationId === wanted) ?? this.registrations?.application(wanted)
    );
  }

  user(userPrincipalName: string): DirectoryUser | undefined {
    const wanted = userPrincipalName.trim().toLowerCase();
    return this.users.find((one) => one.userPrincipalName === wanted || one.home?.signInName === wanted);
  }

  userById(objectId: string): DirectoryUser | undefined {
    return this.users.find((one) => one.objectId === objectId);
  }

  secretState({ applicationId, confidential }: DirectoryApplication, given: string): SecretState {
    if (!confidential) return 'unknown';
    const own = this.applications.some((one) => one.applicationId === applicationId);
    if (own && same(given, this.secrets.clientSecret)) return 'valid';
    return this.registrations?.secretState(applicationId, given) ?? 'unknown';
  }

  certificatesOf({ applicationId }: DirectoryApplication): readonly X509Certificate[] {
    if (applicationId === confidentialApplication.applicationId) return this.secrets.certificates;
    const kept = this.registrations?.certificates(applicationId) ?? [];
    return kept.map((one) => new X509Certificate(Buffer.from(one, 'base64')));
  }

  /** Seconds that a policy gives to access tokens for this resource; undefined where there is none. */
  tokenLifetimeSeconds(resourceApplicationId: string): number | undefined {
    return this.registrations?.tokenLifetimeSeconds(resourceApplicationId);
  }

  isPassword(given: string): boolean {
    return same(given, this.secrets.password);
  }
}

/** Which tenant a URL's first segment names: the tenant, one of the shared endpoints, or none. */
export function tenantOf(segment: string): 'tenant' | 'shared' | undefined {
  const name = segment.toLowerCase();
  if (name === tenant.id || name === tenant.domain) return 'tenant';
  return name === 'organizations' || name === 'common' ? 'shared' : undefined;
}

/**
 * Both applications are registered with `http://localhost`. Entra ignores the port of a loopback redirect, not its
 * path: https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions
 */
export function isRegisteredRedirect(uri: string): boolean {
  return /^http:\/\/localhost(:\d{1,5})?\/?$/i.test(uri);
}

function same(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
