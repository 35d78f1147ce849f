import type * as vscode from 'vscode';
import { openConnection, secretBindingOf, sharingOf, type Connection } from './adapters/connection';
import { systemClock } from './adapters/node/systemClock';
import { diagnosis } from './composition/diagnosis';
import { environmentServices, startKept, keepsSignIn } from './composition/environments';
import { renewalsFolder, schemaFolder } from './composition/folders';
import { registerTokens, type TokenParts } from './composition/tokens';
import type { TokenSharing } from './core/auth/leaseSharing';
import { PassingSecrets } from './core/auth/passingSecrets';
import type { SecretStore } from './core/auth/ports';
import type { Environment } from './core/base/environment';
import { Emitter } from './core/base/event';
import { once } from './core/base/once';
import { SeenRows } from './core/results/seenRows';
import { askOnce } from './vscode/auth/askOnce';
import { registerAuth } from './vscode/auth/register';
import { VsCodeSecrets } from './vscode/auth/secretStorage';
import { signInFace } from './vscode/auth/signInFace';
import { TokenKeepers } from './vscode/auth/tokenKeepers';
import { chooseEnvironment } from './vscode/environments/choose';
import { EnvironmentStore } from './vscode/environments/environmentStore';
import { registerEnvironments } from './vscode/environments/register';
import { registerLanguage } from './vscode/language/register';
import { DisposableStore } from './vscode/platform/disposables';
import type { ResultsServices } from './vscode/results/ports';
import { ResultsPanes } from './vscode/results/resultsPanes';
import { registerRun } from './vscode/run/register';
import { registerSetup } from './vscode/setup/register';
import { registerSchema } from './vscode/schema/register';
import { TokenStatusItem } from './vscode/status/statusItem';

/** The composition root: builds the graph and hands everything to VS Code to be disposed. It loads no library. */
export function activate(context: vscode.ExtensionContext): void {
  const owned = new DisposableStore();
  context.subscriptions.push(owned);
  const graph = buildGraph(context, owned);
  registerFeatures(context, owned, graph);
  void warmUp(graph);
}

interface Graph {
  readonly environments: EnvironmentStore;
  readonly secrets: SecretStore;
  readonly connections: TokenKeepers<Connection>;
  /** What the windows share of an environment's token. */
  share(environment: Environment): TokenSharing;
}

function buildGraph(context: vscode.ExtensionContext, owned: DisposableStore): Graph {
  const environments = owned.add(new EnvironmentStore(context.workspaceState, context.globalState));
  const secrets = new PassingSecrets(owned.add(new VsCodeSecrets(context.secrets)));
  const share = (environment: Environment): TokenSharing =>
    sharingOf(environment, secrets, renewalsFolder(context));
  const connections = owned.add(
    new TokenKeepers<Connection>((environment) => {
      const sharing = share(environment);
      const connection = openConnection({ environment, secrets, ...signInFace, sharing });
      askOnce(connection.keeper, environment, () => sharing.claimQuestion());
      return connection;
    }),
  );
  const graph = { environments, secrets, connections, share };
  owned.add(
    environments.onDidChange(() => {
      connections.retain(environments.environments);
      void warmUp(graph);
    }),
  );
  return graph;
}

function registerFeatures(context: vscode.ExtensionContext, owned: DisposableStore, graph: Graph): void {
  const { environments, secrets, connections } = graph;
  const signIns = once(async () => {
    const { SignIns } = await import('./vscode/auth/signIns');
    return new SignIns({ keepers: connections, secrets, bindingOf: secretBindingOf });
  });
  const named = (name: string | undefined): Environment | undefined =>
    name === undefined ? environments.current : environments.byName(name);
  owned.add(registerAuth({ keepers: connections, signIns, environment: named }));
  owned.add(
    registerEnvironments(
      environments,
      environmentServices({ ...graph, schemaFolder: schemaFolder(context) }),
    ),
  );
  const ensureSignedIn: TokenParts['ensureSignedIn'] = async (environment, signal) =>
    (await signIns()).ensure(environment, signal);
  const parts = { environments, secrets, connections, ensureSignedIn };
  registerTokens(owned, parts, context.extensionUri);
  owned.add(diagnosis(graph, context.extensionUri));
  const setup = once(async () => (await import('./composition/setup')).setupServices(parts));
  owned.add(registerSetup(setup, context.globalState));
  registerQueries(context, owned, parts, graph);
  registerStatus(owned, graph);
}

/** What writes, runs and shows queries. */
function registerQueries(
  context: vscode.ExtensionContext,
  owned: DisposableStore,
  parts: TokenParts,
  graph: Graph,
): void {
  const { environments, connections, ensureSignedIn } = parts;
  const seen = new SeenRows();
  const knowledge = once(async () => {
    const { openKnowledge } = await import('./composition/knowledge');
    return owned.add(
      openKnowledge(context, { ...parts, rowName: (environment, guid) => seen.nameOf(environment, guid) }),
    );
  });
  const running = {
    current: () => environments.current,
    byName: (name: string) => environments.byName(name),
    byOrigin: (origin: string) => environments.byOrigin(origin),
    askForEnvironment: () => chooseEnvironment(environments),
    ensureSignedIn,
    api: (environment: Environment) => connections.get(environment).api,
    seen,
  };
  const services: ResultsServices = {
    storage: once(async () => {
      const { openResultsStorage } = await import('./composition/results');
      return owned.add(openResultsStorage(context));
    }),
    followUps: async () => (await knowledge()).followUps(),
    labels: async () => (await knowledge()).labels(),
    resume: async (kept) => (await import('./vscode/run/resumedRun')).resumedRun(running, kept),
    isSignedIn: (name) => keepsSignIn(graph, environments.byName(name)),
  };
  const results = owned.add(new ResultsPanes(context.extensionUri, services));
  owned.add(registerRun({ ...running, results }, context.globalState));
  owned.add(registerLanguage(async () => (await knowledge()).language));
  owned.add(registerSchema(async () => (await knowledge()).schema));
}

function registerStatus(owned: DisposableStore, { environments, connections }: Graph): void {
  const changed = owned.add(new Emitter<unknown>());
  owned.add(environments.onDidChange(() => changed.fire(undefined)));
  owned.add(connections.onDidChange(() => changed.fire(undefined)));
  owned.add(
    new TokenStatusItem(
      {
        get environment() {
          return environments.current;
        },
        get status() {
          const { current } = environments;
          return current === undefined ? undefined : connections.statusOf(current.name);
        },
        onDidChange: changed.event,
      },
      systemClock,
    ),
  );
}

async function warmUp(graph: Graph): Promise<void> {
  const { current } = graph.environments;
  if (current !== undefined) await startKept(graph, current);
}
