import * as vscode from 'vscode';
import { methodInfo } from '../../core/auth/methods';
import { neverCancelled } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import { defaultApiVersion, sampleClientId, suggestName } from '../../core/base/environmentConfig';
import { problemOf } from '../../core/base/problem';
import { parseEnvironmentUrl } from '../../core/dataverse/environmentUrl';
import type { EnvironmentStore } from './environmentStore';
import { methodForPeople } from './listEnvironments';
import type { ConnectServices, DiscoveryServices, KnownProfile } from './ports';

interface ImportServices {
  readonly connect: Pick<ConnectServices, 'find'>;
  readonly discovery: Pick<DiscoveryServices, 'profiles'>;
}

interface Candidate {
  readonly profile: KnownProfile;
  readonly origin: string;
}

/** "Import environments from the Power Platform CLI…": names and addresses. Nobody is signed in by it. */
export async function importEnvironments(store: EnvironmentStore, services: ImportServices): Promise<void> {
  const profiles = await services.discovery.profiles();
  const candidates = candidatesOf(profiles, store);
  if (candidates.length === 0) {
    void vscode.window.showInformationMessage(
      profiles.length === 0
        ? 'The Power Platform CLI has no environments on this machine. "pac auth list" shows what it knows.'
        : 'All environments of the Power Platform CLI are here already.',
    );
    return;
  }
  const chosen = await vscode.window.showQuickPick(
    candidates.map((candidate) => ({
      label: candidate.profile.name ?? suggestName(candidate.origin, []),
      description: [candidate.profile.kind, candidate.profile.cloud].filter(Boolean).join(', '),
      detail: candidate.origin,
      picked: true,
      candidate,
    })),
    {
      title: 'Import environments from the Power Platform CLI',
      placeHolder: 'Which ones? Names and addresses are taken over, no tokens.',
      canPickMany: true,
      matchOnDetail: true,
    },
  );
  if (chosen === undefined || chosen.length === 0) return;
  for (const { candidate } of chosen) await store.save(await environmentOf(candidate, store, services));
  const what = chosen.length === 1 ? 'One environment was' : `${chosen.length} environments were`;
  const how = methodInfo(methodForPeople()).label;
  void vscode.window.showInformationMessage(
    `${what} imported. Each asks you to sign in when you first use it (${how}; "Edit environment…" changes that).`,
  );
}

/** Those whose address can be used and is not configured yet. */
function candidatesOf(profiles: readonly KnownProfile[], store: EnvironmentStore): Candidate[] {
  return profiles.flatMap((profile) => {
    try {
      const origin = parseEnvironmentUrl(profile.url);
      return store.byOrigin(origin) === undefined ? [{ profile, origin }] : [];
    } catch {
      // A profile for administration, or with an address that is none.
      return [];
    }
  });
}

async function environmentOf(
  { profile, origin }: Candidate,
  store: EnvironmentStore,
  services: ImportServices,
): Promise<Environment> {
  const taken = store.environments.map(({ name }) => name);
  const wanted = profile.name;
  const free = wanted !== undefined && !taken.some((name) => name.toLowerCase() === wanted.toLowerCase());
  return {
    name: free ? wanted : suggestName(origin, taken),
    url: origin,
    method: methodForPeople(),
    clientId: sampleClientId,
    tenantId: await tenantOf(origin, services),
    protected: false,
    apiVersion: defaultApiVersion,
  };
}

/** As the environment says. Where it cannot be asked now, the user's own tenant will do for most. */
async function tenantOf(origin: string, { connect }: ImportServices): Promise<string> {
  try {
    const found = await connect.find(origin, {}, neverCancelled);
    return (found.knownAuthority ? found.tenantId : undefined) ?? 'organizations';
  } catch (error) {
    if (problemOf(error) === undefined) throw error;
    return 'organizations';
  }
}
