import * as vscode from 'vscode';
import type { SignInMethod } from '../../core/auth/ports';
import type { DiscoveredInstance } from '../../core/dataverse/discoveryService';
import { cancelSignalOf } from '../platform/cancellation';
import { showProblem } from '../platform/problems';
import type { DiscoveryPlace, DiscoveryServices } from './ports';

/** What was chosen, and where it was listed. */
export interface ChosenInstance {
  readonly url: string;
  readonly place: DiscoveryPlace;
}

/** "List my environments": cloud, sign-in, list. `undefined` where the user stopped, or was told why it failed. */
export async function listEnvironments(discovery: DiscoveryServices): Promise<ChosenInstance | undefined> {
  const place = await choosePlace(discovery.places());
  if (place === undefined) return undefined;
  try {
    const instances = await fetchInstances(discovery, place);
    const chosen = await chooseInstance(place, instances);
    return chosen === undefined ? undefined : { url: chosen.url, place };
  } catch (error) {
    return (await showProblem(error)) ? listEnvironments(discovery) : undefined;
  }
}

/** The method for a person without any settings yet. On a remote machine the browser cannot come back. */
export function methodForPeople(): SignInMethod {
  const remote = vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined;
  return remote ? 'device-code' : 'interactive';
}

async function choosePlace(places: readonly DiscoveryPlace[]): Promise<DiscoveryPlace | undefined> {
  const items = places.map((place) => ({
    label: place.label,
    description: place.origin.replace('https://', ''),
    place,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'List my environments',
    placeHolder: 'In which cloud are they?',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return chosen?.place;
}

async function fetchInstances(
  discovery: DiscoveryServices,
  place: DiscoveryPlace,
): Promise<readonly DiscoveredInstance[]> {
  const method = methodForPeople();
  const browser = method === 'interactive' ? ' Go on in the browser.' : '';
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: `Asking for your environments (${place.label})…${browser}`,
    },
    (_progress, token) => discovery.list(place, method, cancelSignalOf(token)),
  );
}

async function chooseInstance(
  place: DiscoveryPlace,
  instances: readonly DiscoveredInstance[],
): Promise<DiscoveredInstance | undefined> {
  if (instances.length === 0) {
    void vscode.window.showInformationMessage(
      `You have no environment in this cloud (${place.label}). Try another cloud or account, or type the address.`,
    );
    return undefined;
  }
  const items = instances.map((instance) => ({
    label: `$(${instance.enabled ? 'globe' : 'circle-slash'}) ${instance.friendlyName}`,
    description: aboutInstance(instance),
    detail: instance.url,
    instance,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'List my environments',
    placeHolder: 'Which environment do you want to connect?',
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return chosen?.instance;
}

function aboutInstance({ region, type, enabled }: DiscoveredInstance): string {
  const kind = type.production ? undefined : kinds[type.name];
  return [region, kind, enabled ? undefined : 'disabled'].filter((part) => part !== undefined).join(', ');
}

const kinds: Readonly<Record<string, string>> = {
  CustomerTest: 'sandbox',
  CustomerFreeTest: 'sandbox',
  Developer: 'developer',
  Trial: 'trial',
  EmailTrial: 'trial',
  TestDrive: 'trial',
};
