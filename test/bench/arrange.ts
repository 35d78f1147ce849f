// How long it takes to sort and filter 1,000,000 rows of 30 columns, each time by a table that was never asked before,
// beside the same on JavaScript objects; what windows cost, and how long one waits while rows are sorted.
import type { ColumnFilter, SortKey } from '../../src/core/results/view';
import type { ResultTable } from '../../src/core/results/store/resultTable';
import { accountPages, columnOf, ReadRows } from './results/tables';
import { pageOf } from './results/pages';
import { median, record } from './support/record';

const rows = 1_000_000;
const rounds = 5;
const windowRows = 200;
const shownRows = rows.toLocaleString('en');

interface Case {
  readonly name: string;
  readonly column: string;
  readonly goal?: `≤ ${number}`;
  /** Sorts by the column without it. */
  readonly contains?: string;
}

const cases: readonly Case[] = [
  { name: 'sort by text, few values', column: 'address1_city', goal: '≤ 150' },
  { name: 'sort by text, 900 names of a lookup', column: '_primarycontactid_value', goal: '≤ 150' },
  { name: 'sort by text, nearly all different', column: 'name', goal: '≤ 150' },
  { name: 'sort by number, amounts', column: 'revenue', goal: '≤ 60' },
  { name: 'sort by number, whole', column: 'numberofemployees', goal: '≤ 60' },
  { name: 'sort by date', column: 'createdon', goal: '≤ 60' },
  { name: 'filter by contains, few values', column: 'address1_city', contains: 'ER', goal: '≤ 20' },
  { name: 'filter by contains, nearly all different', column: 'name', contains: 'soft', goal: '≤ 20' },
  {
    name: 'filter by contains, nearly all different, some found',
    column: 'name',
    contains: 'Grace 7',
    goal: '≤ 20',
  },
];

type Plain = Record<string, string | number | null>;

async function main(): Promise<void> {
  const read = new ReadRows(accountPages(rows));
  const times = new Map<Case, number>();
  for (const one of cases) times.set(one, await medianOf(read, one));
  await measureSearch(read.table());
  await measureWindows(read.table(), '≤ 1.5');
  await measureWindows(new ReadRows([widePage()]).table(), '≤ 10');
  await measureWaiting(read.table());
  // Last of all: the thread that keeps the rows holds no objects that would have to be looked through for garbage.
  const plain = objectsOf(read.table());
  for (const [one, value] of times) {
    const peer = { name: 'objects', value: arrangeObjects(plain, one) };
    const goal = one.goal === undefined ? {} : { goal: one.goal };
    record({ name: `${one.name}, ${shownRows} rows`, value, unit: 'ms', peer, ...goal });
  }
}

/** Each time by a table that was never asked before. */
async function medianOf(read: ReadRows, one: Case): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await arrange(read.table(), one));
  return median(times);
}

/** Milliseconds from the question to its answer. */
async function arrange(table: ResultTable, { column, contains }: Case): Promise<number> {
  const index = columnOf(table, column);
  const sort: SortKey[] = contains === undefined ? [{ column: index, descending: false }] : [];
  const filters: ColumnFilter[] =
    contains === undefined ? [] : [{ column: index, test: { kind: 'contains', text: contains } }];
  globalThis.gc?.();
  const started = performance.now();
  await table.answer('arrange', { sort, filters, formatted: true });
  return performance.now() - started;
}

/** The columns that are sorted and filtered, as they are shown; numbers as they are. */
function objectsOf(table: ResultTable): Plain[] {
  const reader = table.reader(0);
  if (reader === undefined) throw new Error('Nobody has arranged these rows.');
  const columns = [...new Set(cases.map(({ column }) => column))];
  return Array.from({ length: reader.count }, (_, row) => {
    reader.go(row);
    const object: Plain = {};
    for (const name of columns) {
      const column = columnOf(table, name);
      const cell = reader.cell(column);
      const dated = cell.state === 'value' && name === 'createdon';
      if (cell.state !== 'value') object[name] = null;
      else if (cell.type === 'number') object[name] = Number(cell.raw);
      else object[name] = dated ? cell.raw : (cell.formatted ?? cell.raw);
    }
    return object;
  });
}

function arrangeObjects(objects: readonly Plain[], { column, contains }: Case): number {
  const { compare } = new Intl.Collator();
  const started = performance.now();
  const found =
    contains === undefined
      ? objects.toSorted((a, b) => compareValues(a[column] ?? null, b[column] ?? null, compare))
      : objects.filter((row) =>
          String(row[column] ?? '')
            .toLowerCase()
            .includes(contains.toLowerCase()),
        );
  const ms = performance.now() - started;
  if (found.length > rows) throw new Error('There are no more rows than that.');
  return ms;
}

function compareValues(
  a: Plain[string],
  b: Plain[string],
  compare: (a: string, b: string) => number,
): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
}

async function measureSearch(table: ResultTable): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await table.answer('arrange', { sort: [], filters: [], search: `legacy ${round}`, formatted: true });
    times.push(performance.now() - started);
  }
  const name = `search in all ${table.schema.columns.length} columns, ${shownRows} rows`;
  record({ name, value: median(times), unit: 'ms' });
}

/** At 100 places of rows that stand far apart in the order in which they came. */
async function measureWindows(table: ResultTable, goal: `≤ ${number}`): Promise<void> {
  const { version } = await table.answer('arrange', {
    sort: [{ column: 0, descending: true }],
    filters: [],
    formatted: true,
  });
  const times = Array.from({ length: 100 }, (_, i) => {
    const first = Math.floor((i * (table.rows - windowRows)) / 100);
    const started = performance.now();
    table.window({ version, first, count: windowRows });
    return performance.now() - started;
  });
  const columns = table.schema.columns.length;
  record({
    name: `window of ${windowRows} rows × ${columns} columns, sorted`,
    value: median(times),
    unit: 'ms',
    goal,
  });
}

/** Asks for a window again and again while the rows are sorted by a column of a million values. */
async function measureWaiting(table: ResultTable): Promise<void> {
  let longest = 0;
  const state = { sorted: false };
  const sorting = arrange(table, { name: '', column: 'name' }).then(() => (state.sorted = true));
  while (!state.sorted) {
    const asked = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    await table.answer('window', { version: 0, first: 0, count: 100 });
    longest = Math.max(longest, performance.now() - asked);
  }
  await sorting;
  record({
    name: `longest wait for a window while ${shownRows} rows are sorted`,
    value: longest,
    unit: 'ms',
    goal: '≤ 50',
  });
}

function widePage(): string {
  const lines = Array.from({ length: 5000 }, (_, row) =>
    JSON.stringify(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, column) => [
          `column${column}`,
          column % 3 === 0
            ? `Text ${(row * 7 + column) % 4999}`
            : column % 3 === 1
              ? (row + column) / 4
              : null,
        ]),
      ),
    ),
  );
  return pageOf(lines);
}

void main();
