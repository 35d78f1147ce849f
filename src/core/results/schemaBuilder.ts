import { evidenceOf, kindOf } from './kinds';
import type { ColumnKind, EntryType, LookupTarget, ResultSchema } from './model';

/** The columns of a result while its pages come in: appended in order of first appearance, kinds refined. */
export class SchemaBuilder {
  readonly #names: string[] = [];
  readonly #seen: number[] = [];
  readonly #kinds: ColumnKind[] = [];
  readonly #byName = new Map<string, number>();
  readonly #targets: LookupTarget[] = [];
  readonly #targetNumbers = new Map<string, number>();
  #version = 0;

  /** Changes whenever {@link schema} would say something else. */
  get version(): number {
    return this.#version;
  }

  get schema(): ResultSchema {
    return {
      columns: this.#names.map((name, i) => ({ name, kind: this.#kinds[i] ?? 'text' })),
      targets: [...this.#targets],
    };
  }

  columnIndex(name: string): number {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const index = this.#names.push(name) - 1;
    this.#byName.set(name, index);
    this.#seen.push(0);
    this.#kinds.push(kindOf(name, 0));
    this.#version++;
    return index;
  }

  /** Number of the target, from 1. */
  targetNumber(logicalName: string, navigationProperty: string): number {
    const key = `${logicalName} ${navigationProperty}`;
    const known = this.#targetNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.#targets.push({ logicalName, navigationProperty });
    this.#targetNumbers.set(key, number);
    this.#version++;
    return number;
  }

  noteEntry(
    column: number,
    type: EntryType,
    raw: string,
    formatted: string | undefined,
    target: number,
  ): void {
    const before = this.#seen[column] ?? 0;
    const seen = before | evidenceOf(type, raw, formatted, target > 0);
    if (seen === before) return;
    this.#seen[column] = seen;
    const kind = kindOf(this.#names[column] ?? '', seen);
    if (kind === this.#kinds[column]) return;
    this.#kinds[column] = kind;
    this.#version++;
  }
}
