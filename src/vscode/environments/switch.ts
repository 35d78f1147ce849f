import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { commandIds } from '../platform/commands';
import type { EnvironmentStore } from './environmentStore';

interface EnvironmentItem extends vscode.QuickPickItem {
  readonly environment?: Environment;
}

/**
 * "Switch environment…": chooses where queries of this window go, unless `name` says it already. Offers to connect
 * when there is none. False where none was chosen.
 */
export async function switchEnvironment(store: EnvironmentStore, name?: unknown): Promise<boolean> {
  const named = typeof name === 'string' ? store.byName(name) : undefined;
  // The status bar hands over the current one: then the question is where to go from there.
  if (named !== undefined && named.name !== store.current?.name) {
    await store.setCurrent(named.name);
    return true;
  }
  const current = store.current?.name;
  const items: EnvironmentItem[] = store.environments.map((environment) => ({
    label: `${environment.protected ? '$(lock)' : '$(plug)'} ${environment.name}`,
    description: environment.name === current ? 'current' : '',
    detail: environment.protected ? `${environment.url}, production` : environment.url,
    environment,
  }));
  const connect: EnvironmentItem = {
    label: '$(add) Connect to environment…',
    description: 'adds another one',
    alwaysShow: true,
  };
  const chosen = await vscode.window.showQuickPick([...items, connect], {
    title: 'Switch environment',
    placeHolder: 'Where should queries of this window go?',
    matchOnDetail: true,
  });
  if (chosen === undefined) return false;
  if (chosen.environment !== undefined) {
    await store.setCurrent(chosen.environment.name);
    return true;
  }
  await vscode.commands.executeCommand(commandIds.connect);
  return store.current?.name !== current;
}
