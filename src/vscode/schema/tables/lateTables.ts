import * as vscode from 'vscode';
import { once } from '../../../core/base/once';
import { DisposableOwner } from '../../platform/disposables';
import type { SchemaPart } from '../schemaPart';
import type { TableNode } from './nodes';
import type { TablesTree } from './tablesTree';

const viewId = 'dataverseWorkbench.tables';

/** The view is there from the start; its lines are loaded when somebody sees it. */
export class LateTables extends DisposableOwner implements vscode.TreeDataProvider<TableNode> {
  readonly view: vscode.TreeView<TableNode>;
  readonly #changed = this.register(new vscode.EventEmitter<TableNode | undefined>());
  readonly #load: () => Promise<TablesTree>;
  #tree: TablesTree | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(load: () => Promise<SchemaPart>) {
    super();
    this.#load = once(async () => {
      const { tree } = await load();
      this.#tree = tree;
      this.register(tree.onDidChangeTreeData((node) => this.#changed.fire(node)));
      return tree;
    });
    this.view = this.register(
      vscode.window.createTreeView(viewId, {
        treeDataProvider: this,
        dragAndDropController: { dragMimeTypes: ['text/plain'], dropMimeTypes: [], handleDrag: this.#drag },
        canSelectMany: true,
        showCollapseAll: true,
      }),
    );
  }

  async getChildren(parent?: TableNode): Promise<TableNode[]> {
    return (await this.#load()).getChildren(parent);
  }

  getTreeItem(node: TableNode): vscode.TreeItem {
    return this.#tree?.getTreeItem(node) ?? new vscode.TreeItem('');
  }

  resolveTreeItem(item: vscode.TreeItem, node: TableNode): vscode.TreeItem {
    return this.#tree?.resolveTreeItem(item, node) ?? item;
  }

  /** Lines dropped into an editor become names. */
  readonly #drag = (nodes: readonly TableNode[], transfer: vscode.DataTransfer): void => {
    const names = nodes.flatMap((node) => this.#tree?.insertTextOf(node) ?? []);
    if (names.length > 0) transfer.set('text/plain', new vscode.DataTransferItem(names.join(',')));
  };
}
