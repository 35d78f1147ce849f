import { secretBindingOf, type Connection } from '../adapters/connection';
import { systemClock } from '../adapters/node/systemClock';
import type { TokenSharing } from '../core/auth/leaseSharing';
import type { SecretStore } from '../core/auth/ports';
import { secretKey, secretPurposes } from '../core/auth/secretKeys';
import type { Environment } from '../core/base/environment';
import type { SchemaKey } from '../core/metadata/schemaPorts';
import type { TokenKeepers } from '../vscode/auth/tokenKeepers';
import type { EnvironmentStore } from '../vscode/environments/environmentStore';
import type { EnvironmentServices } from '../vscode/environments/register';

/** What the composition root has built, as far as who was signed in needs it. */
export interface KeptParts {
  readonly environments: EnvironmentStore;
  readonly secrets: SecretStore;
  readonly connections: TokenKeepers<Connection>;
  /** What the windows share of an environment's token. */
  share(environment: Environment): Pick<TokenSharing, 'isSignedIn'>;
}

/** The same, as far as environments need it. */
export interface EnvironmentParts extends KeptParts {
  /** Where schemas and labels are kept. */
  readonly schemaFolder: string;
}

/** What view and commands around environments reach the rest through. */
export function environmentServices(parts: EnvironmentParts): EnvironmentServices {
  const { environments, secrets, connections } = parts;
  return {
    network: async () => (await import('./network')).networkServices(secrets),
    states: { statusOf: (name) => connections.statusOf(name), onDidChange: connections.onDidChange },
    clock: systemClock,
    forget: async (environment, kept) => {
      await forget(parts, environment, kept);
      await forgetSchema(parts.schemaFolder, environment, kept);
    },
    refresh: async () => {
      for (const environment of environments.environments) await startKept(parts, environment);
    },
  };
}

/**
 * Someone who was signed in before finds a running token, or is told why not; whoever was not is not asked anything.
 */
export async function startKept(parts: KeptParts, environment: Environment): Promise<void> {
  if (await wasSignedIn(parts, environment)) parts.connections.get(environment).keeper.start();
}

/** Whether a sign-in is kept that goes on without asking anybody. */
async function wasSignedIn(
  { secrets, share }: Pick<KeptParts, 'secrets' | 'share'>,
  environment: Environment | undefined,
): Promise<boolean> {
  if (environment === undefined) return false;
  const cached = await secrets.get(secretKey('token-cache', secretBindingOf(environment)));
  return cached !== undefined || share(environment).isSignedIn();
}

/** Whether something is left of a sign-in that it could go on with: some machines lose their secrets with the window. */
export async function keepsSignIn(
  { secrets }: Pick<KeptParts, 'secrets'>,
  environment: Environment | undefined,
): Promise<boolean> {
  if (environment === undefined) return false;
  const binding = secretBindingOf(environment);
  const kept = await Promise.all(secretPurposes.map((purpose) => secrets.get(secretKey(purpose, binding))));
  return kept.some((secret) => secret !== undefined);
}

/** Deletes tokens and secrets, unless another environment lives on the same ones. */
async function forget(
  { secrets, connections, environments }: KeptParts,
  gone: Environment,
  kept: readonly Environment[],
): Promise<void> {
  const key = secretKey('token-cache', secretBindingOf(gone));
  if (kept.some((other) => secretKey('token-cache', secretBindingOf(other)) === key)) return;
  await connections.get(gone).keeper.signOut();
  for (const purpose of secretPurposes) await secrets.delete(secretKey(purpose, secretBindingOf(gone)));
  // Where the entry has changed already, the keeper of the old one has served its last purpose.
  connections.retain(environments.environments);
}

/** Deletes schema and labels, unless another environment is at the same address. */
async function forgetSchema(folder: string, gone: Environment, kept: readonly Environment[]): Promise<void> {
  const { removeKept } = await import('../adapters/metadata/removeKept');
  await removeKept(folder, keyOf(gone), kept.map(keyOf));
}

function keyOf({ url, apiVersion }: Environment): SchemaKey {
  return { origin: url, apiVersion };
}
