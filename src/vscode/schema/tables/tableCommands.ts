import * as vscode from 'vscode';
import { cancelSignalOf } from '../../platform/cancellation';
import type { EnvironmentSchemas } from '../environmentSchemas';
import type { SchemaServices } from '../ports';
import { newQuery } from './newQuery';
import { TableNodes, type TableNode } from './nodes';
import { nodeText } from './nodeText';
import type { TablesTree } from './tablesTree';

type Table = TableNode & { readonly kind: 'table' };

/** What one can do with the lines of the tables view. Each takes the line that a menu hands over. */
export class TableCommands {
  constructor(
    private readonly services: SchemaServices,
    private readonly schemas: EnvironmentSchemas,
    private readonly tree: TablesTree,
  ) {}

  /** "Insert": the name at the cursor of the query file that was looked at last. */
  async insert(argument: unknown): Promise<void> {
    const node = nodeOf(argument);
    const name = node === undefined ? undefined : this.tree.insertTextOf(node);
    if (name === undefined) return;
    const editor = queryEditor();
    if (editor === undefined) {
      void vscode.window.showInformationMessage(
        'Open an .odata file, and put the cursor where the name is to go.',
      );
      return;
    }
    await editor.edit((edit) => editor.selections.forEach((selection) => edit.replace(selection, name)));
    await vscode.window.showTextDocument(editor.document, {
      viewColumn: editor.viewColumn ?? vscode.ViewColumn.One,
    });
  }

  /** "New query from table": asks for the table where none is handed over. */
  async newQuery(argument: unknown): Promise<void> {
    const node = nodeOf(argument);
    const table = node?.kind === 'table' ? node : await this.#askForTable();
    const { current } = this.services;
    if (table === undefined || current === undefined) return;
    const { refresh, labels } = this.schemas.of(current);
    const type = refresh.schema?.entityType(table.table);
    if (type === undefined) return;
    const document = await vscode.workspace.openTextDocument({ language: 'odata', content: '' });
    const editor = await vscode.window.showTextDocument(document);
    await editor.insertSnippet(new vscode.SnippetString(newQuery(table.set, type, labels)));
  }

  async copyName(argument: unknown): Promise<void> {
    const node = nodeOf(argument);
    const nodes = this.tree.shown?.nodes;
    if (node === undefined || nodes === undefined) return;
    await vscode.env.clipboard.writeText(nodeText(node, nodes).label);
  }

  async openInMakerPortal(argument: unknown): Promise<void> {
    const node = nodeOf(argument);
    const environment = this.tree.shown?.environment;
    if (node?.kind !== 'table' || environment === undefined) return;
    const title = `Looking for the page of ${node.table}…`;
    const page = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title },
      (_progress, token) => this.services.makerPortalPage(environment, node.table, cancelSignalOf(token)),
    );
    await vscode.env.openExternal(vscode.Uri.parse(page, true));
  }

  async #askForTable(): Promise<Table | undefined> {
    const { current } = this.services;
    if (current === undefined) return undefined;
    const { refresh, labels } = this.schemas.of(current);
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
      title: 'New query from table',
      placeHolder: 'Which table?',
      matchOnDescription: true,
      // The palette gives the focus back to the editor while this opens.
      ignoreFocusOut: true,
    });
    return chosen?.node;
  }
}

/** Menus hand over the node of the line. */
function nodeOf(argument: unknown): TableNode | undefined {
  const is = typeof argument === 'object' && argument !== null && 'kind' in argument && 'id' in argument;
  // Only lines of our own view reach these commands with such an object.
  return is ? (argument as TableNode) : undefined;
}

/** The one with the focus, else one that can be seen: the view has the focus now. */
function queryEditor(): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active?.document.languageId === 'odata') return active;
  return vscode.window.visibleTextEditors.find(({ document }) => document.languageId === 'odata');
}
