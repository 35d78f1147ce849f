import type { SchemaName } from './names';
import type { DeclarationKind } from './model';

/** What stands at the top of a `<Schema>` or in its container. The order is part of the cache's format. */
export const indexedKinds = [
  'entitySet',
  'singleton',
  'entityType',
  'complexType',
  'enumType',
  'function',
  'action',
  'functionImport',
  'actionImport',
  'typeDefinition',
  'annotations',
] as const satisfies readonly (DeclarationKind | 'typeDefinition' | 'annotations')[];

export type IndexedKind = (typeof indexedKinds)[number];

/**
 * Where every declaration of a document stands, in its order: all that is read of a schema until somebody asks for a
 * type. A row each, by the same index.
 */
export interface DeclarationIndex {
  readonly schemas: readonly SchemaName[];
  /** Namespaces of other documents that this one gives an alias. */
  readonly included: readonly SchemaName[];
  readonly count: number;
  /** Places in {@link indexedKinds}. */
  readonly kinds: Uint32Array;
  /** Places in `schemas`. */
  readonly owners: Uint32Array;
  /** Byte offsets of `<` and behind the end tag. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Simple names; of `annotations` the target as written. */
  readonly names: readonly string[];
  /**
   * As written: the base of a type, the type of a set or singleton, the binding parameter's type of an operation, the
   * operation of an import, the underlying type of a type definition. Empty where there is none.
   */
  readonly related: readonly string[];
}

const places = Object.fromEntries(indexedKinds.map((kind, place) => [kind, place])) as Record<
  IndexedKind,
  number
>;

/** Gathers rows. */
export class IndexBuilder {
  readonly schemas: SchemaName[] = [];
  readonly included: SchemaName[] = [];
  readonly #kinds: number[] = [];
  readonly #owners: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #names: string[] = [];
  readonly #related: string[] = [];

  add(kind: IndexedKind, owner: number, name: string, related: string, start: number, end: number): void {
    this.#kinds.push(places[kind]);
    this.#owners.push(owner);
    this.#names.push(name);
    this.#related.push(related);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  build(): DeclarationIndex {
    return {
      schemas: this.schemas,
      included: this.included,
      count: this.#names.length,
      kinds: Uint32Array.from(this.#kinds),
      owners: Uint32Array.from(this.#owners),
      starts: Uint32Array.from(this.#starts),
      ends: Uint32Array.from(this.#ends),
      names: this.#names,
      related: this.#related,
    };
  }
}
