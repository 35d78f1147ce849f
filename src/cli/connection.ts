import { authorityOfLoginUrl } from '../core/auth/clouds';
import { TokenKeeper } from '../core/auth/keeper';
import type { SecretStore, TokenSource } from '../core/auth/ports';
import { secretKey } from '../core/auth/secretKeys';
import type { TokenSourceConfig } from '../core/auth/tokenSource';
import type { CancelSignal } from '../core/base/cancel';
import type { Clock } from '../core/base/clock';
import type { HttpTransport } from '../core/base/http';
import { ProblemError } from '../core/base/problem';
import type { DataverseApi } from '../core/dataverse/api';
import { DataverseClient } from '../core/dataverse/client';
import { discoverEnvironment } from '../core/dataverse/discovery';
import type { RunOptions } from './options';

/** What the command is wired from; `cli.ts` gives the real ones. */
export interface CommandParts {
  readonly version: string;
  readonly clock: Clock;
  transport(options: { readonly caFile?: string }): HttpTransport & { dispose(): void };
  tokenSource(config: TokenSourceConfig): TokenSource;
  secrets(): SecretStore;
}

/** A signed-in way to the environment, for as long as a command runs. */
export interface Connection {
  readonly api: DataverseApi;
  dispose(): void;
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
  const transport = parts.transport(options.caFile === undefined ? {} : { caFile: options.caFile });
  try {
    const authority =
      options.authority === undefined
        ? await findAuthority(options, transport, signal)
        : // An older name of a login server of Microsoft leads to the one that is used today.
          (authorityOfLoginUrl(options.authority) ?? options.authority);
    const keeper = await keepTokens({ ...options, authority }, secret, parts, transport);
    const { url: origin, apiVersion } = options;
    const api = new DataverseClient({ origin, apiVersion, transport, tokens: keeper, clock: parts.clock });
    return {
      api,
      dispose() {
        keeper.dispose();
        transport.dispose();
      },
    };
  } catch (error) {
    transport.dispose();
    throw error;
  }
}

async function keepTokens(
  options: RunOptions & { readonly authority: string },
  secret: string,
  parts: CommandParts,
  http: HttpTransport,
): Promise<TokenKeeper> {
  const { url: resource, authority, tenantId, clientId } = options;
  const binding = { resource, authority, tenantId, clientId };
  const secrets = parts.secrets();
  await secrets.store(secretKey('client-secret', binding), secret);
  const method = 'client-secret';
  const { clock } = parts;
  const openBrowser = (): Promise<never> => Promise.reject(new Error('A client secret needs no browser.'));
  const source = parts.tokenSource({ ...binding, method, http, clock, secrets, openBrowser });
  const subject = { environment: resource, origin: resource, method, tenantId } as const;
  return new TokenKeeper({ subject, source, clock });
}

async function findAuthority(
  options: RunOptions,
  transport: HttpTransport,
  signal: CancelSignal,
): Promise<string> {
  const { url: origin, apiVersion } = options;
  const found = await discoverEnvironment({ origin, apiVersion, transport, signal });
  if (found.knownAuthority) return found.authority;
  throw new ProblemError({
    kind: 'foreign-origin',
    title: `The environment asks to sign in at ${found.authority}, which is no login server of Microsoft. The secret was not sent.`,
    cause: 'The server is local or on premises and has a login server of its own, or the address is wrong.',
    remedy: `If you trust that server, run it again with --authority ${found.authority}.`,
  });
}
