import type * as vscode from 'vscode';
import { transportFor, type Connection } from '../adapters/connection';
import { systemClock } from '../adapters/node/systemClock';
import type { Disposable } from '../core/base/event';
import type { TokenKeepers } from '../vscode/auth/tokenKeepers';
import { registerDiagnosis } from '../vscode/diagnosis/register';
import type { EnvironmentStore } from '../vscode/environments/environmentStore';

interface DiagnosisParts {
  readonly environments: EnvironmentStore;
  readonly connections: TokenKeepers<Connection>;
}

/** "Diagnose connection", over the same connection that queries use: what it finds is what they meet. */
export function diagnosis(
  { environments, connections }: DiagnosisParts,
  extensionUri: vscode.Uri,
): Disposable {
  return registerDiagnosis(
    {
      environment: (name) => (name === undefined ? environments.current : environments.byName(name)),
      async diagnose({ url: origin, ...environment }, onStep, signal) {
        const [{ runChain }, { DirectProbe }, { codeOf }] = await Promise.all([
          import('../core/diagnosis/engine'),
          import('../adapters/http/networkProbe'),
          import('../adapters/http/networkProblem'),
        ]);
        const transport = transportFor(environment.caFile);
        const { keeper, api } = connections.get({ url: origin, ...environment });
        const services = {
          environment: { origin, ...environment },
          apiVersion: environment.apiVersion,
          probe: new DirectProbe(environment.caFile),
          transport,
          clock: systemClock,
          signIn: () => Promise.resolve({ api, token: keeper.token.bind(keeper) }),
          codeOf: (error: unknown) => codeOf(error),
        };
        try {
          return await runChain(services, onStep, signal);
        } finally {
          transport.dispose();
        }
      },
    },
    extensionUri,
  );
}
