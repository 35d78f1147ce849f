import { rowsOf } from './declarationNames';
import type { DeclarationIndex } from './declarations';
import { addTo } from './grouping';
import type { OutsideAnnotations } from './members';
import type { QualifiedNames } from './names';
import { readElements, type XmlElement } from './xmlElement';
import type { OneByteText } from './xmlText';

/**
 * Where the bodies of the declarations come from: a document in memory, or a file that is read at a position. Answers
 * what it has; an empty text where it cannot read.
 */
export interface BodySource {
  read(start: number, end: number): OneByteText;
}

/** The elements of declarations, by their row in the index. */
export class Bodies {
  readonly #index: DeclarationIndex;
  readonly #source: BodySource;
  readonly #names: QualifiedNames;
  /** Rows of `<Annotations>` by the qualified name that their targets start with. */
  #annotations: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(index: DeclarationIndex, source: BodySource, names: QualifiedNames) {
    this.#index = index;
    this.#source = source;
    this.#names = names;
  }

  element(row: number): XmlElement | undefined {
    const start = this.#index.starts[row] ?? 0;
    const end = this.#index.ends[row] ?? 0;
    return readElements(this.#source.read(start, end))[0];
  }

  /** What `<Annotations Target="…">` anywhere in the document say of a declaration and its members. */
  outside(qualifiedName: string): OutsideAnnotations {
    this.#annotations ??= this.#findAnnotations();
    const rows = this.#annotations.get(qualifiedName);
    if (rows === undefined) return none;
    const byPath = new Map<string, XmlElement[]>();
    for (const row of rows) {
      const path = pathOf(this.#index.names[row] ?? '');
      for (const annotation of this.element(row)?.named('Annotation') ?? []) addTo(byPath, path, annotation);
    }
    return (path) => byPath.get(path) ?? [];
  }

  #findAnnotations(): ReadonlyMap<string, readonly number[]> {
    const rows = new Map<string, number[]>();
    for (const row of rowsOf(this.#index, 'annotations')) {
      const target = this.#index.names[row] ?? '';
      // An overload is written with its parameters: `Self.Close(Self.task)`.
      const name = this.#names.qualify(target.split(/[/(]/, 1)[0] ?? '');
      addTo(rows, name, row);
    }
    return rows;
  }
}

const none: OutsideAnnotations = () => [];

/** `Self.account/name` → `name`. */
function pathOf(target: string): string {
  const slash = target.lastIndexOf('/');
  return slash === -1 ? '' : target.slice(slash + 1);
}
