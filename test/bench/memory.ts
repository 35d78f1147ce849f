// What rows of 30 columns take in memory, beside the same rows as JavaScript objects; and whether five million rows can
// be kept, sorted and filtered within a bound: each in a process of its own. Both shares grow with the rows alike: as
// objects a million of them take gigabytes, and minutes.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TemporaryFile } from '../../src/adapters/results/spillFile';
import type { ResultTable } from '../../src/core/results/store/resultTable';
import { accountPages, columnOf, readingPages, tableOf } from './results/tables';
import { heldMegabytes, inFreshProcess, report, wantedCase } from './support/freshProcess';
import { record } from './support/record';

const rows = 300_000;
const manyRows = 5_000_000;
const memoryLimit = 256_000_000;

interface Kept {
  readonly megabytes: number;
  readonly rows: number;
  readonly columns: number;
}

interface Many extends Kept {
  readonly sorted: number;
  readonly filtered: number;
  readonly afterwards: number;
}

function keepTable(): Kept {
  const before = heldMegabytes();
  const table = tableOf(accountPages(rows));
  return { megabytes: heldMegabytes() - before, rows: table.rows, columns: table.schema.columns.length };
}

function keepObjects(): Kept {
  const before = heldMegabytes();
  const kept: unknown[] = [];
  for (const page of accountPages(rows)) {
    const { value } = JSON.parse(page) as { value: unknown[] };
    for (const row of value) kept.push(row);
  }
  const properties = Object.keys(kept[0] ?? {}).filter((name) => !name.includes('@'));
  return { megabytes: heldMegabytes() - before, rows: kept.length, columns: properties.length };
}

/** The newest rows in memory, the others in a file. */
async function keepMany(): Promise<Many> {
  const file = path.join(tmpdir(), `rows-${process.pid}`);
  const spilled = new TemporaryFile(file);
  try {
    const before = heldMegabytes();
    const table = tableOf(readingPages(manyRows), { spilling: { file: () => spilled, memoryLimit } });
    const megabytes = heldMegabytes() - before;
    const sorted = await arrange(table, { sort: [{ column: columnOf(table, 'celsius'), descending: true }] });
    const test = { kind: 'contains', text: 'ing 123' } as const;
    const filtered = await arrange(table, { filters: [{ column: columnOf(table, 'name'), test }] });
    const afterwards = heldMegabytes() - before;
    return {
      megabytes,
      rows: table.rows,
      columns: table.schema.columns.length,
      sorted,
      filtered,
      afterwards,
    };
  } finally {
    spilled.close();
    rmSync(file, { force: true });
  }
}

/** Milliseconds. */
async function arrange(table: ResultTable, view: object): Promise<number> {
  const started = performance.now();
  const answer = await table.answer('arrange', { sort: [], filters: [], formatted: true, ...view });
  if (answer.rows === 0) throw new Error('No row passed.');
  return performance.now() - started;
}

function sizeOf({ rows: count, columns }: Kept): string {
  return `${count.toLocaleString('en')} × ${columns}`;
}

function compare(): void {
  const script = process.argv[1] ?? '';
  const objects = inFreshProcess('objects', script) as Kept;
  const table = inFreshProcess('table', script) as Kept;
  if (table.rows !== rows || objects.rows !== rows) throw new Error('Rows were lost.');
  if (table.columns !== objects.columns) throw new Error('Columns were lost.');
  const peer = { name: 'objects', value: objects.megabytes };
  record({ name: `memory for ${sizeOf(table)}`, value: table.megabytes, unit: 'MB', peer });
  const share = (100 * table.megabytes) / objects.megabytes;
  record({ name: `memory for ${sizeOf(table)}, of that for objects`, value: share, unit: '%', goal: '≤ 40' });
  const many = inFreshProcess('many', script) as Many;
  if (many.rows !== manyRows) throw new Error('Rows were lost.');
  record({ name: `memory for ${sizeOf(many)}, the oldest in a file`, value: many.megabytes, unit: 'MB' });
  record({ name: '… after sorting and filtering them', value: many.afterwards, unit: 'MB' });
  record({ name: '… sort by number', value: many.sorted, unit: 'ms' });
  record({ name: '… filter by contains', value: many.filtered, unit: 'ms' });
}

const cases: Record<string, () => unknown> = { objects: keepObjects, table: keepTable, many: keepMany };
const wanted = wantedCase();
if (wanted === undefined) compare();
else void Promise.resolve(cases[wanted]?.()).then(report);
