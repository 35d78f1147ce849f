// A schema that changes while the sandbox runs, as a maker changes it: every change makes another schema.
import { manyToMany, schema, tableSpecs } from '.';
import { cloneTables } from './clones';
import { defineSchema } from './define';
import type { Column, ColumnSpec, Schema, Table, TableSpec } from './model';

const firstVersion = 1_199_873;

export class GrowingSchema {
  readonly #first: readonly TableSpec[];
  #specs: readonly TableSpec[];
  #current: Schema;
  #version = firstVersion;

  constructor(extraTables = 0) {
    this.#first = extraTables === 0 ? tableSpecs : [...tableSpecs, ...cloneTables(tableSpecs, extraTables)];
    this.#specs = this.#first;
    this.#current = extraTables === 0 ? schema : defineSchema(this.#specs, manyToMany);
  }

  get current(): Schema {
    return this.#current;
  }

  /** What RetrieveTimestamp answers: it never goes back, not even when the schema does. */
  get version(): string {
    return String(this.#version);
  }

  /** @throws RangeError where there is no such table, or where it has such a column. */
  addColumn(logicalName: string, column: ColumnSpec): { table: Table; column: Column } {
    const before = this.#current.tables.get(logicalName);
    if (before === undefined || before.view !== undefined) {
      throw new RangeError(`There is no table ${logicalName} to add a column to.`);
    }
    if (before.byLogicalName.has(column.logicalName)) {
      throw new RangeError(`${logicalName} has a column ${column.logicalName}.`);
    }
    this.#change(
      this.#specs.map((spec) =>
        spec.logicalName === logicalName ? { ...spec, columns: [...spec.columns, column] } : spec,
      ),
    );
    const table = this.#current.tables.get(logicalName);
    const added = table?.byLogicalName.get(column.logicalName);
    if (table === undefined || added === undefined) throw new Error('The column is not there.');
    return { table, column: added };
  }

  /** As it was at the start. */
  reset(): void {
    if (this.#specs !== this.#first) this.#change(this.#first);
  }

  #change(specs: readonly TableSpec[]): void {
    this.#specs = specs;
    this.#current = defineSchema(specs, manyToMany);
    this.#version += 1;
  }
}
