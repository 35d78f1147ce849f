import { PageDecoder } from '../../../src/core/results/decode/pageDecoder';
import type { ResultTableOptions } from '../../../src/core/results/store/resultTable';
import { ResultTable } from '../../../src/core/results/store/resultTable';
import type { Segment } from '../../../src/core/results/store/segment';
import { accountPage, Dice, pageOf } from './pages';

const pageRows = 5000;

/** Rows that were read, to make tables of them that have answered nothing yet. */
export class ReadRows {
  readonly #decoder = new PageDecoder();
  readonly #segments: Segment[] = [];
  #rows = 0;

  constructor(pages: Iterable<string>) {
    for (const page of pages) {
      for (const segment of this.#decoder.read(Buffer.from(page), this.#rows).steps) {
        if (segment === undefined) continue;
        this.#segments.push(segment);
        this.#rows += segment.rowCount;
      }
    }
  }

  table(): ResultTable {
    const table = newTable(this.#decoder, {});
    table.setSchema(this.#decoder.schema.schema);
    for (const segment of this.#segments) table.append(segment);
    return table;
  }
}

/** Reads pages into a table, as the thread of the rows does. */
export function tableOf(pages: Iterable<string>, options: Partial<ResultTableOptions> = {}): ResultTable {
  const decoder = new PageDecoder();
  const table = newTable(decoder, options);
  for (const page of pages) {
    for (const segment of decoder.read(Buffer.from(page), table.rows).steps) {
      if (segment === undefined) continue;
      table.setSchema(decoder.schema.schema);
      table.append(segment);
    }
  }
  return table;
}

function newTable(decoder: PageDecoder, options: Partial<ResultTableOptions>): ResultTable {
  return new ResultTable({
    dictionary: (column) => decoder.dictionary(column),
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    ...options,
  });
}

/** Accounts of 30 columns with all annotations. */
export function* accountPages(rows: number): Iterable<string> {
  for (let page = 0; page * pageRows < rows; page++) yield accountPage(page, pageRows);
}

const cities = 'Redmond Seattle Berlin Köln Paris Madrid Oslo Warszawa Praha Toronto'.split(' ');

/** Readings of sensors, ten columns. */
export function* readingPages(rows: number): Iterable<string> {
  for (let first = 0; first < rows; first += pageRows) {
    const dice = new Dice(first + 1);
    const lines = Array.from({ length: pageRows }, (_, i) => readingRow(dice, first + i));
    yield pageOf(lines);
  }
}

function readingRow(dice: Dice, index: number): string {
  return JSON.stringify({
    readingid: dice.guid(),
    name: `Reading ${dice.whole(1, 9_999_999)}`,
    city: dice.pick(cities),
    statecode: dice.whole(0, 1),
    measuredon: dice.instant(),
    celsius: dice.whole(-3000, 4500) / 100,
    battery: dice.whole(0, 100),
    sequence: index,
    faulty: dice.next() < 0.02,
    note: dice.next() < 0.05 ? `Checked by ${dice.pick(cities)} office` : null,
  });
}

/** The named column's index. */
export function columnOf(table: ResultTable, name: string): number {
  const index = table.schema.columns.findIndex((column) => column.name === name);
  if (index < 0) throw new Error(`There is no column ${name}.`);
  return index;
}
