import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { LateTree } from '../platform/lateTree';
import { showProblem } from '../platform/problems';
import type { SchemaPart } from './schemaPart';
import type { TableNode } from './tables/nodes';

/** The tables view, and commands around the schema. What they are made of is loaded when the first is needed. */
export function registerSchema(load: () => Promise<SchemaPart>): Disposable {
  const store = new DisposableStore();
  const tables = store.add(tablesView(load));
  const add = (id: CommandId, run: (part: SchemaPart, ...handed: unknown[]) => unknown): void => {
    const command = async (...handed: unknown[]): Promise<unknown> => run(await load(), ...handed);
    store.add(registerCommand(id, command, (error) => void showProblem(error)));
  };
  add(commandIds.refreshMetadata, async (part, name) => {
    const environment = part.environmentNamed(name);
    if (environment === undefined) await vscode.commands.executeCommand(commandIds.connect);
    else await part.refresh(environment);
  });
  add(commandIds.newQueryFromTable, ({ commands }, ...handed) => commands.newQuery(handed));
  add(commandIds.insertName, ({ commands }, ...handed) => commands.insert(handed));
  add(commandIds.copyLogicalName, ({ commands }, ...handed) => commands.copyName(handed));
  add(commandIds.openInMakerPortal, ({ commands }, ...handed) => commands.openInMakerPortal(handed));
  add(commandIds.filterTables, (part) => part.filterOf(tables.view).ask());
  add(commandIds.showAllTables, (part) => part.filterOf(tables.view).set(''));
  add(commandIds.customTablesFirst, (part) => part.filterOf(tables.view).setCustomFirst(true));
  add(commandIds.tablesByName, (part) => part.filterOf(tables.view).setCustomFirst(false));
  return store;
}

function tablesView(load: () => Promise<SchemaPart>): LateTree<TableNode> {
  let loaded: SchemaPart | undefined;
  return new LateTree<TableNode>({
    viewId: 'dataverseWorkbench.tables',
    load: async () => {
      loaded = await load();
      return loaded.tree;
    },
    view: {
      // Lines dropped into an editor become names.
      dragAndDropController: {
        dragMimeTypes: ['text/plain'],
        dropMimeTypes: [],
        handleDrag: (nodes, transfer) => {
          const names = nodes.flatMap((node) => loaded?.tree.insertTextOf(node) ?? []);
          if (names.length > 0) transfer.set('text/plain', new vscode.DataTransferItem(names.join(',')));
        },
      },
      canSelectMany: true,
      showCollapseAll: true,
    },
  });
}
