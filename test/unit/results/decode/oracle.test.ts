import { describe, expect, it } from 'vitest';
import { accountPage, Dice } from '../../../bench/results/pages';
import { Loaded, problemWith } from './support';

const fv = '@OData.Community.Display.V1.FormattedValue';

const pieces = [
  'a',
  'Zoë',
  '東京',
  '🏔',
  '\\',
  '"',
  '\n',
  '\u0000',
  '\ud800',
  '\udfff',
  '/',
  'שלום',
  '=1+1',
  '<b>',
];
const numbers = [
  '0',
  '-0',
  '-1',
  '1.50',
  '0.1',
  '1e5',
  '1E-7',
  '123456789012345678901234567890',
  '0.000001',
  '1e400',
];

function text(dice: Dice): string {
  return Array.from({ length: dice.whole(0, 12) }, () => dice.pick(pieces)).join('');
}

/** A string as servers may spell it: with needless escapes, too. */
function spelt(dice: Dice, value: string): string {
  const json = JSON.stringify(value);
  return dice.next() < 0.3 ? json.replaceAll('/', '\\/').replaceAll('a', '\\u0061') : json;
}

interface Wanted {
  readonly raw: string | null;
  readonly formatted?: string | undefined;
}

/** One row with some of the columns, in any order, and what its cells are to be. */
function row(dice: Dice, columns: number, wide: boolean): { json: string; wanted: Map<string, Wanted> } {
  const wanted = new Map<string, Wanted>();
  const members: string[] = [];
  for (let i = 0; i < columns; i++) {
    if (wide ? dice.next() < 0.9 : dice.next() < 0.2) continue;
    const name = `c${i}`;
    const [json, raw] = value(dice, i);
    const formatted = dice.next() < 0.3 && raw !== null ? text(dice) : undefined;
    const own = [`${JSON.stringify(name)}${dice.pick([':', ' : '])}${json}`];
    if (formatted !== undefined) own.push(`"${name}${fv}":${spelt(dice, formatted)}`);
    if (dice.next() < 0.2) own.reverse();
    if (dice.next() < 0.2) members.unshift(...own);
    else members.push(...own);
    wanted.set(name, { raw, formatted: formatted === '' || formatted === raw ? undefined : formatted });
  }
  return { json: `{${members.join(dice.pick([',', ' ,\n']))}}`, wanted };
}

function value(dice: Dice, column: number): [json: string, raw: string | null] {
  if (dice.next() < 0.15) return ['null', null];
  switch (column % 7) {
    case 0: {
      const raw = text(dice);
      return [spelt(dice, raw), raw];
    }
    case 1: {
      const raw = dice.pick(numbers);
      return [raw, raw];
    }
    case 2: {
      const raw = dice.guid();
      return [`"${raw}"`, raw];
    }
    case 3: {
      const raw = dice.next() < 0.02 ? '2026-02-30T00:00:00Z' : dice.instant();
      return [`"${raw}"`, raw];
    }
    case 4: {
      const raw = String(dice.whole(-1000, 100_000_000) / 100);
      return [raw, raw];
    }
    case 5: {
      const raw = JSON.stringify([{ deep: [text(dice), { x: null }] }, 1]);
      return [raw, raw];
    }
    default: {
      const raw = dice.pick(['true', 'false', dice.pick(['Oslo', 'Köln', ''])]);
      return raw === 'true' || raw === 'false' ? [raw, raw] : [JSON.stringify(raw), raw];
    }
  }
}

function check(loaded: Loaded, wanted: readonly Map<string, Wanted>[]): void {
  expect(loaded.rows).toBe(wanted.length);
  const reader = loaded.table.reader(0);
  if (reader === undefined) throw new Error('The rows were arranged.');
  const names = loaded.names;
  wanted.forEach((cells, at) => {
    reader.go(at);
    let found = 0;
    names.forEach((name, column) => {
      const cell = reader.cell(column);
      if (cell.state === 'absent') return;
      found++;
      const own = cells.get(name);
      const actual = cell.state === 'null' ? { raw: null } : { raw: cell.raw, formatted: cell.formatted };
      if (own?.raw !== actual.raw || own.formatted !== actual.formatted) {
        expect({ at, name, ...actual }).toEqual({ at, name, ...own });
      }
    });
    if (found !== cells.size) expect({ at, found }).toEqual({ at, found: cells.size });
  });
}

describe('pages made at random', () => {
  it.each([1, 2, 3, 4, 5, 6])('hold in every cell what was put in (seed %i)', (seed) => {
    const dice = new Dice(seed * 7919);
    const wide = seed % 3 === 0;
    const columns = wide ? 300 : dice.whole(3, 30);
    const all: Map<string, Wanted>[] = [];
    const loaded = new Loaded();
    for (const count of [dice.whole(0, 3), dice.whole(200, 900), 1, dice.whole(500, 1200)]) {
      const rows = Array.from({ length: count }, () => row(dice, columns, wide));
      loaded.add(`{"@odata.context":"c","value":[${rows.map(({ json }) => json).join(', ')}]}`);
      all.push(...rows.map(({ wanted }) => wanted));
    }
    check(loaded, all);
  });

  it('and pages of accounts hold what JSON.parse finds in them', () => {
    const loaded = new Loaded();
    const all: Map<string, Wanted>[] = [];
    for (const page of [0, 1]) {
      const body = accountPage(page, 700);
      loaded.add(body);
      const { value: rows } = JSON.parse(body) as { value: Record<string, unknown>[] };
      for (const one of rows) {
        const entries = Object.entries(one).filter(([name]) => !name.includes('@'));
        all.push(
          new Map(
            entries.map(([name, raw]) => {
              const formatted = one[name + fv] as string | undefined;
              const own = raw === null ? null : typeof raw === 'string' ? raw : JSON.stringify(raw);
              return [
                name,
                own === null
                  ? { raw: own }
                  : { raw: own, formatted: formatted === own ? undefined : formatted },
              ];
            }),
          ),
        );
      }
    }
    check(loaded, all);
  });
});

describe('a page that is cut', () => {
  it('is refused wherever that happens', () => {
    const { json } = row(new Dice(5), 12, false);
    const page = new TextEncoder().encode(
      `{"@odata.count":2,"value":[${json},{"a":{"b":[true]}}],"@odata.nextLink":"n"}`,
    );
    for (let end = 0; end < page.length; end++) {
      expect([end, problemWith(page.slice(0, end))]).toMatchObject([
        end,
        { kind: 'malformed-answer', title: 'The answer of the server ends in the middle.' },
      ]);
    }
    expect(problemWith(page)).toBeUndefined();
  });

  it('or damaged never ends in anything but a refusal or rows', () => {
    const dice = new Dice(99);
    const page = new TextEncoder().encode(accountPage(3, 4));
    for (let i = 0; i < 400; i++) {
      const damaged = page.slice();
      for (let k = dice.whole(1, 3); k > 0; k--) damaged[dice.whole(0, page.length - 1)] = dice.whole(0, 255);
      expect([undefined, 'malformed-answer']).toContain(problemWith(damaged)?.kind);
    }
  });
});
