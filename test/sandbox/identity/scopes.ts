// Reads `scope` as Entra's v2 endpoint does: everything before the last slash names the resource.
import { tenant } from './directory';
import { EntraError } from './entraError';
import { wellKnown, type Resource, type Resources } from './resources';

export interface GrantedScopes {
  /** `aud` of the access token: the resource in the spelling of the request, or Microsoft Graph. */
  readonly audience: string;
  /** What the answer's `scope` lists. */
  readonly granted: readonly string[];
  /** `scp` of a user's token. */
  readonly permissions: string;
  /** `appId` of the resource, whose token lifetime policy counts. */
  readonly resourceApplicationId: string;
  readonly openId: boolean;
  readonly offlineAccess: boolean;
  /** Whether `{resource}/.default` was asked for. */
  readonly isDefault: boolean;
}

const graphOrigin = 'https://graph.microsoft.com';
const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

/** @throws EntraError where Entra would refuse. */
export function readScopes(text: string | null, resources: Resources, appName: string): GrantedScopes {
  if (text === null) throw new EntraError(900144, { values: { parameter: 'scope' } });
  const all = text.split(' ').filter((one) => one !== '');
  if (all.length === 0) throw invalid(text);
  const openId = all.includes('openid');
  const offlineAccess = all.includes('offline_access');
  const [first, ...more] = all.filter((one) => !openIdScopes.has(one)).map((one) => split(one));
  if (!first) {
    return {
      audience: wellKnown.graph,
      granted: all,
      permissions: all.filter((one) => one !== 'offline_access').join(' '),
      resourceApplicationId: wellKnown.graph,
      openId,
      offlineAccess,
      isDefault: false,
    };
  }
  if (more.some((one) => one.resource !== first.resource)) {
    throw new EntraError(700022, { values: { scope: text } });
  }
  const isDefault = [first, ...more].some((one) => one.name === '.default');
  const known = resources.find(first.resource);
  if (known === undefined) {
    throw new EntraError(500011, { values: { resource: first.resource, tenantName: tenant.displayName } });
  }
  const names = permissionsOf(known, [first, ...more], appName);
  return {
    audience: first.resource,
    granted: [
      ...new Set(
        [...names, ...[first, ...more].map((one) => one.name)].map((name) => `${first.resource}/${name}`),
      ),
    ],
    permissions: names.join(' '),
    resourceApplicationId: known.applicationId,
    openId,
    offlineAccess,
    isDefault,
  };
}

interface Scope {
  readonly resource: string;
  readonly name: string;
}

function split(scope: string): Scope {
  const slash = scope.lastIndexOf('/');
  if (slash < 0) return { resource: graphOrigin, name: scope };
  const resource = scope.slice(0, slash);
  if (!/^(https|api):\/\/./i.test(resource) || slash === scope.length - 1) throw invalid(scope);
  return { resource, name: scope.slice(slash + 1) };
}

/** @throws EntraError 650053 */
function permissionsOf(resource: Resource, scopes: readonly Scope[], appName: string): readonly string[] {
  const asked = scopes.filter((one) => one.name !== '.default');
  const unknown = asked.find((one) => !resource.permissions.includes(one.name));
  if (unknown) {
    throw new EntraError(650053, {
      values: { appName, scope: unknown.name, resource: unknown.resource },
    });
  }
  return [...new Set([resource.permissions[0], ...asked.map((one) => one.name)])];
}

function invalid(scope: string): EntraError {
  return new EntraError(70011, { values: { scope } });
}
