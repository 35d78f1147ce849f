import { indexedKinds, type DeclarationIndex, type IndexedKind } from './declarations';
import { addTo } from './grouping';
import { QualifiedNames, simpleName } from './names';

/** Finds rows of the index by kind and name. Each kind is gone through once, when it is first asked for. */
export class DeclarationNames {
  readonly #index: DeclarationIndex;
  readonly names: QualifiedNames;
  readonly #kinds = new Map<IndexedKind, ReadonlyMap<string, readonly number[]>>();

  constructor(index: DeclarationIndex) {
    this.#index = index;
    this.names = new QualifiedNames([...index.schemas, ...index.included]);
    for (const row of rowsOf(index, 'typeDefinition')) {
      this.names.define(this.qualifiedName(row), this.related(row));
    }
  }

  /** Rows by simple name, in the order of the document. */
  byName(kind: IndexedKind): ReadonlyMap<string, readonly number[]> {
    const known = this.#kinds.get(kind);
    if (known !== undefined) return known;
    const rows = new Map<string, number[]>();
    for (const row of rowsOf(this.#index, kind)) {
      addTo(rows, this.simpleName(row), row);
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
    const { schemas, owners } = this.#index;
    if (schemas.length < 2) return schemas[0]?.namespace ?? '';
    const counts = schemas.map(() => 0);
    for (const row of rowsOf(this.#index, 'entityType')) {
      const owner = owners[row] ?? 0;
      counts[owner] = (counts[owner] ?? 0) + 1;
    }
    return schemas[counts.indexOf(Math.max(...counts))]?.namespace ?? '';
  }
}

/** The rows of a kind, found without looking at those of others one by one. */
export function* rowsOf({ kinds }: DeclarationIndex, kind: IndexedKind): Iterable<number> {
  const wanted = indexedKinds.indexOf(kind);
  for (let row = kinds.indexOf(wanted); row !== -1; row = kinds.indexOf(wanted, row + 1)) yield row;
}
