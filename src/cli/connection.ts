import type { SecretStore, TokenProvider } from '../core/auth/ports';
import { secretKey, type SecretBinding } from '../core/auth/secretKeys';
import type { CancelSignal } from '../core/base/cancel';
import type { Clock } from '../core/base/clock';
import type { Environment } from '../core/base/environment';
import type { Disposable } from '../core/base/event';
import type { HttpTransport } from '../core/base/http';
import type { DataverseApi } from '../core/dataverse/api';
import type { NetworkProbe } from '../core/diagnosis/chain';
import { placeFor } from './findPlace';
import type { RunOptions } from './options';

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
}

/** A signed-in way to the environment, for as long as a command runs. */
export interface Connection extends Disposable {
  readonly keeper: TokenProvider;
  readonly api: DataverseApi;
}

/**
 * Finds the authority where none was given. Nothing but an unauthenticated request is sent yet: tokens come as they are
 * needed, and for as long as they are.
 */
export async function connect(
  options: RunOptions,
  secret: string,
  parts: CommandParts,
  signal: CancelSignal,
): Promise<Connection> {
  const { url, tenantId, clientId, apiVersion, caFile } = options;
  const environment: Environment = {
    name: url,
    url,
    method: 'client-secret',
    clientId,
    tenantId,
    protected: false,
    apiVersion,
    authority: (await placeFor(options, parts, signal)).authority,
    ...(caFile === undefined ? {} : { caFile }),
  };
  const secrets = parts.secrets();
  await secrets.store(secretKey('client-secret', parts.bindingOf(environment)), secret);
  return parts.open(environment, secrets);
}
