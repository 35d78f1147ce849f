import { describe, expect, it } from 'vitest';
import type { ColumnKind } from '../../../../src/core/results/model';
import { arranged } from './support/arranged';
import { Dice, oddText } from './support/dice';
import { madeTable, number, text } from './support/madeTable';
import type { MadeCell, MadeColumn } from './support/madeTable';

const encodings = ['coded', 'mixed', 'text'] as const;

function shown(cell: MadeCell): string {
  return cell?.formatted ?? cell?.raw ?? '';
}

/** What a plain sort of objects makes of it: stable, without a value last. */
function expected(
  cells: readonly MadeCell[],
  compare: (a: NonNullable<MadeCell>, b: NonNullable<MadeCell>) => number,
  descending: boolean,
): number[] {
  const rows = cells.map((_, row) => row);
  return rows.sort((a, b) => {
    const [left, right] = [cells[a], cells[b]];
    if (!left || !right) return Number(!left) - Number(!right);
    return descending ? compare(right, left) : compare(left, right);
  });
}

function column(kind: ColumnKind, encoding: MadeColumn['encoding']): MadeColumn {
  return { name: 'value', kind, encoding };
}

/** The shown texts of rows: where the order calls two texts equal, either may come first. */
function texts(order: readonly number[], cells: readonly MadeCell[]): (string | undefined)[] {
  return order.map((row) => (cells[row] ? shown(cells[row]) : undefined));
}

describe('sorting by text', () => {
  for (const locale of ['en', 'cs', 'da', 'sv', 'hu', 'de', 'tr']) {
    it.each(encodings)(`is the order of Intl.Collator in ${locale} (%s)`, async (encoding) => {
      const dice = new Dice(locale.charCodeAt(0) * 31 + locale.charCodeAt(1));
      const cells = Array.from({ length: 1500 }, (): MadeCell => {
        const kind = dice.next();
        return kind < 0.05 ? undefined : kind < 0.1 ? null : text(oddText(dice));
      });
      const table = madeTable(
        [column('text', encoding)],
        cells.map((cell) => [cell]),
        { locale, segmentRows: 200 },
      );
      const { compare } = new Intl.Collator(locale);
      for (const descending of [false, true]) {
        const order = await arranged(table, { sort: [{ column: 0, descending }] });
        const wanted = expected(cells, (a, b) => compare(a.raw, b.raw), descending);
        const [found, oracle] = [texts(order, cells), texts(wanted, cells)];
        // Where texts differ at a place, the language must not tell them apart.
        const wrong = found.flatMap((one, i) => {
          const other = oracle[i];
          const same =
            one === other || (one !== undefined && other !== undefined && compare(one, other) === 0);
          return same ? [] : [[i, one, other]];
        });
        expect(wrong).toEqual([]);
        expect([...order].sort((a, b) => a - b)).toEqual(cells.map((_, row) => row));
      }
    });
  }

  it('is that order for many texts, of which few or many begin alike', async () => {
    const dice = new Dice(9);
    const companies = ['Contoso', 'Fabrikam', 'Ångström', 'contoso', 'Zeppelin & Söhne'];
    const cells = Array.from({ length: 15_000 }, (_, i): MadeCell => {
      if (i % 500 === 0) return text(oddText(dice));
      const named = `${dice.pick(companies)} ${dice.below(40)} ${dice.below(9999)}`;
      return text(i % 2 === 0 ? named : dice.next().toString(36).slice(2));
    });
    const { compare } = new Intl.Collator('en');
    for (const encoding of ['text', 'coded'] as const) {
      const made = cells.map((cell) => [cell]);
      const table = madeTable([column('text', encoding)], made, { segmentRows: 1000 });
      const order = await arranged(table, { sort: [{ column: 0, descending: true }] });
      const found = texts(order, cells);
      const oracle = texts(
        expected(cells, (a, b) => compare(a.raw, b.raw), true),
        cells,
      );
      expect(found.filter((one, i) => compare(one ?? '', oracle[i] ?? '') !== 0)).toEqual([]);
    }
  });

  it('sorts what is shown, or what is stored where that is asked for', async () => {
    const cells = [text('b', 'Zeta'), text('a', 'Eta'), text('c'), null, text('d', 'Alpha')];
    for (const encoding of encodings) {
      const table = madeTable(
        [column('lookup', encoding)],
        cells.map((cell) => [cell]),
        { segmentRows: 2 },
      );
      expect(await arranged(table, { sort: [{ column: 0, descending: false }] })).toEqual([4, 2, 1, 0, 3]);
      const stored = { sort: [{ column: 0, descending: false }], formatted: false };
      expect(await arranged(table, stored)).toEqual([1, 0, 2, 4, 3]);
    }
  });

  it('leaves equal rows in the order in which they came, in both directions', async () => {
    const cells = ['x', 'a', 'x', 'a', 'x'].map((raw) => [text(raw)]);
    for (const encoding of encodings) {
      const table = madeTable([column('text', encoding)], cells, { segmentRows: 2 });
      expect(await arranged(table, { sort: [{ column: 0, descending: false }] })).toEqual([1, 3, 0, 2, 4]);
      expect(await arranged(table, { sort: [{ column: 0, descending: true }] })).toEqual([0, 2, 4, 1, 3]);
    }
  });

  it('tells long texts apart by what stands far behind', async () => {
    const long = 'word '.repeat(400);
    const cells = ['z', 'b', 'a', 'B'].map((end) => [text(long + end)]);
    const table = madeTable([column('text', 'text')], cells);
    expect(await arranged(table, { sort: [{ column: 0, descending: false }] })).toEqual([2, 1, 3, 0]);
  });

  it('knows the texts that come after a sort', async () => {
    const made = ['b', 'a', 'c', 'A', 'aa'].map((raw) => [text(raw)]);
    for (const encoding of encodings) {
      const table = madeTable([column('text', encoding)], made.slice(0, 4), { segmentRows: 2 });
      await arranged(table, { sort: [{ column: 0, descending: false }] });
      const whole = madeTable([column('text', encoding)], made, { segmentRows: 2 });
      expect(await arranged(whole, { sort: [{ column: 0, descending: false }] })).toEqual([1, 3, 4, 0, 2]);
    }
  });
});

