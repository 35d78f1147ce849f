import type { Environment } from '../../core/base/environment';
import { ProblemError } from '../../core/base/problem';
import type { DataverseApi } from '../../core/dataverse/api';
import type { RunServices } from './runQuery';

/**
 * The Web API of an environment as its settings are when a request goes out: they may change while a result has more
 * pages, and what was made from them before would answer no more.
 */
export function currentApi(
  services: Pick<RunServices, 'byName' | 'api'>,
  environment: Environment,
): DataverseApi {
  const { origin, apiVersion } = services.api(environment);
  return {
    origin,
    apiVersion,
    send: async (request, options) => {
      const found = services.byName(environment.name);
      if (!found) throw gone(environment.name);
      return services.api(found).send(request, options);
    },
  };
}

export function gone(environment: string): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `The environment ${environment} is no longer there.`,
    remedy: 'Connect to it again to load more of these rows.',
    action: 'connect',
  });
}
