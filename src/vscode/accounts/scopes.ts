import { resourceOfScope } from '../../core/auth/scopes';
import type { Environment } from '../../core/base/environment';
import { httpsOrigin, sameEnvironment } from '../../core/dataverse/environmentUrl';

/**
 * The one environment that the scopes of another extension mean: its name, its address, or its address with
 * `/.default` or `/user_impersonation`. `undefined` where they mean none, or more than one: a session has one token,
 * and that goes to one origin.
 */
export function environmentOfScopes(
  scopes: readonly string[],
  environments: readonly Environment[],
  current: Environment | undefined,
): Environment | undefined {
  const meant = scopes
    .filter((scope) => !ignored.has(scope.toLowerCase()))
    .map((scope) => find(scope.trim()));
  const [first] = meant;
  return meant.every((one) => one?.name === first?.name) ? first : undefined;

  function find(scope: string): Environment | undefined {
    const named = environments.find(({ name }) => name.toLowerCase() === scope.toLowerCase());
    if (named !== undefined) return named;
    const origin = originOf(scope);
    if (origin === undefined) return undefined;
    const there = environments.filter(({ url }) => sameEnvironment(url, origin));
    return there.find(({ name }) => name === current?.name) ?? there[0];
  }
}

/** What Microsoft's own provider takes beside a resource; here it changes nothing. */
const ignored = new Set(['offline_access', 'openid', 'profile']);

function originOf(scope: string): string | undefined {
  const resource = resourceOfScope(scope) ?? scope;
  // An address with a path is no resource: it could stand for anything.
  return /^https:\/\/[^/?#]+\/{0,2}$/i.test(resource) ? httpsOrigin(resource) : undefined;
}
