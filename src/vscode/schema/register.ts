import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type { SchemaPart } from './schemaPart';
import { LateTables } from './tables/lateTables';

/** The tables view, and commands around the schema. What they are made of is loaded when the first is needed. */
export function registerSchema(load: () => Promise<SchemaPart>): Disposable {
  const store = new DisposableStore();
  const tables = store.add(new LateTables(load));
  const add = (id: CommandId, run: (part: SchemaPart, argument: unknown) => unknown): void => {
    const command = async (argument: unknown): Promise<unknown> => run(await load(), argument);
    store.add(registerCommand(id, command, (error) => void showProblem(error)));
  };
  add(commandIds.refreshMetadata, async (part, name) => {
    const environment = part.environmentNamed(name);
    if (environment === undefined) await vscode.commands.executeCommand(commandIds.connect);
    else await part.refresh(environment);
  });
  add(commandIds.newQueryFromTable, (part, node) => part.commands.newQuery(node));
  add(commandIds.insertName, (part, node) => part.commands.insert(node));
  add(commandIds.copyLogicalName, (part, node) => part.commands.copyName(node));
  add(commandIds.openInMakerPortal, (part, node) => part.commands.openInMakerPortal(node));
  add(commandIds.filterTables, (part) => part.filterOf(tables.view).ask());
  add(commandIds.showAllTables, (part) => part.filterOf(tables.view).set(''));
  add(commandIds.customTablesFirst, (part) => part.filterOf(tables.view).setCustomFirst(true));
  add(commandIds.tablesByName, (part) => part.filterOf(tables.view).setCustomFirst(false));
  return store;
}
