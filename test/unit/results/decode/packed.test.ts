import { describe, expect, it } from 'vitest';
import { Dice } from '../../../bench/results/pages';
import { Loaded, problemWith } from './support';

const fv = '@OData.Community.Display.V1.FormattedValue';
const lookup = '@Microsoft.Dynamics.CRM.lookuplogicalname';

type Make = (dice: Dice, row: number) => string;

/** JSON of values of which nearly each is another one. */
const makers: Record<string, Make> = {
  guid: (dice) => `"${dice.guid()}"`,
  'GUID in capitals': (dice) => `"${dice.guid().toUpperCase()}"`,
  number: (_, row) => String(row / 8),
  'number with zeros behind': (_, row) => `${row}.50`,
  'huge number': (_, row) => `${row}1234567890123456789`,
  instant: (dice) => `"${dice.instant()}"`,
  'text like an instant': (_, row) => `"2026-13-01T${String(row).padStart(4, '0')}:00Z"`,
  text: (dice, row) => `"${'x'.repeat(dice.whole(0, 90))}${row}"`,
  'wide text': (dice, row) => `"${dice.pick(['Zoë', '東京', '🏔'])}${row}"`,
  'text with escapes': (_, row) => `"\\ud83c${row}\\u0041\\n"`,
  record: (_, row) => `[{"n":${row}}]`,
};

const rawOf = (json: string): string => (json.startsWith('"') ? (JSON.parse(json) as string) : json);
const none: Make = () => 'null';

/** A page of one column, and what stands in it row by row: `null`, or nothing where it was not sent. */
function page(dice: Dice, makes: readonly (readonly [make: Make, rows: number])[]) {
  const wanted: (string | null | undefined)[] = [];
  const rows: string[] = [];
  for (const [make, count] of makes) {
    for (let i = 0; i < count; i++) {
      const chance = dice.next();
      const json = make(dice, rows.length + 1);
      const shown = JSON.stringify(dice.next() < 0.5 ? rawOf(json) : `shown as ${json}`);
      if (chance < 0.05) rows.push('{}');
      else if (chance < 0.1) rows.push(`{"c":null,"c${fv}":${shown}}`);
      else rows.push(`{"c":${json},"c${fv}":${shown}}`);
      wanted.push(chance < 0.05 ? undefined : chance < 0.1 || make === none ? null : json);
    }
  }
  return { body: `{"value":[${rows.join(',')}]}`, wanted };
}

function check(loaded: Loaded, wanted: readonly (string | null | undefined)[]): void {
  expect(loaded.rows).toBe(wanted.length);
  wanted.forEach((json, row) => {
    const cell = loaded.cell(row, 'c');
    const found = cell.state === 'absent' ? undefined : cell.state === 'null' ? null : cell.raw;
    const raw = typeof json === 'string' ? rawOf(json) : json;
    if (found !== raw) expect({ row, found }).toEqual({ row, found: raw });
    const shown = cell.state === 'value' ? cell.formatted : undefined;
    // One that says the same in other escapes may stay.
    if (shown === undefined || shown === raw) return;
    if (shown !== `shown as ${json}`) expect({ row, shown, json }).toEqual({ row });
  });
}

describe('values that each row holds for itself', () => {
  const names = Object.keys(makers);
  it.each(names)('may become of any other kind within a page: %s', (first) => {
    const dice = new Dice(31 + names.indexOf(first));
    const before = makers[first];
    for (const second of names) {
      const after = makers[second];
      if (before === undefined || after === undefined) throw new Error('There is no such kind.');
      const pages = [
        page(dice, [[before, 600]]),
        page(dice, [
          [none, dice.whole(0, 300)],
          [before, dice.whole(1, 300)],
          [none, dice.whole(0, 300)],
          [after, dice.whole(1, 300)],
        ]),
        page(dice, [[before, 200]]),
      ];
      const loaded = new Loaded(...pages.map(({ body }) => body));
      check(
        loaded,
        pages.flatMap(({ wanted }) => wanted),
      );
      expect(loaded.columns[0]?.[1]?.encoding).toBe('packed');
    }
  });

  it('are refused with an escape or a number that is none, however late', () => {
    const rows = Array.from({ length: 700 }, (_, i) => `{"t":"t${i}","n":${i}.5}`);
    expect(problemWith(`{"value":[${rows.join(',')}]}`)).toBeUndefined();
    for (const bad of ['{"t":"\\x"}', '{"n":1.}', `{"t":"a","t${fv}":"\\u12"}`]) {
      const loaded = new Loaded(`{"value":[${rows.join(',')}]}`);
      expect(() => loaded.add(`{"value":[${[...rows, bad].join(',')}]}`)).toThrow('not valid JSON');
      loaded.add('{"value":[{"t":"after"}]}');
      expect(loaded.cell(loaded.rows - 1, 't')).toMatchObject({ raw: 'after' });
    }
  });
});

describe('what annotations repeat', () => {
  it('is looked at again where it only begins like the one before', () => {
    const tables = ['account', 'account', 'accounts', 'acc', '', 'accou\\u006et', 'account', 'contact'];
    const rows = tables.map((table, i) => `{"_x_value${lookup}":"${table}","_x_value":"${i}"}`);
    const loaded = new Loaded(`{"value":[${rows.join(',')}]}`);
    expect(
      tables.map((_, row) => {
        const cell = loaded.cell(row, '_x_value');
        return cell.state === 'value' ? (cell.target?.logicalName ?? '') : undefined;
      }),
    ).toEqual(tables.map((table) => rawOf(`"${table}"`)));
  });
});

describe('names that are no UTF-8', () => {
  it('are known again, row by row', () => {
    const row = Buffer.from([...Buffer.from('{"abcdef'), 0xf8, 0xff, ...Buffer.from('abcdefgh":1}')]);
    const rows = Array.from({ length: 50 }, (_, i) => (i === 0 ? [row] : [Buffer.from(','), row])).flat();
    const loaded = new Loaded(
      new Uint8Array(Buffer.concat([Buffer.from('{"value":['), ...rows, Buffer.from(']}')])),
    );
    expect(loaded.names).toEqual(['abcdef\ufffd\ufffdabcdefgh']);
    expect(loaded.cell(49, 0)).toMatchObject({ raw: '1' });
  });
});
