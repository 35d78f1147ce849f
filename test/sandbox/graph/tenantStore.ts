// Applications, service principals, consents and policies of the tenant; what they allow takes effect at once.
import { createHash, randomUUID } from 'node:crypto';
import { wellKnown } from '../identity/resources';
import type { DirectoryApplication, Registrations, SecretState } from '../server/types';
import { readDefinition } from './lifetime';
import type {
  Application,
  PermissionGrant,
  PermissionScope,
  ServicePrincipal,
  TokenLifetimePolicy,
} from './objects';

/** Owner of Microsoft's own applications. */
const microsoftServices = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

const userImpersonation: PermissionScope = {
  id: '78ce3f0f-a1ce-49c2-8cde-64b5c0896db4',
  value: 'user_impersonation',
  type: 'User',
  isEnabled: true,
  adminConsentDisplayName: 'Access Common Data Service as organization users',
};

export class TenantStore implements Registrations {
  readonly applications = new Map<string, Application>();
  readonly servicePrincipals = new Map<string, ServicePrincipal>();
  readonly grants = new Map<string, PermissionGrant>();
  readonly policies = new Map<string, TokenLifetimePolicy>();
  /** Policy by object id of the service principal: one each. */
  readonly assignments = new Map<string, string>();
  /** SHA-256 of each secret by its key id: the secrets themselves are shown once and not kept. */
  private readonly secrets = new Map<string, string>();
  private adopted: readonly DirectoryApplication[] = [];

  constructor(
    readonly tenantId: string,
    private readonly now: () => number,
  ) {
    this.reset();
  }

  /** Service principals of applications that the tenant has had from its start. */
  adopt(applications: readonly DirectoryApplication[]): void {
    this.adopted = applications;
    this.reset();
  }

  reset(): void {
    for (const map of [
      this.applications,
      this.servicePrincipals,
      this.grants,
      this.policies,
      this.assignments,
    ]) {
      map.clear();
    }
    this.secrets.clear();
    this.addPrincipal(
      principal('9e1c64a0-3fb7-4d52-8a60-d7c5b2e90f41', wellKnown.dataverse, 'Dataverse', microsoftServices, [
        userImpersonation,
      ]),
    );
    this.addPrincipal(
      principal(
        'c40b7f92-e15d-4638-9c0a-28a6f3d17be5',
        wellKnown.graph,
        'Microsoft Graph',
        microsoftServices,
        [],
      ),
    );
    for (const { objectId, applicationId, displayName } of this.adopted) {
      this.addPrincipal(principal(objectId, applicationId, displayName, this.tenantId, []));
    }
  }

  isoNow(): string {
    return new Date(this.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  applicationByAppId(appId: string): Application | undefined {
    return [...this.applications.values()].find((one) => one.appId === appId.toLowerCase());
  }

  principalByAppId(appId: string): ServicePrincipal | undefined {
    return [...this.servicePrincipals.values()].find((one) => one.appId === appId.toLowerCase());
  }

  addPrincipal(added: ServicePrincipal): void {
    this.servicePrincipals.set(added.id, added);
  }

  createPrincipal({ appId, displayName }: Application): ServicePrincipal {
    const made = principal(randomUUID(), appId, displayName, this.tenantId, []);
    this.addPrincipal(made);
    return made;
  }

  /** What hangs on a service principal goes with it. */
  removePrincipal(id: string): void {
    this.servicePrincipals.delete(id);
    this.assignments.delete(id);
    for (const grant of this.grants.values()) {
      if (grant.clientId === id || grant.resourceId === id) this.grants.delete(grant.id);
    }
  }

  removeApplication({ id, appId }: Application): void {
    this.applications.delete(id);
    const theirs = this.principalByAppId(appId);
    if (theirs !== undefined) this.removePrincipal(theirs.id);
  }

  keepSecret(keyId: string, secret: string): void {
    this.secrets.set(keyId, digest(secret));
  }

  forgetSecret(keyId: string): void {
    this.secrets.delete(keyId);
  }

  application(applicationId: string): DirectoryApplication | undefined {
    const found = this.applicationByAppId(applicationId);
    const theirs = this.principalByAppId(applicationId);
    if (found === undefined || theirs === undefined) return undefined;
    return {
      applicationId: found.appId,
      objectId: theirs.id,
      displayName: found.displayName,
      confidential: found.passwordCredentials.length + found.keyCredentials.length > 0,
      inDataverse: false,
    };
  }

  secretState(applicationId: string, secret: string): SecretState {
    const wanted = digest(secret);
    const credential = this.applicationByAppId(applicationId)?.passwordCredentials.find(
      ({ keyId }) => this.secrets.get(keyId) === wanted,
    );
    if (credential === undefined) return 'unknown';
    return this.isCurrent(credential) ? 'valid' : 'expired';
  }

  certificates(applicationId: string): readonly string[] {
    const keys = this.applicationByAppId(applicationId)?.keyCredentials ?? [];
    return keys.filter((key) => this.isCurrent(key)).map(({ key }) => key);
  }

  redirectUris(applicationId: string): readonly string[] {
    const found = this.applicationByAppId(applicationId);
    return found === undefined ? [] : [...found.publicClient.redirectUris, ...found.web.redirectUris];
  }

  tokenLifetimeSeconds(resourceApplicationId: string): number | undefined {
    const resource = this.principalByAppId(resourceApplicationId);
    const assigned = this.policies.get(this.assignments.get(resource?.id ?? '') ?? '');
    const policy = assigned ?? [...this.policies.values()].find((one) => one.isOrganizationDefault);
    return policy === undefined ? undefined : readDefinition(policy.definition);
  }

  private isCurrent({ startDateTime, endDateTime }: { startDateTime: string; endDateTime: string }): boolean {
    const now = this.now();
    return Date.parse(startDateTime) <= now && now < Date.parse(endDateTime);
  }
}

function principal(
  id: string,
  appId: string,
  displayName: string,
  owner: string,
  scopes: readonly PermissionScope[],
): ServicePrincipal {
  return {
    id,
    appId,
    displayName,
    appDisplayName: displayName,
    appOwnerOrganizationId: owner,
    servicePrincipalType: 'Application',
    servicePrincipalNames: [appId],
    oauth2PermissionScopes: scopes,
    accountEnabled: true,
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
