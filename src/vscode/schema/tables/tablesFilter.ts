import * as vscode from 'vscode';
import type { TablesTree } from './tablesTree';

const filteredKey = 'dataverseWorkbench.tablesFiltered';
const customFirstKey = 'dataverseWorkbench.customTablesFirst';

/** What of the tables is shown, and in which order; the title bar of the view offers the way back. */
export class TablesFilter {
  readonly #view: vscode.TreeView<unknown>;
  readonly #tree: TablesTree;

  constructor(view: vscode.TreeView<unknown>, tree: TablesTree) {
    this.#view = view;
    this.#tree = tree;
  }

  /** "Filter tables…" */
  async ask(): Promise<void> {
    const filter = await vscode.window.showInputBox({
      title: 'Filter tables',
      prompt: 'Shows the tables whose logical name, entity set or label holds this text.',
      value: this.#tree.order.filter,
    });
    if (filter === undefined) return;
    this.set(filter.trim());
    // Asked from the palette, the view may be out of sight; and the keyboard goes on in what was found.
    await vscode.commands.executeCommand('dataverseWorkbench.tables.focus');
  }

  set(filter: string): void {
    this.#tree.order = { ...this.#tree.order, filter };
    this.#view.message = filter === '' ? '' : `Tables with “${filter}”`;
    void vscode.commands.executeCommand('setContext', filteredKey, filter !== '');
  }

  setCustomFirst(customFirst: boolean): void {
    this.#tree.order = { ...this.#tree.order, customFirst };
    void vscode.commands.executeCommand('setContext', customFirstKey, customFirst);
  }
}
