// servicePrincipals and oauth2PermissionGrants: applications in the tenant, and what they were allowed.
import { randomUUID } from 'node:crypto';
import { invalidValue, neededText, textIn, type Body } from './body';
import { badRequest, conflict, notFound } from './errors';
import type { PermissionGrant, ServicePrincipal } from './objects';
import type { TenantStore } from './tenantStore';

export function createPrincipal(store: TenantStore, body: Body): ServicePrincipal {
  const appId = neededText(body, 'appId', 'ServicePrincipal').toLowerCase();
  if (store.principalByAppId(appId) !== undefined) {
    throw conflict(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  }
  const application = store.applicationByAppId(appId);
  if (application === undefined) {
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    );
  }
  return store.createPrincipal(application);
}

/** By object id, or `appId='…'`. */
export function findPrincipal(store: TenantStore, key: string): ServicePrincipal {
  const [, appId] = /^appId='([^']*)'$/.exec(key) ?? [];
  const found =
    appId === undefined ? store.servicePrincipals.get(key.toLowerCase()) : store.principalByAppId(appId);
  if (found === undefined) throw notFound(appId ?? key);
  return found;
}

export function createGrant(store: TenantStore, body: Body): PermissionGrant {
  const clientId = neededText(body, 'clientId', 'OAuth2PermissionGrant');
  const resourceId = neededText(body, 'resourceId', 'OAuth2PermissionGrant');
  const consentType = neededText(body, 'consentType', 'OAuth2PermissionGrant');
  const principalId = textIn(body, 'principalId') ?? null;
  for (const id of [clientId, resourceId]) if (!store.servicePrincipals.has(id)) throw notFound(id);
  if (consentType !== 'AllPrincipals' && consentType !== 'Principal') throw invalidValue('consentType');
  if ((consentType === 'Principal') !== (principalId !== null)) throw invalidValue('principalId');
  const again = [...store.grants.values()].some(
    (one) => one.clientId === clientId && one.resourceId === resourceId && one.principalId === principalId,
  );
  if (again) throw conflict('Permission entry already exists.');
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  const grant = {
    id,
    clientId,
    consentType,
    principalId,
    resourceId,
    scope: textIn(body, 'scope') ?? '',
  } as const;
  requireScopes(store, grant);
  store.grants.set(id, grant);
  return grant;
}

export function changeGrant(store: TenantStore, grant: PermissionGrant, body: Body): void {
  const scope = textIn(body, 'scope') ?? grant.scope;
  requireScopes(store, { ...grant, scope });
  grant.scope = scope;
}

export function findGrant(store: TenantStore, id: string): PermissionGrant {
  const found = store.grants.get(id);
  if (found === undefined) throw notFound(id);
  return found;
}

/** The resource must offer what is consented to; Microsoft Graph's own are not looked at. */
function requireScopes(
  store: TenantStore,
  { resourceId, scope }: { resourceId: string; scope: string },
): void {
  const offered = store.servicePrincipals.get(resourceId)?.oauth2PermissionScopes ?? [];
  if (offered.length === 0) return;
  const unknown = scope.split(' ').find((one) => one !== '' && !offered.some(({ value }) => value === one));
  if (unknown !== undefined) {
    throw badRequest(`One or more of the following scopes are not valid: ${unknown}.`);
  }
}
