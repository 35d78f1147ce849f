import type { SecretStore } from '../core/auth/ports';
import { secretKey, type SecretBinding } from '../core/auth/secretKeys';
import type { CancelSignal } from '../core/base/cancel';
import type { Clock } from '../core/base/clock';
import type { Environment } from '../core/base/environment';
import type { Disposable } from '../core/base/event';
import type { HttpTransport } from '../core/base/http';
import { ProblemError } from '../core/base/problem';
import type { DataverseApi } from '../core/dataverse/api';
import { discoverEnvironment } from '../core/dataverse/discovery';
import type { RunOptions } from './options';

/** What the command is wired from; `cli.ts` gives the real ones. */
export interface CommandParts {
  readonly version: string;
  readonly clock: Clock;
  transportFor(caFile: string | undefined): HttpTransport & Disposable;
  bindingOf(environment: Environment): SecretBinding;
  /** Secrets for as long as the command runs. */
  secrets(): SecretStore;
  open(environment: Environment, secrets: SecretStore): Connection;
}

/** A signed-in way to the environment, for as long as a command runs. */
interface Connection extends Disposable {
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
    authority: options.authority ?? (await findAuthority(options, parts, signal)),
    ...(caFile === undefined ? {} : { caFile }),
  };
  const secrets = parts.secrets();
  await secrets.store(secretKey('client-secret', parts.bindingOf(environment)), secret);
  return parts.open(environment, secrets);
}

async function findAuthority(
  options: RunOptions,
  parts: CommandParts,
  signal: CancelSignal,
): Promise<string> {
  const { url: origin, apiVersion } = options;
  const transport = parts.transportFor(options.caFile);
  try {
    const found = await discoverEnvironment({ origin, apiVersion, transport, signal });
    if (found.knownAuthority) return found.authority;
    throw new ProblemError({
      kind: 'foreign-origin',
      title: `The environment asks to sign in at ${found.authority}, which is no login server of Microsoft. The secret was not sent.`,
      cause: 'The server is local or on premises and has a login server of its own, or the address is wrong.',
      remedy: `If you trust that server, run it again with --authority ${found.authority}.`,
    });
  } finally {
    transport.dispose();
  }
}
