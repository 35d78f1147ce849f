import { kindOf } from './kinds';
import type { ColumnKind, LookupTarget, ResultSchema } from './model';

/** Numbers are kept in 16 bits. */
const mostTargets = 65_534;

/** The columns of a result while its pages come in: appended in order of first appearance, kinds refined. */
export class SchemaBuilder {
  readonly #names: string[] = [];
  readonly #seen: number[] = [];
  readonly #kinds: ColumnKind[] = [];
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

  /** Index of the new column. */
  addColumn(name: string): number {
    this.#seen.push(0);
    this.#kinds.push(kindOf(name, 0));
    this.#version++;
    return this.#names.push(name) - 1;
  }

  /** Number of the target, from 1; 0 where there are too many to tell them apart. */
  targetNumber(logicalName: string, navigationProperty: string): number {
    const key = `${logicalName} ${navigationProperty}`;
    const known = this.#targetNumbers.get(key);
    if (known !== undefined) return known;
    if (this.#targets.length === mostTargets) return 0;
    const number = this.#targets.push({ logicalName, navigationProperty });
    this.#targetNumbers.set(key, number);
    this.#version++;
    return number;
  }

  /** Bits of `evidence` for what a column holds. */
  seen(column: number): number {
    return this.#seen[column] ?? 0;
  }

  note(column: number, bits: number): void {
    const before = this.#seen[column] ?? 0;
    const seen = before | bits;
    if (seen === before) return;
    this.#seen[column] = seen;
    const kind = kindOf(this.#names[column] ?? '', seen);
    if (kind === this.#kinds[column]) return;
    this.#kinds[column] = kind;
    this.#version++;
  }
}
