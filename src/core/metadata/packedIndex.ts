import type { DeclarationIndex } from './declarations';
import type { SchemaName } from './names';

/** An index as it is kept: numbers that are read as they lie, and one text. */
export interface PackedIndex {
  /** Kinds, owners, starts and ends of all declarations, one column behind the other. */
  readonly numbers: Uint32Array;
  /**
   * Schemas and included namespaces as JSON, then the names of all declarations, then what each is related to; parted
   * by NUL, which no XML can hold.
   */
  readonly text: string;
}

const columns = 4;

export function packIndex(index: DeclarationIndex): PackedIndex {
  const { count, schemas, included } = index;
  const numbers = new Uint32Array(count * columns);
  numbers.set(index.kinds, 0);
  numbers.set(index.owners, count);
  numbers.set(index.starts, count * 2);
  numbers.set(index.ends, count * 3);
  const head = JSON.stringify({ schemas, included });
  return { numbers, text: [head, ...index.names, ...index.related].join('\0') };
}

/**
 * Costs next to nothing: no row is looked at. Whoever keeps an index sees to it that it comes back as it was;
 * `undefined` where the numbers and the text do not belong together.
 */
export function unpackIndex({ numbers, text }: PackedIndex): DeclarationIndex | undefined {
  const count = numbers.length / columns;
  const texts = text.split('\0');
  const head = readHead(texts[0] ?? '');
  if (head === undefined || texts.length !== count * 2 + 1) return undefined;
  return {
    ...head,
    count,
    kinds: numbers.subarray(0, count),
    owners: numbers.subarray(count, count * 2),
    starts: numbers.subarray(count * 2, count * 3),
    ends: numbers.subarray(count * 3),
    names: texts.slice(1, count + 1),
    related: texts.slice(count + 1),
  };
}

function readHead(text: string): Pick<DeclarationIndex, 'schemas' | 'included'> | undefined {
  try {
    const head: unknown = JSON.parse(text);
    if (typeof head !== 'object' || head === null || !('schemas' in head) || !('included' in head)) {
      return undefined;
    }
    const { schemas, included } = head;
    return areNames(schemas) && areNames(included) ? { schemas, included } : undefined;
  } catch {
    return undefined;
  }
}

function areNames(value: unknown): value is SchemaName[] {
  return Array.isArray(value) && value.every(isName);
}

function isName(value: unknown): value is SchemaName {
  if (typeof value !== 'object' || value === null || !('namespace' in value)) return false;
  return typeof value.namespace === 'string' && (!('alias' in value) || typeof value.alias === 'string');
}
