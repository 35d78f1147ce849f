// applications: registrations with their credentials.
import { randomUUID } from 'node:crypto';
import { booleanIn, listIn, neededText, objectIn, textIn, textsIn, type Body } from './body';
import { readKeys } from './credentials';
import { badRequest, notFound } from './errors';
import type { Application } from './objects';
import type { TenantStore } from './tenantStore';

const audiences = new Set([
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
]);

export function createApplication(store: TenantStore, body: Body): Application {
  const application: Application = {
    id: randomUUID(),
    appId: randomUUID(),
    createdDateTime: store.isoNow(),
    displayName: neededText(body, 'displayName', 'Application'),
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
    isFallbackPublicClient: null,
    publicClient: { redirectUris: [] },
    web: { redirectUris: [] },
    requiredResourceAccess: [],
    passwordCredentials: [],
    keyCredentials: [],
  };
  changeApplication(application, body);
  store.applications.set(application.id, application);
  return application;
}

/** @throws GraphError before anything is changed */
export function changeApplication(application: Application, body: Body): void {
  const displayName = textIn(body, 'displayName') ?? application.displayName;
  const signInAudience = textIn(body, 'signInAudience') ?? application.signInAudience;
  if (!audiences.has(signInAudience)) throw badRequest('Property signInAudience has an invalid value.');
  const isFallbackPublicClient =
    booleanIn(body, 'isFallbackPublicClient') ?? application.isFallbackPublicClient;
  const publicClient = redirects(body, 'publicClient') ?? application.publicClient;
  const web = redirects(body, 'web') ?? application.web;
  const requiredResourceAccess = listIn(body, 'requiredResourceAccess') ?? application.requiredResourceAccess;
  const keys = listIn(body, 'keyCredentials');
  const keyCredentials =
    keys === undefined ? application.keyCredentials : readKeys(keys, application.keyCredentials);
  Object.assign(application, {
    displayName,
    signInAudience,
    isFallbackPublicClient,
    publicClient,
    web,
    requiredResourceAccess,
    keyCredentials,
  } satisfies Partial<Application>);
}

/** By object id, or `appId='…'`. */
export function findApplication(store: TenantStore, key: string): Application {
  const [, appId] = /^appId='([^']*)'$/.exec(key) ?? [];
  const found =
    appId === undefined ? store.applications.get(key.toLowerCase()) : store.applicationByAppId(appId);
  if (found === undefined) throw notFound(appId ?? key);
  return found;
}

/** Lists and reads leave the certificates themselves out unless they are asked for. */
export function shownApplication(application: Application, withKeys: boolean): object {
  const { keyCredentials } = application;
  return {
    ...application,
    keyCredentials: withKeys ? keyCredentials : keyCredentials.map((one) => ({ ...one, key: null })),
  };
}

/** https, http on loopback, or a scheme of the application's own. */
const redirectPattern =
  /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(?=[:/]|$)|(?!http:)[a-z][a-z0-9+.-]*:\/\/)/i;

function redirects(body: Body, name: string): { redirectUris: readonly string[] } | undefined {
  if (body[name] === undefined) return undefined;
  const uris = textsIn(objectIn(body, name), 'redirectUris') ?? [];
  for (const uri of uris) {
    if (!redirectPattern.test(uri)) {
      throw badRequest(
        `Invalid value specified for property '${name}.redirectUris' of resource 'Application'.`,
      );
    }
  }
  return { redirectUris: uris };
}
