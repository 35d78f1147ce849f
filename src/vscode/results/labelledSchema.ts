import type { ResultSchema } from '../../core/results/model';

/** Label of a column by its path, where it is known. */
export type LabelOf = (path: string) => string | undefined;

/** The columns of a result while they come, each with its label once that is known. */
export class LabelledSchema {
  #plain: ResultSchema = { columns: [], targets: [] };
  #labelled = this.#plain;
  #labelOf: LabelOf = () => undefined;
  #version = 0;

  get schema(): ResultSchema {
    return this.#labelled;
  }

  /** Grows whenever {@link schema} says something else. */
  get version(): number {
    return this.#version;
  }

  set(schema: ResultSchema): void {
    this.#plain = schema;
    this.#labelled = this.#label();
    this.#version++;
  }

  /** @returns whether a label is another one now */
  label(labelOf: LabelOf): boolean {
    this.#labelOf = labelOf;
    const labelled = this.#label();
    const before = this.#labelled.columns;
    if (labelled.columns.every(({ label }, i) => label === before[i]?.label)) return false;
    this.#labelled = labelled;
    this.#version++;
    return true;
  }

  #label(): ResultSchema {
    const columns = this.#plain.columns.map((column) => {
      const label = this.#labelOf(column.name);
      return label === undefined || label === '' ? column : { ...column, label };
    });
    return { columns, targets: this.#plain.targets };
  }
}
