import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { commandIds } from '../platform/commands';
import type { EnvironmentStore } from './environmentStore';

/** For a query that has nowhere to go yet: connects the first environment, or chooses among several. */
export async function chooseEnvironment(store: EnvironmentStore): Promise<Environment | undefined> {
  const command = store.environments.length === 0 ? commandIds.connect : commandIds.switchEnvironment;
  await vscode.commands.executeCommand(command);
  return store.current;
}
