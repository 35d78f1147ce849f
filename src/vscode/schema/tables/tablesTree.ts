import * as vscode from 'vscode';
import type { Environment } from '../../../core/base/environment';
import type { Schema } from '../../../core/metadata/model';
import { DisposableOwner } from '../../platform/disposables';
import type { EnvironmentSchemas } from '../environmentSchemas';
import type { SchemaServices } from '../ports';
import { hoverOf, treeItem } from './items';
import { TableNodes, type TableNode, type TableOrder } from './nodes';
import { nodeText } from './nodeText';

/** Redraws for labels are gathered: they come table by table. */
const labelsPauseMs = 300;

/** The tables of the current environment. Children are read when a line is opened. */
export class TablesTree extends DisposableOwner implements vscode.TreeDataProvider<TableNode> {
  readonly #services: SchemaServices;
  readonly #schemas: EnvironmentSchemas;
  readonly #changed = this.register(new vscode.EventEmitter<TableNode | undefined>());
  #order: TableOrder = { filter: '', customFirst: false };
  #nodes:
    { readonly schema: Schema; readonly environment: Environment; readonly nodes: TableNodes } | undefined;
  #redraw: { dispose(): void } | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(services: SchemaServices, schemas: EnvironmentSchemas) {
    super();
    this.#services = services;
    this.#schemas = schemas;
    this.register({ dispose: () => this.#redraw?.dispose() });
    this.register(services.onDidChangeEnvironments(() => this.#changed.fire(undefined)));
    this.register(schemas.onDidChange((name) => this.#schemaChanged(name)));
  }

  get order(): TableOrder {
    return this.#order;
  }

  set order(order: TableOrder) {
    this.#order = order;
    this.#changed.fire(undefined);
  }

  /** The schema that the lines are from. */
  get shown():
    { readonly environment: Environment; readonly schema: Schema; readonly nodes: TableNodes } | undefined {
    return this.#nodes;
  }

  async getChildren(parent?: TableNode): Promise<TableNode[]> {
    if (parent !== undefined) return [...(this.#nodes?.nodes.childrenOf(parent) ?? [])];
    const environment = this.#services.current;
    if (environment === undefined) {
      this.#nodes = undefined;
      return [];
    }
    const { refresh, labels } = this.#schemas.of(environment);
    await refresh.open();
    // Another environment may have become current meanwhile, and its lines may be there already.
    if (this.#services.current?.name !== environment.name) return this.getChildren();
    const { schema } = refresh;
    this.#nodes =
      schema === undefined ? undefined : { schema, environment, nodes: new TableNodes(schema, labels) };
    return [...(this.#nodes?.nodes.roots(this.#order) ?? [])];
  }

  getTreeItem(node: TableNode): vscode.TreeItem {
    const nodes = this.#nodes?.nodes;
    return nodes === undefined ? new vscode.TreeItem('') : treeItem(node.id, nodeText(node, nodes));
  }

  resolveTreeItem(item: vscode.TreeItem, node: TableNode): vscode.TreeItem {
    const nodes = this.#nodes?.nodes;
    if (nodes !== undefined) item.tooltip = hoverOf(nodeText(node, nodes).facts);
    return item;
  }

  /** What a line stands for in a query. */
  insertTextOf(node: TableNode): string | undefined {
    const nodes = this.#nodes?.nodes;
    return nodes === undefined ? undefined : nodeText(node, nodes).insert;
  }

  #schemaChanged(name: string): void {
    const { current } = this.#services;
    if (current?.name !== name) return;
    const { schema } = this.#schemas.of(current).refresh;
    if (schema !== this.#nodes?.schema) return this.#changed.fire(undefined);
    this.#redraw?.dispose();
    this.#redraw = this.#services.clock.setTimer(labelsPauseMs, () => this.#changed.fire(undefined));
  }
}
