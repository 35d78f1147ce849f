import * as vscode from 'vscode';
import { cancelSignalOf } from '../../platform/cancellation';
import type { EnvironmentSchemas } from '../environmentSchemas';
import type { SchemaServices } from '../ports';
import { askForTable } from './askForTable';
import { linesOf, type TableLines } from './lines';
import { newQueries } from './newQuery';
import type { TableNode } from './nodes';
import { nodeText } from './nodeText';
import type { TablesTree } from './tablesTree';

/**
 * What one can do with lines of the tables view. Each takes the arguments of its command; where these name no line, as
 * from the palette, it asks for a table.
 */
export class TableCommands {
  constructor(
    private readonly services: SchemaServices,
    private readonly schemas: EnvironmentSchemas,
    private readonly tree: TablesTree,
  ) {}

  /** "Insert": the names at the cursor of the query file that was looked at last. */
  async insert(handed: readonly unknown[]): Promise<void> {
    const editor = queryEditor();
    if (editor === undefined) {
      void vscode.window.showInformationMessage(
        'Open an .odata file, and put the cursor where the name is to go.',
      );
      return;
    }
    const found = await this.#linesFrom(linesOf(handed), 'Insert name into query');
    if (found === undefined) return;
    const names = found.lines.flatMap((line) => nodeText(line, found.nodes).insert ?? []).join(',');
    if (names === '') return;
    await editor.edit((edit) => editor.selections.forEach((selection) => edit.replace(selection, names)));
    await vscode.window.showTextDocument(editor.document, {
      viewColumn: editor.viewColumn ?? vscode.ViewColumn.One,
    });
  }

  /** "New query from table": one block a table, in one document. */
  async newQuery(handed: readonly unknown[]): Promise<void> {
    const found = await this.#linesFrom(linesOf(handed).filter(isTable), 'New query from table');
    if (found === undefined) return;
    const { labels } = this.schemas.of(found.environment);
    const tables = found.lines.filter(isTable).flatMap(({ table, set }) => {
      const type = found.schema.entityType(table);
      return type === undefined ? [] : [{ set, type }];
    });
    if (tables.length === 0) return;
    const document = await vscode.workspace.openTextDocument({ language: 'odata', content: '' });
    const editor = await vscode.window.showTextDocument(document);
    await editor.insertSnippet(new vscode.SnippetString(newQueries(tables, labels)));
  }

  /** "Copy logical name": one a line. */
  async copyName(handed: readonly unknown[]): Promise<void> {
    const found = await this.#linesFrom(linesOf(handed), 'Copy logical name');
    if (found === undefined) return;
    const names = found.lines.map((line) => nodeText(line, found.nodes).label);
    await vscode.env.clipboard.writeText(names.join('\n'));
  }

  async openInMakerPortal(handed: readonly unknown[]): Promise<void> {
    const found = await this.#linesFrom(linesOf(handed).filter(isTable), 'Open in maker portal');
    if (found === undefined) return;
    const { environment } = found;
    for (const { table } of found.lines.filter(isTable)) {
      const title = `Looking for the page of ${table}…`;
      const page = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title },
        (_progress, token) => this.services.makerPortalPage(environment, table, cancelSignalOf(token)),
      );
      await vscode.env.openExternal(vscode.Uri.parse(page, true));
    }
  }

  async #linesFrom(given: readonly TableNode[], title: string): Promise<TableLines | undefined> {
    if (given.length === 0) return askForTable(this.services, this.schemas, title);
    const { shown } = this.tree;
    return shown && { ...shown, lines: given };
  }
}

function isTable(node: TableNode): node is TableNode & { readonly kind: 'table' } {
  return node.kind === 'table';
}

/** The one with the focus, else one that can be seen: the view has the focus now. */
function queryEditor(): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active?.document.languageId === 'odata') return active;
  return vscode.window.visibleTextEditors.find(({ document }) => document.languageId === 'odata');
}
