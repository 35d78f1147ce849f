import { expect } from 'vitest';
import type { ProblemError } from '../../../../src/core/base/problem';
import { problemOf } from '../../../../src/core/base/problem';
import { PageDecoder } from '../../../../src/core/results/decode/pageDecoder';
import type { Cell, ResultSchema, ResultTotals, RowChunk } from '../../../../src/core/results/model';
import { unpackChunk } from '../../../../src/core/results/rowChunkCodec';
import type { SegmentColumn } from '../../../../src/core/results/store/segment';
import { ResultTable } from '../../../../src/core/results/store/resultTable';

/** Pages, read as the engine reads them. */
export class Loaded {
  readonly decoder = new PageDecoder();
  readonly table = new ResultTable({ dictionary: (column) => this.decoder.dictionary(column) });
  readonly faces: unknown[] = [];
  /** Encodings of each column, in the order of the segments. */
  readonly columns: (SegmentColumn | undefined)[][] = [];

  constructor(...pages: readonly (string | Uint8Array)[]) {
    for (const page of pages) this.add(page);
  }

  get schema(): ResultSchema {
    return this.decoder.schema.schema;
  }

  get names(): string[] {
    return this.schema.columns.map(({ name }) => name);
  }

  get kinds(): Record<string, string> {
    return Object.fromEntries(this.schema.columns.map(({ name, kind }) => [name, kind]));
  }

  get totals(): ResultTotals {
    return this.decoder.totals;
  }

  get rows(): number {
    return this.table.rows;
  }

  add(page: string | Uint8Array): void {
    const body = typeof page === 'string' ? new TextEncoder().encode(page) : page;
    const { face, steps } = this.decoder.read(body, this.table.rows);
    this.faces.push(face);
    for (const segment of steps) {
      if (segment === undefined) continue;
      this.table.setSchema(this.schema);
      this.table.append(segment);
      segment.columns.forEach((column, i) => (this.columns[i] ??= []).push(column));
    }
    this.table.setSchema(this.schema);
    // Nothing of the body is needed any more.
    body.fill(0);
  }

  /** The first rows, as they are sent. */
  get chunk(): RowChunk {
    const window = this.table.window({ version: 0, first: 0, count: this.rows });
    if (window === undefined) throw new Error('The rows were arranged.');
    return unpackChunk(window.data);
  }

  cell(row: number, column: number | string): Cell {
    const index = typeof column === 'number' ? column : this.names.indexOf(column);
    const reader = this.table.reader(0, row, 1);
    if (reader === undefined) throw new Error('There is no such row.');
    reader.go(0);
    return reader.cell(index);
  }
}

export function plain(raw: string, type: 'text' | 'number' | 'boolean' | 'json' = 'text'): Cell {
  return { state: 'value', type, raw };
}

/** Rows of one page. */
export function loadedRows(rows: readonly unknown[]): Loaded {
  return new Loaded(JSON.stringify({ value: rows }));
}

/** The problem with which reading a page ends. */
export function problemWith(page: string | Uint8Array): ProblemError['problem'] | undefined {
  try {
    expect(new Loaded(page).rows).toBeGreaterThanOrEqual(0);
  } catch (error) {
    const problem = problemOf(error);
    expect(problem).toBeDefined();
    return problem;
  }
  return undefined;
}
