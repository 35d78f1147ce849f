import { Dice, oddText } from '../store/support/dice';

/** A cell as plain JavaScript holds it; `undefined`: not sent. */
export type PlainCell = PlainValue | null | undefined;

export interface PlainValue {
  readonly type: 'text' | 'number' | 'boolean' | 'json';
  /** Text of the value, a number's digits as they were sent. */
  readonly raw: string;
  readonly formatted?: string;
}

/** A row by the names of its columns. */
export type PlainRow = ReadonlyMap<string, PlainCell>;

const formattedName = '@OData.Community.Display.V1.FormattedValue';
const lookupName = '@Microsoft.Dynamics.CRM.lookuplogicalname';

const decimals = [
  '0', '-0', '0.0', '1.50', '1.5', '1e5', '100000', '1E-7', '0.0000001', '-3.25', '12345678901234567890', '12345678901234567891',
  '12345678901234567890.5', '0.1', '0.30000000000000004', '0.3', '1e400', '2e400', '-1e400', '5e-324', '4e-324', '1e-400', '2e-400',
  '9007199254740993', '9007199254740992.0', '1e22', '-9.99e-5',
] as const; // prettier-ignore
const times = [
  '2026-03-29T01:30:00+01:00', '2026-03-29T00:30:00Z', '2026-03-29T00:30:00.5Z', '2026-03-29T00:30:00.4999999Z', '1999-12-31T23:59:59-05:00',
  '2026-03-29', '2026-03-28T23:30:00-01:00', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '1969-12-31T23:59:59.999Z', '2026-03-29T00:30Z',
] as const; // prettier-ignore
const labels = ['Aktiv', 'aktiv', 'Inaktiv', 'Ärende', 'سؤال', '🏔 Peak', 'e\u0301t\u00e9'];

const text = (raw: string, formatted?: string): PlainValue => shownAs({ type: 'text', raw }, formatted);
const number = (raw: string, formatted?: string): PlainValue => shownAs({ type: 'number', raw }, formatted);
const boolean = (value: boolean): PlainValue =>
  shownAs({ type: 'boolean', raw: String(value) }, value ? 'Yes' : 'No');
const json = (value: unknown): PlainValue => ({ type: 'json', raw: JSON.stringify(value) });

function shownAs(value: PlainValue, formatted: string | undefined): PlainValue {
  return formatted === undefined || formatted === '' || formatted === value.raw
    ? value
    : { ...value, formatted };
}

