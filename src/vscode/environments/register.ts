import * as vscode from 'vscode';
import { once } from '../../core/base/once';
import type { Clock } from '../../core/base/clock';
import type { Environment } from '../../core/base/environment';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type { EnvironmentStore } from './environmentStore';
import type * as Flows from './flows';
import type { ForgetEnvironment } from './manage';
import type { NetworkServices } from './ports';
import { EnvironmentsView, type EnvironmentStates } from './environmentsView';

/** What view and commands need besides the settings; handed in by the composition root. */
export interface EnvironmentServices {
  network(): Promise<NetworkServices>;
  readonly states: EnvironmentStates;
  readonly clock: Clock;
  readonly forget: ForgetEnvironment;
  /** Looks for tokens that are kept of any environment, without asking anybody. */
  refresh(): Promise<void>;
}

/** What the commands work with. Questions load with the first of them: activation does without. */
interface Loaded {
  readonly flows: typeof Flows;
  readonly connect: Flows.ConnectFlow;
  readonly network: NetworkServices;
}

/** The environments view, and commands around environments: connect, switch, edit, settings, sample. */
export function registerEnvironments(store: EnvironmentStore, services: EnvironmentServices): Disposable {
  const disposables = new DisposableStore();
  const load = once(() => loadFlows(store, services));
  const add = (id: CommandId, run: (loaded: Loaded, argument: unknown) => unknown): void => {
    const command = async (argument: unknown): Promise<unknown> => run(await load(), argument);
    disposables.add(registerCommand(id, command, (error) => void showProblem(error)));
  };
  add(commandIds.connect, ({ connect }) => connect.run());
  add(commandIds.listEnvironments, ({ connect }) => connect.runFromList());
  add(commandIds.importEnvironments, ({ flows, network }) => flows.importEnvironments(store, network));
  add(commandIds.switchEnvironment, ({ flows }, name) => flows.switchEnvironment(store, name));
  add(commandIds.openSample, ({ flows }) => flows.openSample());
  add(commandIds.openEnvironmentSettings, () =>
    vscode.commands.executeCommand('workbench.action.openSettings', 'dataverseWorkbench.environments'),
  );
  add(commandIds.refreshEnvironments, () => services.refresh());
  addManaging(add, store, services.forget);
  disposables.add(publishPresence(store));
  disposables.add(warnOfUnusable(store));
  disposables.add(new EnvironmentsView(store, services.states, services.clock));
  return disposables;
}

async function loadFlows(store: EnvironmentStore, services: EnvironmentServices): Promise<Loaded> {
  const [flows, network] = await Promise.all([import('./flows'), services.network()]);
  const connect = new flows.ConnectFlow(store, network.connect, network.discovery, services.forget);
  return { flows, connect, network };
}

type AddCommand = (id: CommandId, run: (loaded: Loaded, argument: unknown) => unknown) => void;

/** Commands for one environment, which a menu names or the user picks. */
function addManaging(add: AddCommand, store: EnvironmentStore, forget: ForgetEnvironment): void {
  const addFor = (
    id: CommandId,
    title: string,
    run: (loaded: Loaded, environment: Environment) => Promise<void>,
  ): void =>
    add(id, async (loaded, argument) => {
      const environment = await loaded.flows.environmentFor(store, argument, title);
      if (environment !== undefined) await run(loaded, environment);
    });
  addFor(commandIds.editEnvironment, 'Edit environment', ({ connect }, one) => connect.edit(one));
  addFor(commandIds.renameEnvironment, 'Rename environment', ({ flows }, one) =>
    flows.renameEnvironment(store, one),
  );
  addFor(commandIds.removeEnvironment, 'Remove environment', ({ flows }, one) =>
    flows.removeEnvironment(store, one, forget),
  );
  addFor(commandIds.protectEnvironment, 'Protect as production', ({ flows }, one) =>
    flows.setProtection(store, one, true),
  );
  addFor(commandIds.unprotectEnvironment, 'Stop protecting', ({ flows }, one) =>
    flows.setProtection(store, one, false),
  );
}

/** The palette and the views go by it. */
function publishPresence(store: EnvironmentStore): Disposable {
  const publish = (): void => {
    const has = store.environments.length > 0;
    void vscode.commands.executeCommand('setContext', 'dataverseWorkbench.hasEnvironment', has);
  };
  publish();
  return store.onDidChange(publish);
}

/** Says once per fault that an entry of the setting cannot be used, instead of leaving it out in silence. */
function warnOfUnusable(store: EnvironmentStore): Disposable {
  const told = new Set<string>();
  const tell = (): void => {
    for (const { name, reason } of store.unusable) {
      const message = `The environment ${name} in your settings cannot be used: ${reason}.`;
      if (told.has(message)) continue;
      told.add(message);
      const open = 'Open environment settings';
      void vscode.window.showWarningMessage(message, open).then((chosen) => {
        if (chosen === open) void vscode.commands.executeCommand(commandIds.openEnvironmentSettings);
      });
    }
  };
  tell();
  return store.onDidChange(tell);
}
