import * as vscode from 'vscode';
import { MemorySecrets } from '../adapters/auth/memorySecrets';
import { openConnection } from '../adapters/connection';
import { readPacProfiles } from '../adapters/node/pacProfiles';
import { clouds } from '../core/auth/clouds';
import type { SignInMethod } from '../core/auth/ports';
import type { CancelSignal } from '../core/base/cancel';
import type { Environment } from '../core/base/environment';
import { sampleClientId } from '../core/base/environmentConfig';
import { listInstances, type DiscoveredInstance } from '../core/dataverse/discoveryService';
import { httpsOrigin } from '../core/dataverse/environmentUrl';
import { signInFace } from '../vscode/auth/signInFace';
import type { DiscoveryPlace, DiscoveryServices } from '../vscode/environments/ports';

/** Discovery services of the clouds, of the settings, and the profiles of the Power Platform CLI. */
export const discoveryServices: DiscoveryServices = {
  places: () => [...configuredPlaces(), ...cloudPlaces],
  list: listPlace,
  profiles: () => readPacProfiles(),
};

/** The commercial cloud first: most are there. */
const cloudPlaces: readonly DiscoveryPlace[] = clouds
  .map(({ id, label, discovery, authority }) => ({ id, label, origin: discovery, authority }))
  .toSorted((a, b) => Number(b.id === 'commercial') - Number(a.id === 'commercial'));

/** For local servers. `inspect`, not `get`: a workspace must not be able to name an address that a sign-in goes to. */
function configuredPlaces(): DiscoveryPlace[] {
  const section = vscode.workspace.getConfiguration('dataverseWorkbench');
  const value = section.inspect<unknown>('discoveryService')?.globalValue;
  if (typeof value !== 'object' || value === null) return [];
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = (name: string): string | undefined => {
    const field = fields.get(name);
    return typeof field === 'string' && field !== '' ? field : undefined;
  };
  const origin = httpsOrigin(text('url') ?? '');
  const authority = text('authority');
  const caFile = text('caFile');
  if (origin === undefined || authority === undefined || httpsOrigin(authority) === undefined) return [];
  const place = { label: 'Discovery service of your settings', origin, authority };
  return [caFile === undefined ? place : { ...place, caFile }];
}

/** The token is for the service's own origin, lives in memory, and goes with the connection. */
async function listPlace(
  place: DiscoveryPlace,
  method: SignInMethod,
  signal: CancelSignal,
): Promise<readonly DiscoveredInstance[]> {
  const environment: Environment = {
    name: place.label,
    url: place.origin,
    method,
    clientId: sampleClientId,
    tenantId: 'organizations',
    protected: false,
    apiVersion: 'v2.0',
    authority: place.authority,
    ...(place.caFile === undefined ? {} : { caFile: place.caFile }),
  };
  const connection = openConnection({ environment, secrets: new MemorySecrets(), ...signInFace });
  try {
    await connection.keeper.signIn(signal);
    return await listInstances(connection.api, signal);
  } finally {
    connection.dispose();
  }
}
