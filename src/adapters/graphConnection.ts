import { TokenKeeper } from '../core/auth/keeper';
import type { ShowDeviceCode } from '../core/auth/ports';
import type { KeeperControl } from '../core/auth/tokenKeeperApi';
import type { Disposable } from '../core/base/event';
import type { DataverseApi } from '../core/dataverse/api';
import { LazyTokenSource } from './auth/lazyTokenSource';
import { MemorySecrets } from './auth/memorySecrets';
import { transportFor } from './connection';
import { LazyDataverse } from './lazyDataverse';
import { systemClock } from './node/systemClock';

export interface GraphOptions {
  /** Origin of Microsoft Graph, e.g. `https://graph.microsoft.com`. The token goes there and nowhere else. */
  readonly origin: string;
  /** Base of the authority without tenant. */
  readonly authority: string;
  readonly tenantId: string;
  /** A public client. */
  readonly clientId: string;
  readonly method: 'interactive' | 'device-code';
  /** Permissions of Microsoft Graph to ask for. */
  readonly permissions: readonly string[];
  readonly caFile?: string;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly showDeviceCode?: ShowDeviceCode;
}

/** Microsoft Graph, signed in to for one task. */
export interface GraphConnection extends Disposable {
  readonly keeper: KeeperControl;
  readonly api: DataverseApi;
}

/** Its tokens can change a whole tenant, so they are kept in memory only and end with the connection. */
export function openGraph(options: GraphOptions): GraphConnection {
  const { origin, authority, tenantId, clientId, method, permissions, showDeviceCode } = options;
  const transport = transportFor(options.caFile);
  const source = new LazyTokenSource({
    method,
    authority,
    tenantId,
    clientId,
    resource: origin,
    permissions,
    http: transport,
    clock: systemClock,
    secrets: new MemorySecrets(),
    openBrowser: options.openBrowser,
    ...(showDeviceCode === undefined ? {} : { showDeviceCode }),
  });
  const keeper = new TokenKeeper({
    subject: { environment: 'Microsoft Graph', origin, method, tenantId },
    source,
    clock: systemClock,
  });
  // The client speaks plain OData: token, origin, waiting and repeating are the same for both services.
  const api = new LazyDataverse({
    origin,
    apiVersion: 'v1.0',
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
