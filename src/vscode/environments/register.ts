import * as vscode from 'vscode';
import { once } from '../../core/base/once';
import type { Clock } from '../../core/base/clock';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { LateTree } from '../platform/lateTree';
import { showProblem } from '../platform/problems';
import type { EnvironmentStore } from './environmentStore';
import { flowIds } from './flowIds';
import type { ForgetEnvironment } from './manage';
import type { NetworkServices } from './ports';
import type { EnvironmentElement, EnvironmentStates } from './environmentsView';

/** What view and commands need besides the settings; handed in by the composition root. */
export interface EnvironmentServices {
  network(): Promise<NetworkServices>;
  readonly states: EnvironmentStates;
  readonly clock: Clock;
  readonly forget: ForgetEnvironment;
  /** Looks for tokens that are kept of any environment, without asking anybody. */
  refresh(): Promise<void>;
}

/** The environments view, and commands around environments: connect, switch, edit, settings, sample. */
export function registerEnvironments(store: EnvironmentStore, services: EnvironmentServices): Disposable {
  const disposables = new DisposableStore();
  const load = once(async () => {
    const [{ environmentFlows }, network] = await Promise.all([import('./flows'), services.network()]);
    return environmentFlows(store, network, services.forget);
  });
  const add = (id: CommandId, run: (argument: unknown) => unknown): void => {
    disposables.add(registerCommand(id, run, (error) => void showProblem(error)));
  };
  for (const id of flowIds) add(id, async (argument) => (await load())[id](argument));
  add(commandIds.openEnvironmentSettings, () =>
    vscode.commands.executeCommand('workbench.action.openSettings', 'dataverseWorkbench.environments'),
  );
  add(commandIds.refreshEnvironments, () => services.refresh());
  disposables.add(publishPresence(store));
  disposables.add(warnOfUnusable(store));
  disposables.add(environmentsView(store, services));
  return disposables;
}

function environmentsView(store: EnvironmentStore, { states, clock }: EnvironmentServices): Disposable {
  const owned = new DisposableStore();
  owned.add(
    new LateTree<EnvironmentElement>({
      viewId: 'dataverseWorkbench.environments',
      load: async (view) => {
        const { EnvironmentsView } = await import('./environmentsView');
        return owned.add(new EnvironmentsView(view, store, states, clock));
      },
    }),
  );
  return owned;
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
