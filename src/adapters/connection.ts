import { authorityOfLoginUrl, cloudOfUrl } from '../core/auth/clouds';
import { TokenKeeper } from '../core/auth/keeper';
import type { SecretStore } from '../core/auth/ports';
import type { SecretBinding } from '../core/auth/secretKeys';
import type { KeeperControl } from '../core/auth/tokenKeeperApi';
import type { Environment } from '../core/base/environment';
import type { Disposable, Event } from '../core/base/event';
import type { HttpTransport } from '../core/base/http';
import type { DataverseApi } from '../core/dataverse/api';
import { DataverseClient } from '../core/dataverse/client';
import { LazyTokenSource } from './auth/lazyTokenSource';
import { LazyTransport } from './http/lazyTransport';
import { systemClock } from './node/systemClock';

/** One environment, signed in or not: its tokens and its Web API. Nothing is loaded or sent until asked for. */
export interface Connection extends Disposable {
  readonly keeper: KeeperControl;
  readonly api: DataverseApi;
}

export interface ConnectionOptions {
  readonly environment: Environment;
  readonly secrets: SecretStore;
  readonly openBrowser: (url: string) => Promise<void>;
  /** Another window wrote secrets or tokens of this environment. */
  readonly onDidChangeSecrets?: Event<unknown>;
}

/** Transport that trusts the environment's own certificate authority where it names one. */
export function transportFor(caFile: string | undefined): HttpTransport & Disposable {
  return new LazyTransport(caFile === undefined ? {} : { caFile });
}

/** Where the environment's users sign in: as configured, else the login server of its cloud. */
function authorityFor(environment: Pick<Environment, 'url' | 'authority'>): string {
  if (environment.authority !== undefined) {
    return authorityOfLoginUrl(environment.authority) ?? environment.authority;
  }
  return cloudOfUrl(environment.url)?.authority ?? 'https://login.microsoftonline.com';
}

export function secretBindingOf(environment: Environment): SecretBinding {
  return {
    resource: environment.url,
    authority: authorityFor(environment),
    tenantId: environment.tenantId,
    clientId: environment.clientId,
  };
}

export function openConnection(options: ConnectionOptions): Connection {
  const { environment } = options;
  const transport = transportFor(environment.caFile);
  const keeper = keeperFor(options, transport);
  const api = new DataverseClient({
    origin: environment.url,
    apiVersion: environment.apiVersion,
    transport,
    tokens: keeper,
    clock: systemClock,
  });
  return {
    keeper,
    api,
    dispose: () => {
      keeper.dispose();
      transport.dispose();
    },
  };
}

function keeperFor(options: ConnectionOptions, transport: HttpTransport): TokenKeeper {
  const { environment, secrets, openBrowser, onDidChangeSecrets } = options;
  const source = new LazyTokenSource({
    ...secretBindingOf(environment),
    method: environment.method,
    http: transport,
    clock: systemClock,
    secrets,
    openBrowser,
  });
  return new TokenKeeper({
    subject: {
      environment: environment.name,
      origin: environment.url,
      method: environment.method,
      tenantId: environment.tenantId,
    },
    source,
    clock: systemClock,
    ...(onDidChangeSecrets === undefined ? {} : { onDidChangeSecrets }),
  });
}
