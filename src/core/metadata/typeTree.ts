import type { DeclarationNames } from './declarationNames';
import { addTo } from './grouping';

/** Real documents go four levels deep. */
const deepest = 64;

/** Which type derives from which, drawn from the index alone. */
export class TypeTree {
  readonly #names: DeclarationNames;
  #children: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(names: DeclarationNames) {
    this.#names = names;
  }

  /**
   * The type itself, then its base types upwards; qualified. A type that the document does not declare ends it. A type
   * that derives from itself, or over more levels than any document has, stands alone.
   */
  lineage(kind: 'entityType' | 'complexType', qualifiedName: string): readonly string[] {
    const line = [qualifiedName];
    for (;;) {
      const [row] = this.#names.rows(kind, line.at(-1) ?? '');
      const base = row === undefined ? '' : this.#names.related(row);
      if (base === qualifiedName || line.length >= deepest) return [qualifiedName];
      if (base === '' || line.includes(base)) return line;
      line.push(base);
    }
  }

  /** Of an entity type, at any depth, in the order of the document level by level. */
  subtypes(qualifiedName: string): readonly string[] {
    this.#children ??= this.#findChildren();
    const found = new Set<string>([qualifiedName]);
    for (const type of found) {
      for (const child of this.#children.get(type) ?? []) found.add(child);
    }
    found.delete(qualifiedName);
    return [...found];
  }

  #findChildren(): ReadonlyMap<string, readonly string[]> {
    const children = new Map<string, string[]>();
    for (const rows of this.#names.byName('entityType').values()) {
      for (const row of rows) {
        addTo(children, this.#names.related(row), this.#names.qualifiedName(row));
      }
    }
    return children;
  }
}
