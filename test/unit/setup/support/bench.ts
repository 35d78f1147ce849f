// Plans run against the sandbox as the product does it: signed in through the browser flow, over https.
import { MemorySecrets } from '../../../../src/adapters/auth/memorySecrets';
import { openConnection, type Connection } from '../../../../src/adapters/connection';
import { openGraph, type GraphConnection } from '../../../../src/adapters/graphConnection';
import { systemClock } from '../../../../src/adapters/node/systemClock';
import { neverCancelled } from '../../../../src/core/base/cancel';
import type { Environment } from '../../../../src/core/base/environment';
import type { DataverseApi } from '../../../../src/core/dataverse/api';
import { emptyLedger, type SetupLedger, type SetupPlan } from '../../../../src/core/setup/model';
import { runPlan, type SetupResult } from '../../../../src/core/setup/engine';
import { HttpSetupService } from '../../../../src/core/setup/service';
import type { SetupWorld } from '../../../../src/core/setup/world';
import { graphCommandLineTools } from '../../../../src/core/setup/graphCloud';
import { secretKey } from '../../../../src/core/auth/secretKeys';
import { startSandbox, type Sandbox } from '../../../support/sandbox';
import { visit } from '../../auth/support/browser';

export const everyPermission = [
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Policy.ReadWrite.ApplicationConfiguration',
  'Policy.Read.All',
];

/** What a request was, as seen on its way out. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

export class SetupBench {
  readonly sent: SentRequest[] = [];
  readonly secrets = new Map<string, string>();
  /** Called before each request goes out; may throw. */
  beforeSend: (request: SentRequest) => void = () => undefined;
  /** Called after each answer that came; may throw, as if it never had. */
  afterSend: (request: SentRequest) => void = () => undefined;
  /** What was saved last. */
  saved: SetupLedger = emptyLedger;
  readonly #open: { dispose(): void }[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    readonly world: SetupWorld,
  ) {}

  static async start(): Promise<SetupBench> {
    const sandbox = await startSandbox({ rows: 100 });
    const graph = await signInToGraph(sandbox, everyPermission, sandbox.userName);
    const administrator = await signInToEnvironment(sandbox, sandbox.userName);
    const world: SetupWorld = {
      services: {
        graph: new HttpSetupService(
          'graph',
          watched(graph.api, () => bench),
          systemClock,
        ),
        dataverse: new HttpSetupService(
          'dataverse',
          watched(administrator.api, () => bench),
          systemClock,
        ),
      },
      secret: {
        keep: (owner, value) => Promise.resolve(void bench.secrets.set(owner, value)),
        has: (owner) => Promise.resolve(bench.secrets.has(owner)),
        forget: (owner) => Promise.resolve(void bench.secrets.delete(owner)),
      },
      save: (ledger) => Promise.resolve(void (bench.saved = ledger)),
      signal: neverCancelled,
    };
    const bench: SetupBench = new SetupBench(sandbox, world);
    bench.#open.push(graph, administrator);
    return bench;
  }

  /** Microsoft Graph for another person, or with fewer permissions. */
  async graphAs(userName: string, permissions = everyPermission): Promise<SetupWorld> {
    const graph = await signInToGraph(this.sandbox, permissions, userName);
    this.#open.push(graph);
    const service = new HttpSetupService('graph', graph.api, systemClock);
    return { ...this.world, services: { ...this.world.services, graph: service } };
  }

  run(plan: SetupPlan, ledger: SetupLedger = emptyLedger): Promise<SetupResult> {
    return runPlan(plan, ledger, this.world);
  }

  writes(): readonly SentRequest[] {
    return this.sent.filter(({ method }) => method !== 'GET');
  }

  async stop(): Promise<void> {
    for (const one of this.#open) one.dispose();
    await this.sandbox.stop();
  }
}

async function signInToGraph(
  sandbox: Sandbox,
  permissions: readonly string[],
  userName: string,
): Promise<GraphConnection> {
  const connection = openGraph({
    origin: sandbox.graphUrl,
    authority: sandbox.authority,
    tenantId: sandbox.tenantId,
    clientId: graphCommandLineTools,
    method: 'interactive',
    permissions,
    caFile: sandbox.caFile,
    openBrowser: (url) => atThePage(sandbox, url, userName),
  });
  await connection.keeper.signIn(neverCancelled);
  return connection;
}

export async function signInToEnvironment(
  sandbox: Sandbox,
  userName: string,
  clientId = sandbox.publicClientId,
): Promise<Connection> {
  const environment = environmentOf(sandbox, { method: 'interactive', clientId });
  const connection = openConnection({
    environment,
    secrets: new MemorySecrets(),
    openBrowser: (url) => atThePage(sandbox, url, userName),
  });
  await connection.keeper.signIn(neverCancelled);
  return connection;
}

/** Signs in as the application itself. */
export async function connectAsApplication(
  sandbox: Sandbox,
  clientId: string,
  secret: string,
): Promise<Connection> {
  const environment = environmentOf(sandbox, { method: 'client-secret', clientId });
  const secrets = new MemorySecrets();
  const binding = { resource: environment.url, authority: sandbox.authority, tenantId: sandbox.tenantId };
  await secrets.store(secretKey('client-secret', { ...binding, clientId }), secret);
  const connection = openConnection({ environment, secrets, openBrowser: () => Promise.resolve() });
  await connection.keeper.signIn(neverCancelled);
  return connection;
}

function environmentOf(
  sandbox: Sandbox,
  { method, clientId }: Pick<Environment, 'method' | 'clientId'>,
): Environment {
  return {
    name: 'Contoso',
    url: sandbox.environmentUrl,
    method,
    clientId,
    tenantId: sandbox.tenantId,
    protected: false,
    apiVersion: 'v9.2',
    authority: sandbox.authority,
    caFile: sandbox.caFile,
  };
}

async function atThePage(sandbox: Sandbox, url: string, userName: string): Promise<void> {
  await visit(sandbox.ca, url, { userName, password: sandbox.password });
}

function watched(api: DataverseApi, bench: () => SetupBench): DataverseApi {
  return {
    origin: api.origin,
    apiVersion: api.apiVersion,
    send: async (request, options) => {
      const { method, url, body } = request;
      const seen: SentRequest = {
        method,
        url,
        body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined,
      };
      bench().beforeSend(seen);
      bench().sent.push(seen);
      const response = await api.send(request, options);
      bench().afterSend(seen);
      return response;
    },
  };
}
