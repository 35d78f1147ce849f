import * as vscode from 'vscode';
import { commandIds } from '../../platform/commands';
import type { EnvironmentSchemas } from '../environmentSchemas';
import type { SchemaServices } from '../ports';
import type { TableLines } from './lines';
import { TableNodes } from './nodes';

/** Asks for a table of the current environment. `undefined` where none was chosen, or none is known. */
export async function askForTable(
  services: SchemaServices,
  schemas: EnvironmentSchemas,
  title: string,
): Promise<TableLines | undefined> {
  const { current } = services;
  if (current === undefined) {
    await vscode.commands.executeCommand(commandIds.connect);
    return undefined;
  }
  const { refresh, labels } = schemas.of(current);
  await refresh.open();
  if (refresh.schema === undefined) {
    void vscode.window.showInformationMessage(
      `The tables of ${current.name} are not known yet: refresh the metadata first.`,
    );
    return undefined;
  }
  const nodes = new TableNodes(refresh.schema, labels);
  const tables = nodes.roots({ filter: '', customFirst: false }).filter((node) => node.kind === 'table');
  const items = tables.map((node) => ({
    label: node.table,
    description: nodes.labelOf(node) ?? node.set,
    node,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Which table?',
    matchOnDescription: true,
    // The palette gives the focus back to the editor while this opens.
    ignoreFocusOut: true,
  });
  return chosen && { environment: current, schema: refresh.schema, nodes, lines: [chosen.node] };
}
