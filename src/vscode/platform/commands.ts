import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';

/** Every command of ours. A test holds this table against the manifest. */
export const commandIds = {
  connect: 'dataverseWorkbench.connect',
  switchEnvironment: 'dataverseWorkbench.switchEnvironment',
  signIn: 'dataverseWorkbench.signIn',
  signOut: 'dataverseWorkbench.signOut',
  renewToken: 'dataverseWorkbench.renewToken',
  showProblem: 'dataverseWorkbench.showProblem',
  tokenMenu: 'dataverseWorkbench.tokenMenu',
  runQuery: 'dataverseWorkbench.runQuery',
  cancelQuery: 'dataverseWorkbench.cancelQuery',
  showResultAsJson: 'dataverseWorkbench.showResultAsJson',
  openSample: 'dataverseWorkbench.openSample',
  openEnvironmentSettings: 'dataverseWorkbench.openEnvironmentSettings',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** Registers a command whose failures are shown by `onError` and never get lost. */
export function registerCommand(
  id: CommandId,
  run: (...args: unknown[]) => unknown,
  onError: (error: unknown) => void,
): Disposable {
  return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      // Results of commands stay inside: another extension could read them.
      await run(...args);
    } catch (error) {
      onError(error);
    }
  });
}
