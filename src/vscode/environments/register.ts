import * as vscode from 'vscode';
import type { Clock } from '../../core/base/clock';
import type { Environment } from '../../core/base/environment';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import { ConnectFlow } from './connect';
import type { EnvironmentStore } from './environmentStore';
import type { ConnectServices, DiscoveryServices } from './ports';
import { EnvironmentsView, type EnvironmentStates } from './environmentsView';
import {
  environmentFor,
  removeEnvironment,
  renameEnvironment,
  setProtection,
  type ForgetEnvironment,
} from './manage';
import { importEnvironments } from './importEnvironments';
import { openSample } from './sample';
import { switchEnvironment } from './switch';

/** What view and commands need besides the settings; handed in by the composition root. */
export interface EnvironmentServices {
  readonly connect: ConnectServices;
  readonly discovery: DiscoveryServices;
  readonly states: EnvironmentStates;
  readonly clock: Clock;
  readonly forget: ForgetEnvironment;
  /** Looks for tokens that are kept of any environment, without asking anybody. */
  refresh(): Promise<void>;
}

/** The environments view, and commands around environments: connect, switch, edit, settings, sample. */
export function registerEnvironments(store: EnvironmentStore, services: EnvironmentServices): Disposable {
  const flow = new ConnectFlow(store, services.connect, services.discovery, services.forget);
  const onError = (error: unknown): void => void showProblem(error);
  const disposables = new DisposableStore();
  disposables.add(registerCommand(commandIds.connect, () => flow.run(), onError));
  disposables.add(
    registerCommand(commandIds.switchEnvironment, (name) => switchEnvironment(store, name), onError),
  );
  disposables.add(registerCommand(commandIds.openSample, openSample, onError));
  disposables.add(
    registerCommand(
      commandIds.openEnvironmentSettings,
      () =>
        vscode.commands.executeCommand('workbench.action.openSettings', 'dataverseWorkbench.environments'),
      onError,
    ),
  );
  disposables.add(registerCommand(commandIds.listEnvironments, () => flow.runFromList(), onError));
  disposables.add(
    registerCommand(commandIds.importEnvironments, () => importEnvironments(store, services), onError),
  );
  disposables.add(registerCommand(commandIds.refreshEnvironments, () => services.refresh(), onError));
  disposables.add(registerManaging(store, flow, services.forget, onError));
  disposables.add(warnOfUnusable(store));
  disposables.add(new EnvironmentsView(store, services.states, services.clock));
  return disposables;
}

/** Commands for one environment, which a menu names or the user picks. */
function registerManaging(
  store: EnvironmentStore,
  flow: ConnectFlow,
  forget: ForgetEnvironment,
  onError: (error: unknown) => void,
): Disposable {
  const disposables = new DisposableStore();
  const add = (id: CommandId, title: string, run: (environment: Environment) => Promise<void>): void => {
    disposables.add(
      registerCommand(
        id,
        async (argument) => {
          const environment = await environmentFor(store, argument, title);
          if (environment !== undefined) await run(environment);
        },
        onError,
      ),
    );
  };
  add(commandIds.editEnvironment, 'Edit environment', (one) => flow.edit(one));
  add(commandIds.renameEnvironment, 'Rename environment', (one) => renameEnvironment(store, one));
  add(commandIds.removeEnvironment, 'Remove environment', (one) => removeEnvironment(store, one, forget));
  add(commandIds.protectEnvironment, 'Protect as production', (one) => setProtection(store, one, true));
  add(commandIds.unprotectEnvironment, 'Stop protecting', (one) => setProtection(store, one, false));
  return disposables;
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