describe('sorting by number', () => {
  const generators: Record<string, (dice: Dice) => number> = {
    whole: (dice) => dice.below(2000) - 1000,
    cents: (dice) => dice.below(10_000_000) / 100,
    'any number': (dice) => (dice.next() - 0.5) * 10 ** dice.below(40),
    huge: (dice) => (dice.below(9) - 4) * Number.MAX_SAFE_INTEGER,
    'close ones': (dice) => 1 + dice.below(5000) * 2 ** -45,
    'some close ones': (dice) => dice.below(300) + dice.below(6) * 2 ** -40,
    zeros: (dice) => dice.pick([0, -0, 1, -1, 5e-324, -5e-324]),
  };
  for (const [name, make] of Object.entries(generators)) {
    it.each(['coded', 'number'] as const)(`orders ${name} (%s)`, async (encoding) => {
      const dice = new Dice(name.length);
      const cells = Array.from({ length: 1200 }, (): MadeCell => {
        const kind = dice.next();
        return kind < 0.1 ? null : kind < 0.2 ? undefined : number(make(dice), `€ ${make(dice)}`);
      });
      const table = madeTable(
        [column('number', encoding)],
        cells.map((cell) => [cell]),
        { segmentRows: 100 },
      );
      for (const descending of [false, true]) {
        const order = await arranged(table, { sort: [{ column: 0, descending }] });
        expect(order).toEqual(expected(cells, (a, b) => Number(a.raw) - Number(b.raw), descending));
      }
    });
  }

  it('orders many amounts', async () => {
    const dice = new Dice(3);
    const cells = Array.from({ length: 10_000 }, (_, i) =>
      number(i % 2 === 0 ? dice.below(10_000_000) / 100 : dice.below(900)),
    );
    for (const scale of [1, Math.PI]) {
      const scaled = cells.map((cell) => number(Number(cell.raw) * scale));
      const made = scaled.map((cell) => [cell]);
      const table = madeTable([column('number', 'number')], made, { segmentRows: 1000 });
      const order = await arranged(table, { sort: [{ column: 0, descending: false }] });
      expect(order).toEqual(expected(scaled, (a, b) => Number(a.raw) - Number(b.raw), false));
    }
  });

  it('orders points in time, and dates without one', async () => {
    const dice = new Dice(5);
    const cells = Array.from({ length: 700 }, () => {
      const iso = new Date(dice.below(2 ** 31) * 1000 * (dice.below(3) - 1)).toISOString();
      return dice.next() < 0.1 ? null : text(`${iso.slice(0, 19)}Z`, 'shown');
    });
    for (const encoding of ['coded', 'instant', 'text'] as const) {
      const table = madeTable(
        [column('date', encoding)],
        cells.map((cell) => [cell]),
        { segmentRows: 64 },
      );
      const order = await arranged(table, { sort: [{ column: 0, descending: true }] });
      expect(order).toEqual(expected(cells, (a, b) => Date.parse(a.raw) - Date.parse(b.raw), true));
    }
    const days = ['2026-02-01', '2025-12-31', '2026-01-15'].map((raw) => [text(raw)]);
    const table = madeTable([column('date', 'coded')], days);
    expect(await arranged(table, { sort: [{ column: 0, descending: false }] })).toEqual([1, 2, 0]);
  });

  it('orders choices by label where labels are shown, else by number, and several of them as text', async () => {
    const choice = (value: number, label: string): MadeCell => number(value, label);
    const cells = [choice(10, 'Beta'), choice(9, 'Gamma'), null, choice(100, 'Alpha')].map((cell) => [cell]);
    for (const encoding of ['coded', 'number'] as const) {
      const table = madeTable([column('choice', encoding)], cells);
      expect(await arranged(table, { sort: [{ column: 0, descending: false }] })).toEqual([3, 0, 1, 2]);
      const stored = { sort: [{ column: 0, descending: false }], formatted: false };
      expect(await arranged(table, stored)).toEqual([1, 0, 3, 2]);
    }
    const several = [text('3,1', 'C; A'), text('1,2', 'A; B')].map((cell) => [cell]);
    const table = madeTable([column('choice', 'coded')], several);
    expect(await arranged(table, { sort: [{ column: 0, descending: false }], formatted: false })).toEqual([
      1, 0,
    ]);
  });
});

