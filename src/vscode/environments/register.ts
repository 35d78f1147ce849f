import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import { ConnectFlow } from './connect';
import type { EnvironmentStore } from './environmentStore';
import type { ConnectServices } from './ports';
import { openSample } from './sample';
import { switchEnvironment } from './switch';

/** Commands around environments: connect, switch, settings, sample. */
export function registerEnvironments(store: EnvironmentStore, services: ConnectServices): Disposable {
  const flow = new ConnectFlow(store, services);
  const onError = (error: unknown): void => void showProblem(error);
  const disposables = new DisposableStore();
  disposables.add(registerCommand(commandIds.connect, () => flow.run(), onError));
  disposables.add(registerCommand(commandIds.switchEnvironment, () => switchEnvironment(store), onError));
  disposables.add(registerCommand(commandIds.openSample, openSample, onError));
  disposables.add(
    registerCommand(
      commandIds.openEnvironmentSettings,
      () =>
        vscode.commands.executeCommand('workbench.action.openSettings', 'dataverseWorkbench.environments'),
      onError,
    ),
  );
  disposables.add(warnOfUnusable(store));
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
