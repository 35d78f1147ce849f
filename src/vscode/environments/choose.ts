import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { commandIds } from '../platform/commands';
import type { EnvironmentStore } from './environmentStore';

/**
 * For a query that has nowhere to go yet, or is to go elsewhere: connects the first environment, or chooses among
 * several. `undefined` where none was chosen.
 */
export async function chooseEnvironment(store: EnvironmentStore): Promise<Environment | undefined> {
  if (store.environments.length === 0) {
    await vscode.commands.executeCommand(commandIds.connect);
    return store.current;
  }
  const { switchEnvironment } = await import('./switch');
  return (await switchEnvironment(store)) ? store.current : undefined;
}