describe('sorting by collections', () => {
  it.each(['coded', 'text'] as const)('orders them by how many records they hold (%s)', async (encoding) => {
    const records = (count: number): MadeCell => {
      const one = { name: '[a], "b"', inner: [1, 2, { deep: '\\\\' }] };
      return { type: 'json', raw: JSON.stringify(Array.from({ length: count }, () => one)) };
    };
    const cells = [
      records(10),
      records(9),
      null,
      records(0),
      records(1),
      records(100),
      undefined,
      records(9),
    ];
    const table = madeTable(
      [column('rows', encoding)],
      cells.map((cell) => [cell]),
      { segmentRows: 3 },
    );
    const ascending = await arranged(table, { sort: [{ column: 0, descending: false }] });
    expect(ascending).toEqual([3, 4, 1, 7, 0, 5, 2, 6]);
    const descending = await arranged(table, { sort: [{ column: 0, descending: true }] });
    expect(descending).toEqual([5, 0, 1, 7, 4, 3, 2, 6]);
  });
});

describe('sorting by several columns', () => {
  it('lets the later ones decide among equals', async () => {
    const dice = new Dice(77);
    const rows = Array.from({ length: 3000 }, (): MadeCell[] => [
      dice.next() < 0.1 ? null : text(dice.pick(['north', 'South', 'east', 'West'])),
      dice.next() < 0.1 ? undefined : number(dice.below(20)),
      { type: 'boolean', raw: String(dice.next() < 0.5) },
    ]);
    const table = madeTable(
      [column('text', 'coded'), column('number', 'number'), column('boolean', 'coded')],
      rows,
      { segmentRows: 300 },
    );
    const { compare } = new Intl.Collator('en');
    const rank = (cell: MadeCell, other: MadeCell, by: number): number =>
      by || Number(!cell) - Number(!other);
    const wanted = rows
      .map((_, row) => row)
      .sort((a, b) => {
        const [[at, an, af], [bt, bn, bf]] = [rows[a]!, rows[b]!];
        return (
          (!at || !bt ? rank(at, bt, 0) : compare(at.raw, bt.raw)) ||
          (!an || !bn ? rank(an, bn, 0) : Number(bn.raw) - Number(an.raw)) ||
          Number(af!.raw === 'true') - Number(bf!.raw === 'true')
        );
      });
    const sort = [
      { column: 0, descending: false },
      { column: 1, descending: true },
      { column: 2, descending: false },
    ];
    expect(await arranged(table, { sort })).toEqual(wanted);
  });
});