function guid(dice: Dice): string {
  const digits = Array.from({ length: 32 }, () => dice.below(16).toString(16)).join('');
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

type Make = (dice: Dice, row: number) => PlainCell;

const people = Array.from({ length: 7 }, (_, i) => [guid(new Dice(i + 40)), labels[i] ?? ''] as const);

/** Columns of all kinds, by name; what makes their cells. */
const makers: Readonly<Record<string, Make>> = {
  accountid: (dice) => text(guid(dice)),
  name: (dice) => text(oddText(dice)),
  capitals: (dice, row) => text(`${dice.pick(['Contoso', 'CONTOSO', 'contoso', 'ΟΔΟΣ', 'οδος'])} ${row % 40}`),
  city: (dice) => text(dice.pick(['Oslo', 'oslo', 'Łódź', 'İstanbul', '', ' ', 'ירושלים', '東京', '\ud83d', 'Zu\u0308rich', 'Zürich'])),
  people: (dice) => number(String(dice.below(40) - 20)),
  big: (dice) => number(`${dice.pick(['', '-'])}90071992547409${String(dice.below(40)).padStart(2, '0')}${dice.below(10)}`),
  decimal: (dice) => number(dice.pick(decimals)),
  powers: (dice) => number(dice.pick(['1e400', '2e400', '-1e400', '-1e401', '1e308', '5e-324', '4e-324', '1e-400', '0', '2'])),
  revenue: (dice) => {
    const value = dice.below(2_000_000) / 100 - 5000;
    return number(String(value), `€ ${value.toFixed(2)}`);
  },
  createdon: (dice) => text(new Date(dice.below(2 ** 31) * 1000).toISOString().replace('.000', ''), dice.next() < 0.9 ? 'A day' : undefined),
  when: (dice) => text(dice.pick(times)),
  day: (dice) => text(new Date(dice.below(4000) * 86_400_000).toISOString().slice(0, 10)),
  flag: (dice) => boolean(dice.next() < 0.5),
  statuscode: (dice) => {
    const value = dice.below(labels.length);
    return number(String(value), labels[value]);
  },
  interests: (dice) => text(dice.pick(['1', '1,3', '2,3', '3']), dice.pick(['Golf', 'Golf; Chess', 'Chess; Skiing'])),
  _ownerid_value: (dice) => text(...dice.pick(people)),
  _contactid_value: (dice) => text(guid(dice), dice.next() < 0.8 ? oddText(dice) : undefined),
  mixed: (dice, row) =>
    dice.pick<() => PlainValue>([
      () => number(String(row % 30)), () => text(String(row % 30)), () => boolean(row % 2 === 0), () => text(oddText(dice)),
    ])(),
  mixedlate: (dice, row) => (row < 420 ? number(String(dice.below(9000))) : dice.next() < 0.5 ? text('n/a') : number('7.25')),
  tasks: (dice, row) => json(Array.from({ length: dice.below(4) }, (_, i) => ({ subject: oddText(dice), i: row + i }))),
  parts: (dice) => json([dice.below(5), oddText(dice), { more: null }]),
  nothing: () => null,
  sparse: (dice, row) => (dice.next() < 0.95 ? undefined : text(`Seldom ${row}`)),
  late: (dice, row) => (row < 400 ? undefined : number(String(dice.below(1000) / 8))),
  'parent/name': (dice) => text(oddText(dice)),
  'parent/code': (dice) => number(String(dice.below(90))),
}; // prettier-ignore

/** Columns of which every row has a value. */
const whole = new Set(['accountid', 'parent/name']);

function cellOf(name: string, make: Make, dice: Dice, row: number): PlainCell {
  const state = dice.next();
  const cell = make(dice, row);
  if (whole.has(name) || cell === null || cell === undefined) return cell;
  return state < 0.06 ? null : state < 0.12 ? undefined : cell;
}

/** A string as servers may spell it, with needless escapes too. */
function spelt(dice: Dice, value: string): string {
  const written = JSON.stringify(value);
  if (dice.next() > 0.15) return written;
  return written.replaceAll(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
} // prettier-ignore

function members(dice: Dice, name: string, cell: PlainCell): string[] {
  if (cell === undefined) return [];
  if (cell === null) return [`"${name}":null`];
  const own = `"${name}":${cell.type === 'text' ? spelt(dice, cell.raw) : cell.raw}`;
  const notes = name.startsWith('_') ? [`"${name}${lookupName}":"contact"`] : [];
  if (cell.formatted !== undefined) notes.push(`"${name}${formattedName}":${spelt(dice, cell.formatted)}`);
  return [...notes, own];
}

/** JSON of a row; `parent/name` stands in a record `parent`. */
function written(dice: Dice, row: PlainRow): string {
  const outer: string[] = [];
  const inner: string[] = [];
  for (const [name, cell] of row) {
    if (name.startsWith('parent/')) inner.push(...members(dice, name.slice(7), cell));
    else outer.push(...members(dice, name, cell));
  }
  return `{"@odata.etag":"W/\\"${dice.below(99)}\\"",${outer.join(',')},"parent":{${inner.join(',')}}}`;
}

export interface OddPages {
  readonly rows: readonly PlainRow[];
  readonly pages: readonly string[];
}

const usualSizes = [1, 3, 260, ...Array<number>(40).fill(2), 330];

/** The same seed makes the same pages: of very few rows, and of many. */
export function oddPages(seed: number, sizes: readonly number[] = usualSizes): OddPages {
  const dice = new Dice(seed);
  const count = sizes.reduce((sum, size) => sum + size, 0);
  return pagesOf(
    dice,
    Array.from({ length: count }, (_, row) => oddRow(dice, row)),
    sizes,
  );
}

export function oddRow(dice: Dice, row: number): PlainRow {
  return new Map(Object.entries(makers).map(([name, make]) => [name, cellOf(name, make, dice, row)]));
}

export function pagesOf(dice: Dice, rows: readonly PlainRow[], sizes: readonly number[]): OddPages {
  let at = 0;
  const pages = sizes.map((size) => {
    const page = rows.slice(at, (at += size)).map((row) => written(dice, row));
    return `{"@odata.context":"c","value":[${page.join(',')}]}`;
  });
  return { rows, pages };
}
