import type { AskedSecret } from '../core/auth/askedSecrets';
import type { SecretStore } from '../core/auth/ports';
import type { SecretBinding } from '../core/auth/secretKeys';
import type { KeeperControl } from '../core/auth/tokenKeeperApi';
import type { CancelSignal } from '../core/base/cancel';
import type { Clock } from '../core/base/clock';
import type { Environment } from '../core/base/environment';
import type { Disposable } from '../core/base/event';
import type { HttpTransport } from '../core/base/http';
import type { DataverseApi } from '../core/dataverse/api';
import type { NetworkProbe } from '../core/diagnosis/chain';
import type { Schema } from '../core/metadata/model';
import { placeFor } from './findPlace';
import type { RunOptions } from './options';
import { storeSecrets } from './signInSecrets';

/** What the command is wired from; `cli.ts` gives the real ones. */
export interface CommandParts {
  readonly version: string;
  readonly clock: Clock;
  transportFor(caFile: string | undefined): HttpTransport & Disposable;
  bindingOf(environment: Environment): SecretBinding;
  probeFor(caFile: string | undefined): NetworkProbe;
  /** The code of an error of Node's. */
  codeOf(error: unknown): string | undefined;
  /** Secrets for as long as the command runs. */
  secrets(): SecretStore;
  open(environment: Environment, secrets: SecretStore): Connection;
  /** The schema of a saved `$metadata` document. Throws `bad-input` or `not-dataverse`. */
  readSchemaFile(file: string): Schema;
}

/** A signed-in way to the environment, for as long as a command runs. */
export interface Connection extends Disposable {
  readonly keeper: Pick<KeeperControl, 'signIn' | 'token'>;
  readonly api: DataverseApi;
}

/** Everything that a sign-in needs to be told. */
export type ConnectOptions = Omit<RunOptions, 'file' | 'block' | 'all' | 'format' | 'yes'>;

/**
 * Finds the authority where none was given. Nothing but an unauthenticated request is sent yet: tokens come as they are
 * needed, and for as long as they are.
 */
export async function connect(
  options: ConnectOptions,
  taken: ReadonlyMap<AskedSecret, string>,
  parts: CommandParts,
  signal: CancelSignal,
): Promise<Connection> {
  const { url, method, tenantId, clientId, userName, certificateFile, certificateKeyFile } = options;
  const { apiVersion, caFile } = options;
  const environment: Environment = {
    name: url,
    url,
    method,
    clientId,
    tenantId,
    ...(userName === undefined ? {} : { userName }),
    ...(certificateFile === undefined ? {} : { certificateFile }),
    ...(certificateKeyFile === undefined ? {} : { certificateKeyFile }),
    protected: false,
    apiVersion,
    authority: (await placeFor(options, parts, signal)).authority,
    ...(caFile === undefined ? {} : { caFile }),
  };
  const secrets = parts.secrets();
  await storeSecrets(taken, secrets, parts.bindingOf(environment));
  const connection = parts.open(environment, secrets);
  try {
    if (method !== 'client-secret') await connection.keeper.signIn(signal);
    return connection;
  } catch (error) {
    connection.dispose();
    throw error;
  }
}
