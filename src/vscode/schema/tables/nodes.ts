import type { ColumnLabels, SchemaLabels } from '../../../core/metadata/labels';
import type {
  AlternateKey,
  EntityType,
  NavigationProperty,
  Operation,
  Property,
  Schema,
} from '../../../core/metadata/model';

/** What stands in the tables view, as plain data. `id` is unique in one schema and stays through a refresh. */
export type TableNode =
  | { readonly kind: 'table'; readonly id: string; readonly table: string; readonly set: string }
  | { readonly kind: 'group'; readonly id: string; readonly group: Group; readonly table?: string }
  | { readonly kind: 'column'; readonly id: string; readonly table: string; readonly column: Property }
  | { readonly kind: 'key'; readonly id: string; readonly key: AlternateKey | readonly string[] }
  | { readonly kind: 'relationship'; readonly id: string; readonly to: NavigationProperty }
  | { readonly kind: 'operation'; readonly id: string; readonly operation: Operation };

export type Group = 'columns' | 'keys' | 'relationships' | 'operations' | 'functions' | 'actions';

export interface TableOrder {
  /** What table names or labels must hold; empty for all. */
  readonly filter: string;
  readonly customFirst: boolean;
}

/** The children of nodes, read from the schema when a node is opened. */
export class TableNodes {
  readonly #schema: Schema;
  readonly #labels: SchemaLabels;

  constructor(schema: Schema, labels: SchemaLabels) {
    this.#schema = schema;
    this.#labels = labels;
  }

  /** No body is read. */
  roots({ filter, customFirst }: TableOrder): readonly TableNode[] {
    const wanted = filter.trim().toLowerCase();
    const tables = this.#tables().filter((node) => wanted === '' || this.#matches(node, wanted));
    if (customFirst) tables.sort((a, b) => Number(this.#isCustom(b.table)) - Number(this.#isCustom(a.table)));
    return wanted === '' ? [...tables, ...this.#unboundGroups()] : tables;
  }

  childrenOf(node: TableNode): readonly TableNode[] {
    if (node.kind === 'table') return this.#groupsOf(node.table);
    if (node.kind !== 'group') return [];
    if (node.table === undefined) {
      return this.#imports(node.group === 'actions' ? 'actionImport' : 'functionImport');
    }
    const type = this.#schema.entityType(node.table);
    return type === undefined ? [] : this.#membersOf(type, node.table, node.group);
  }

  #tables(): (TableNode & { kind: 'table' })[] {
    const tables = this.#schema.names('entitySet').flatMap((set) => {
      const type = this.#schema.entitySet(set)?.entityType;
      if (type === undefined) return [];
      return [{ kind: 'table' as const, id: `table ${set}`, table: simpleName(type), set }];
    });
    return tables.sort((a, b) => compare(a.table, b.table) || compare(a.set, b.set));
  }

  #matches({ table, set }: TableNode & { kind: 'table' }, wanted: string): boolean {
    const { displayName = '' } = this.#labels.table(table) ?? {};
    return [table, set, displayName].some((text) => text.toLowerCase().includes(wanted));
  }

  /** Until the labels are there, the prefix of a publisher tells. */
  #isCustom(table: string): boolean {
    return this.#labels.table(table)?.custom ?? /^[a-z][a-z0-9]{1,7}_/.test(table);
  }

  #unboundGroups(): TableNode[] {
    const groups = [
      { kind: 'group', id: 'functions', group: 'functions', names: 'functionImport' },
      { kind: 'group', id: 'actions', group: 'actions', names: 'actionImport' },
    ] as const;
    return groups.flatMap(({ names, ...node }) => (this.#schema.names(names).length > 0 ? [node] : []));
  }

  #groupsOf(table: string): TableNode[] {
    const type = this.#schema.entityType(table);
    if (type === undefined) return [];
    const groups: readonly Group[] = ['columns', 'keys', 'relationships', 'operations'];
    return groups
      .filter((group) => this.#membersOf(type, table, group).length > 0)
      .map((group) => ({ kind: 'group', id: `${group} ${table}`, group, table }));
  }

  #membersOf(type: EntityType, table: string, group: Group): readonly TableNode[] {
    if (group === 'columns') {
      return sorted(type.properties).map((column) => {
        return { kind: 'column', id: `column ${table} ${column.name}`, table, column };
      });
    }
    if (group === 'relationships') {
      return sorted(type.navigationProperties).map((to) => {
        return { kind: 'relationship', id: `relationship ${table} ${to.name}`, to };
      });
    }
    return group === 'keys' ? keysOf(type, table) : this.#operationsOf(type, table);
  }

  #operationsOf(type: EntityType, table: string): TableNode[] {
    const name = type.qualifiedName;
    const bound = [false, true].flatMap((collection) => this.#schema.boundOperations({ name, collection }));
    return sorted(bound).map((operation, index) => ({
      kind: 'operation',
      id: `operation ${table} ${operation.name} ${index}`,
      operation,
    }));
  }

  #imports(kind: 'functionImport' | 'actionImport'): TableNode[] {
    return this.#schema
      .names(kind)
      .toSorted()
      .flatMap((name) => {
        const imported = this.#schema.operationImport(name);
        const overloads = imported === undefined ? [] : this.#schema.operations(imported.operation);
        const operation = overloads.find(({ binding }) => binding === undefined);
        return operation === undefined ? [] : [{ kind: 'operation', id: `${kind} ${name}`, operation }];
      });
  }

  labelOf(node: TableNode): string | undefined {
    if (node.kind === 'table') return this.#labels.table(node.table)?.displayName;
    return node.kind === 'column' ? this.columnLabels(node)?.displayName : undefined;
  }

  columnLabels({
    table,
    column,
  }: {
    readonly table: string;
    readonly column: Property;
  }): ColumnLabels | undefined {
    return this.#labels.column(table, column.name);
  }
}

function keysOf({ key, alternateKeys }: EntityType, table: string): TableNode[] {
  const keys = [...(key.length > 0 ? [key] : []), ...alternateKeys];
  return keys.map((one, index) => ({ kind: 'key', id: `key ${table} ${index}`, key: one }));
}

function sorted<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => compare(a.name, b.name));
}

/** As a person looks names up: neither case counts nor the `_` before the column of a lookup. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.toLowerCase().replace(/^_/, ''));
  if (left === undefined || right === undefined) return 0;
  return left < right ? -1 : Number(left > right);
}

/** Without its namespace. */
export function simpleName(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf('.') + 1);
}
