import type { Bodies } from './bodies';
import type { DeclarationNames } from './declarationNames';
import { addTo } from './grouping';
import type { Operation, OperationImport, TypeReference } from './model';
import { readOperation } from './operations';
import type { TypeTree } from './typeTree';

/** Functions, actions and their imports; bodies are read when one is first asked for. */
export class OperationModels {
  readonly #names: DeclarationNames;
  readonly #bodies: Bodies;
  readonly #tree: TypeTree;
  readonly #read = new Map<number, Operation | undefined>();
  /** Rows by the binding parameter's type, `[]` behind a collection. */
  #bound: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(names: DeclarationNames, bodies: Bodies, tree: TypeTree) {
    this.#names = names;
    this.#bodies = bodies;
    this.#tree = tree;
  }

  named(name: string): readonly Operation[] {
    return [...this.#names.rows('function', name), ...this.#names.rows('action', name)].flatMap((row) =>
      this.#operation(row),
    );
  }

  boundTo({ name, collection }: TypeReference): readonly Operation[] {
    this.#bound ??= this.#groupBound();
    const [row] = this.#names.rows('entityType', name);
    const qualified = row === undefined ? this.#names.names.qualify(name) : this.#names.qualifiedName(row);
    const found: Operation[] = [];
    for (const type of this.#tree.lineage('entityType', qualified)) {
      const rows = this.#bound.get(bindingKey(type, collection)) ?? [];
      found.push(...rows.flatMap((one) => this.#operation(one)));
    }
    return found;
  }

  imported(name: string): OperationImport | undefined {
    for (const kind of ['functionImport', 'actionImport'] as const) {
      const row = this.#names.byName(kind).get(name)?.[0];
      if (row === undefined) continue;
      const set = this.#bodies.element(row)?.attribute('EntitySet');
      return {
        kind: kind === 'functionImport' ? 'function' : 'action',
        name,
        operation: this.#names.related(row),
        ...(set === undefined ? {} : { entitySet: set.slice(set.lastIndexOf('/') + 1) }),
      };
    }
    return undefined;
  }

  #operation(row: number): readonly Operation[] {
    if (!this.#read.has(row)) {
      const element = this.#bodies.element(row);
      const qualifiedName = this.#names.qualifiedName(row);
      this.#read.set(
        row,
        element &&
          readOperation(this.#names.names, element, qualifiedName, this.#bodies.outside(qualifiedName)),
      );
    }
    const operation = this.#read.get(row);
    return operation === undefined ? [] : [operation];
  }

  #groupBound(): ReadonlyMap<string, readonly number[]> {
    const bound = new Map<string, number[]>();
    for (const kind of ['function', 'action'] as const) {
      for (const row of [...this.#names.byName(kind).values()].flat()) {
        const type = this.#names.related(row);
        if (type === '') continue;
        addTo(bound, bindingKey(type, this.#names.relatedCollection(row)), row);
      }
    }
    return bound;
  }
}

function bindingKey(type: string, collection: boolean): string {
  return collection ? `${type}[]` : type;
}
