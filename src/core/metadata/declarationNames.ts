import { indexedKinds, type DeclarationIndex, type IndexedKind } from './declarations';
import { QualifiedNames, simpleName } from './names';

/** Finds rows of the index by kind and name. Each kind is gone through once, when it is first asked for. */
export class DeclarationNames {
  readonly #index: DeclarationIndex;
  readonly names: QualifiedNames;
  readonly #kinds = new Map<IndexedKind, ReadonlyMap<string, readonly number[]>>();

  constructor(index: DeclarationIndex) {
    this.#index = index;
    this.names = new QualifiedNames([...index.schemas, ...index.included]);
    for (const rows of this.byName('typeDefinition').values()) {
      for (const row of rows) this.names.define(this.qualifiedName(row), this.related(row));
    }
  }

  /** Rows by simple name, in the order of the document. */
  byName(kind: IndexedKind): ReadonlyMap<string, readonly number[]> {
    const known = this.#kinds.get(kind);
    if (known !== undefined) return known;
    const rows = new Map<string, number[]>();
    const wanted = indexedKinds.indexOf(kind);
    for (let row = 0; row < this.#index.count; row++) {
      if (this.#index.kinds[row] !== wanted) continue;
      const name = this.#index.names[row] ?? '';
      const same = rows.get(name);
      if (same === undefined) rows.set(name, [row]);
      else same.push(row);
    }
    this.#kinds.set(kind, rows);
    return rows;
  }

  /** By simple, alias-qualified or qualified name. */
  rows(kind: IndexedKind, name: string): readonly number[] {
    if (!name.includes('.')) return this.byName(kind).get(name) ?? [];
    const qualified = this.names.qualify(name);
    const rows = this.byName(kind).get(simpleName(name)) ?? [];
    return rows.filter((row) => this.qualifiedName(row) === qualified);
  }

  simpleName(row: number): string {
    return this.#index.names[row] ?? '';
  }

  qualifiedName(row: number): string {
    const { namespace = '' } = this.#index.schemas[this.#index.owners[row] ?? 0] ?? {};
    return `${namespace}.${this.simpleName(row)}`;
  }

  /** Qualified, without `Collection(…)`; empty where there is none. */
  related(row: number): string {
    return this.names.type(this.#index.related[row] ?? '').name;
  }

  relatedCollection(row: number): boolean {
    return this.names.type(this.#index.related[row] ?? '').collection;
  }

  /** Of most entity types; that of the first schema where there are none. */
  get mainNamespace(): string {
    const counts = new Map<number, number>();
    for (const rows of this.byName('entityType').values()) {
      for (const row of rows) {
        const owner = this.#index.owners[row] ?? 0;
        counts.set(owner, (counts.get(owner) ?? 0) + 1);
      }
    }
    const [[owner] = [0]] = [...counts].toSorted(([, left], [, right]) => right - left);
    return this.#index.schemas[owner]?.namespace ?? '';
  }
}
