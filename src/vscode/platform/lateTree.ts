import * as vscode from 'vscode';
import { once } from '../../core/base/once';
import type { Disposable, Event } from '../../core/base/event';
import { DisposableOwner } from './disposables';

/** What a view shows, once somebody looks. */
export interface TreeContent<T> extends Disposable {
  readonly onDidChangeTreeData: Event<T | undefined>;
  getChildren(parent?: T): T[] | Promise<T[]>;
  getTreeItem(node: T): vscode.TreeItem;
  resolveTreeItem?(item: vscode.TreeItem, node: T): vscode.TreeItem;
}

export interface LateTreeOptions<T> {
  readonly viewId: string;
  readonly load: (view: vscode.TreeView<T>) => Promise<TreeContent<T>>;
  /** Of the view. */
  readonly view?: Omit<vscode.TreeViewOptions<T>, 'treeDataProvider'>;
}

/** A view that is there from the start; what its lines are made of is loaded when somebody sees it. */
export class LateTree<T> extends DisposableOwner implements vscode.TreeDataProvider<T> {
  readonly view: vscode.TreeView<T>;
  readonly #changed = this.register(new vscode.EventEmitter<T | undefined>());
  readonly #load: () => Promise<TreeContent<T>>;
  #content: TreeContent<T> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor({ viewId, load, view }: LateTreeOptions<T>) {
    super();
    this.#load = once(async () => {
      const content = await load(this.view);
      this.#content = content;
      this.register(content.onDidChangeTreeData((node) => this.#changed.fire(node)));
      return content;
    });
    this.view = this.register(vscode.window.createTreeView(viewId, { ...view, treeDataProvider: this }));
  }

  async getChildren(parent?: T): Promise<T[]> {
    return (await this.#load()).getChildren(parent);
  }

  getTreeItem(node: T): vscode.TreeItem {
    return this.#content?.getTreeItem(node) ?? new vscode.TreeItem('');
  }

  resolveTreeItem(item: vscode.TreeItem, node: T): vscode.TreeItem {
    return this.#content?.resolveTreeItem?.(item, node) ?? item;
  }
}
