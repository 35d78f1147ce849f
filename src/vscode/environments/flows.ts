import type { Environment } from '../../core/base/environment';
import { commandIds } from '../platform/commands';
import { ConnectFlow } from './connect';
import type { EnvironmentStore } from './environmentStore';
import type { FlowId } from './flowIds';
import { importEnvironments } from './importEnvironments';
import {
  environmentFor,
  removeEnvironment,
  renameEnvironment,
  setProtection,
  type ForgetEnvironment,
} from './manage';
import type { NetworkServices } from './ports';
import { openSample } from './sample';
import { switchEnvironment } from './switch';

type Run = (argument: unknown) => Promise<void>;

/** What each of the commands does. */
export function environmentFlows(
  store: EnvironmentStore,
  network: NetworkServices,
  forget: ForgetEnvironment,
): Readonly<Record<FlowId, Run>> {
  const connect = new ConnectFlow(store, network.connect, network.discovery, forget);
  /** For one environment, which a menu names or the user picks. */
  const forOne = (title: string, run: (environment: Environment) => Promise<void>): Run => {
    return async (argument) => {
      const environment = await environmentFor(store, argument, title);
      if (environment !== undefined) await run(environment);
    };
  };
  return {
    [commandIds.connect]: () => connect.run(),
    [commandIds.listEnvironments]: () => connect.runFromList(),
    [commandIds.importEnvironments]: () => importEnvironments(store, network),
    [commandIds.switchEnvironment]: async (name) => void (await switchEnvironment(store, name)),
    [commandIds.openSample]: () => openSample(),
    [commandIds.editEnvironment]: forOne('Edit environment', (one) => connect.edit(one)),
    [commandIds.renameEnvironment]: forOne('Rename environment', (one) => renameEnvironment(store, one)),
    [commandIds.removeEnvironment]: forOne('Remove environment', (one) =>
      removeEnvironment(store, one, forget),
    ),
    [commandIds.protectEnvironment]: forOne('Protect as production', (one) =>
      setProtection(store, one, true),
    ),
    [commandIds.unprotectEnvironment]: forOne('Stop protecting', (one) => setProtection(store, one, false)),
  };
}
