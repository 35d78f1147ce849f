// Reads `scope` as Entra's v2 endpoint does: everything before the last slash names the resource.
import { tenant } from './directory';
import { EntraError } from './entraError';

export interface GrantedScopes {
  /** `aud` of the access token: the resource in the spelling of the request, or Microsoft Graph. */
  readonly audience: string;
  /** What the answer's `scope` lists. */
  readonly granted: readonly string[];
  /** `scp` of a user's token. */
  readonly permissions: string;
  readonly openId: boolean;
  readonly offlineAccess: boolean;
  /** Whether `{resource}/.default` was asked for. */
  readonly isDefault: boolean;
}

const graph = { id: '00000003-0000-0000-c000-000000000000', origin: 'https://graph.microsoft.com' };
const openIdScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

/** @throws EntraError where Entra would refuse. */
export function readScopes(text: string | null, environmentOrigin: string, appName: string): GrantedScopes {
  if (text === null) throw new EntraError(900144, { values: { parameter: 'scope' } });
  const all = text.split(' ').filter((one) => one !== '');
  if (all.length === 0) throw invalid(text);
  const openId = all.includes('openid');
  const offlineAccess = all.includes('offline_access');
  const [first, ...more] = all.filter((one) => !openIdScopes.has(one)).map((one) => split(one));
  if (!first) {
    return {
      audience: graph.id,
      granted: all,
      permissions: all.filter((one) => one !== 'offline_access').join(' '),
      openId,
      offlineAccess,
      isDefault: false,
    };
  }
  if (more.some((one) => one.resource !== first.resource)) {
    throw new EntraError(700022, { values: { scope: text } });
  }
  const isDefault = [first, ...more].some((one) => one.name === '.default');
  const granted = grantedOf(first.resource, [first, ...more], environmentOrigin, appName);
  return {
    audience: first.resource,
    granted,
    permissions: isGraph(first.resource) ? 'User.Read' : 'user_impersonation',
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
  if (slash < 0) return { resource: graph.origin, name: scope };
  const resource = scope.slice(0, slash);
  if (!/^(https|api):\/\/./i.test(resource) || slash === scope.length - 1) throw invalid(scope);
  return { resource, name: scope.slice(slash + 1) };
}

function grantedOf(
  resource: string,
  scopes: readonly Scope[],
  environmentOrigin: string,
  appName: string,
): readonly string[] {
  const known = isGraph(resource)
    ? 'User.Read'
    : isEnvironment(resource, environmentOrigin)
      ? 'user_impersonation'
      : undefined;
  if (known === undefined) {
    throw new EntraError(500011, { values: { resource, tenantName: tenant.displayName } });
  }
  const unknown = scopes.find((one) => one.name !== '.default' && one.name !== known);
  if (unknown) {
    throw new EntraError(650053, { values: { appName, scope: unknown.name, resource } });
  }
  const asked = scopes.map((one) => `${resource}/${one.name}`);
  return [...new Set([`${resource}/${known}`, ...asked])];
}

function isEnvironment(resource: string, environmentOrigin: string): boolean {
  return resource.toLowerCase().replace(/\/$/, '') === environmentOrigin;
}

function isGraph(resource: string): boolean {
  return resource.toLowerCase().replace(/\/$/, '') === graph.origin;
}

function invalid(scope: string): EntraError {
  return new EntraError(70011, { values: { scope } });
}
