import * as vscode from 'vscode';
import { secretBindingOf, transportFor, type Connection } from '../adapters/connection';
import { openGraph } from '../adapters/graphConnection';
import { systemClock } from '../adapters/node/systemClock';
import type { SecretStore } from '../core/auth/ports';
import { secretKey } from '../core/auth/secretKeys';
import type { CancelSignal } from '../core/base/cancel';
import type { Environment } from '../core/base/environment';
import { defaultApiVersion, sampleClientId } from '../core/base/environmentConfig';
import { ProblemError } from '../core/base/problem';
import { discoverEnvironment } from '../core/dataverse/discovery';
import { httpsOrigin, parseEnvironmentUrl } from '../core/dataverse/environmentUrl';
import { adminConsentLink } from '../core/setup/adminConsent';
import { graphCommandLineTools, graphOriginFor } from '../core/setup/graphCloud';
import { HttpSetupService } from '../core/setup/service';
import type { SecretSink } from '../core/setup/world';
import { signInFace } from '../vscode/auth/signInFace';
import type { TokenKeepers } from '../vscode/auth/tokenKeepers';
import type { EnvironmentStore } from '../vscode/environments/environmentStore';
import { commandIds } from '../vscode/platform/commandIds';
import type { OpenService, SetupServices } from '../vscode/setup/ports';

/** What the composition root has built, as far as set-up needs it. */
export interface SetupSources {
  readonly environments: EnvironmentStore;
  readonly secrets: SecretStore;
  readonly connections: TokenKeepers<Connection>;
  ensureSignedIn(environment: Environment, signal: CancelSignal): Promise<void>;
}

export function setupServices(sources: SetupSources): SetupServices {
  const { environments, secrets, connections } = sources;
  return {
    get environments() {
      return environments.environments;
    },
    get current() {
      return environments.current;
    },
    find,
    graph: signInToGraph,
    dataverse: async (environment, signal) => {
      await sources.ensureSignedIn(environment, signal);
      const service = new HttpSetupService('dataverse', connections.get(environment).api, systemClock);
      // The connection belongs to the environment, not to the set-up.
      return { service, dispose: () => undefined };
    },
    rootOf: (service, environment) =>
      service === 'graph'
        ? `${graphOrigin(environment)}/v1.0/`
        : `${environment.url}/api/data/${environment.apiVersion}/`,
    secretsFor: (environment) => secretsFor(secrets, environment),
    consentLink: (environment, appId) =>
      adminConsentLink(secretBindingOf(environment).authority, tenantOf(environment), appId),
    connectWith: async (environment) => {
      await environments.save(environment);
      await environments.setCurrent(environment.name);
      await vscode.commands.executeCommand(commandIds.signIn, environment.name);
    },
  };
}

async function signInToGraph(
  environment: Environment,
  permissions: readonly string[],
  signal: CancelSignal,
): Promise<OpenService> {
  const remote = vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined;
  const { caFile } = environment;
  const connection = openGraph({
    origin: graphOrigin(environment),
    authority: secretBindingOf(environment).authority,
    tenantId: tenantOf(environment),
    clientId: userSetting('graphClientId') ?? graphCommandLineTools,
    method: remote ? 'device-code' : 'interactive',
    permissions,
    ...signInFace,
    ...(caFile === undefined ? {} : { caFile }),
  });
  try {
    await connection.keeper.signIn(signal);
  } catch (error) {
    connection.dispose();
    throw error;
  }
  const service = new HttpSetupService('graph', connection.api, systemClock);
  return { service, dispose: () => connection.dispose() };
}

/** An environment of Microsoft's clouds by its address; any other is connected to first, where its login server is asked about. */
async function find(address: string, signal: CancelSignal): Promise<Environment> {
  const url = parseEnvironmentUrl(address);
  const transport = transportFor(undefined);
  try {
    const found = await discoverEnvironment({
      origin: url,
      apiVersion: defaultApiVersion,
      transport,
      signal,
    });
    if (!found.knownAuthority || found.tenantId === undefined) {
      throw new ProblemError({
        kind: 'bad-input',
        title: 'The environment does not say which tenant of Microsoft it belongs to.',
        remedy: 'Connect to it first, then choose it here by its name.',
      });
    }
    const name = url.replace('https://', '').split('.')[0] ?? url;
    const { tenantId } = found;
    return {
      name,
      url,
      method: 'interactive',
      clientId: sampleClientId,
      tenantId,
      protected: false,
      apiVersion: defaultApiVersion,
    };
  } finally {
    transport.dispose();
  }
}

function tenantOf({ tenantId }: Environment): string {
  return tenantId === '' ? 'organizations' : tenantId;
}

function graphOrigin(environment: Environment): string {
  return httpsOrigin(userSetting('graphUrl') ?? '') ?? graphOriginFor(environment.url);
}

/** `inspect`, not `get`: a workspace must not be able to name an address that a sign-in goes to. */
function userSetting(name: string): string | undefined {
  const value = vscode.workspace.getConfiguration('dataverseWorkbench').inspect<unknown>(name)?.globalValue;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Under the key that a sign-in with the application reads. */
function secretsFor(secrets: SecretStore, environment: Environment): SecretSink {
  const key = (clientId: string): string =>
    secretKey('client-secret', secretBindingOf({ ...environment, clientId }));
  return {
    keep: (owner, value) => secrets.store(key(owner), value),
    has: async (owner) => (await secrets.get(key(owner))) !== undefined,
    forget: (owner) => secrets.delete(key(owner)),
  };
}
