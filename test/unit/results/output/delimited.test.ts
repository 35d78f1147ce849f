import { parseCsv } from 'hucre/csv';
import { describe, expect, it } from 'vitest';
import { DelimitedFormat } from '../../../../src/core/results/output/formats/delimited';
import { Losses } from '../../../../src/core/results/output/losses';
import { columns, FakeRows, textOf, value, type FakeCell } from './support/fakeRows';
import { brokenTexts, hostileTexts, random, randomText } from './support/texts';

interface Written {
  readonly text: string;
  readonly losses: Losses;
}

function csv(
  names: readonly string[],
  rows: readonly (readonly FakeCell[])[],
  options: { formatted?: boolean; formulaGuard?: boolean; headings?: boolean; separator?: ',' | '\t' } = {},
): Written {
  const losses = new Losses();
  const format = new DelimitedFormat(
    {
      columns: columns(...names),
      separator: ',',
      headings: true,
      formatted: false,
      formulaGuard: false,
      ...options,
    },
    losses,
  );
  return { text: textOf(format, new FakeRows(rows), losses), losses };
}

const read = (text: string, delimiter = ','): unknown => parseCsv(text, { delimiter, skipBom: false });

describe('CSV', () => {
  it('is read back cell by cell, whatever stands in the cells', () => {
    const rows = hostileTexts.map((text, i) => [text, hostileTexts.at(-i) ?? '']);
    expect(read(csv(['a', 'b'], rows).text)).toEqual([['a', 'b'], ...rows]);
  });

  it('is read back cell by cell for texts made at random', () => {
    const next = random(7);
    for (let round = 0; round < 60; round++) {
      const rows = Array.from({ length: 20 }, () => [randomText(next, 6), `x${randomText(next, 6)}`]);
      expect(read(csv(['a', 'b'], rows).text)).toEqual([['a', 'b'], ...rows]);
    }
  });

  it('ends every line with CRLF, quotes only what needs it, and doubles quotes', () => {
    const { text } = csv(
      ['a', 'b'],
      [
        ['x', 'say "x"'],
        ['y,z', 'l\nm'],
      ],
    );
    expect(text).toBe('a,b\r\nx,"say ""x"""\r\n"y,z","l\nm"\r\n');
  });

  it('tells an empty text from null, and keeps the line of a single empty column', () => {
    expect(csv(['a', 'b', 'c'], [['', null, undefined]]).text).toBe('a,b,c\r\n"",,\r\n');
    expect(read(csv(['a'], [['x'], [null], ['y']]).text)).toEqual([['a'], ['x'], [''], ['y']]);
  });

  it('writes numbers as they were sent and formatted values where they are wanted', () => {
    const row = [
      value('number', '1200.50', '$1,200.50'),
      value('number', '9007199254740993'),
      value('boolean', 'true', 'Yes'),
    ];
    expect(csv(['m', 'n', 'b'], [row]).text).toBe('m,n,b\r\n1200.50,9007199254740993,true\r\n');
    expect(csv(['m', 'n', 'b'], [row], { formatted: true }).text).toBe(
      'm,n,b\r\n"$1,200.50",9007199254740993,Yes\r\n',
    );
  });

  it('guards what a spreadsheet would calculate, and nothing else, where that is switched on', () => {
    const formulas = ['=1', '+1', '-1', '@A1', '\t=1', '\r=1', '\n=1', '\uff1d1'];
    const plain = ["'=1", ' =1', 'a=1', '1-1', ''];
    const { text, losses } = csv(
      ['a', 'b'],
      [...formulas, ...plain].map((one) => [one, 'x']),
      { formulaGuard: true },
    );
    expect(read(text)).toEqual([
      ['a', 'b'],
      ...formulas.map((one) => [`'${one}`, 'x']),
      ...plain.map((one) => [one, 'x']),
    ]);
    expect(losses.found.cells).toEqual([
      { kind: 'guarded', cells: formulas.length, first: { row: 1, column: 'a' } },
    ]);
  });

  it('leaves negative numbers without a guard, but not a label that only looks like one', () => {
    const guarded = (raw: string, formatted?: string): string =>
      csv(['a'], [[value('number', raw, formatted)]], {
        formulaGuard: true,
        formatted: true,
        headings: false,
      }).text;
    for (const shown of ['-5', '-$5.00', '-1 234,50 €', '-12.5%', '-1’200.00', '-1e-7']) {
      expect(read(guarded('-5', shown))).toEqual([[shown]]);
    }
    expect(guarded('-5')).toBe('-5\r\n');
    expect(guarded('1', '-cmd')).toBe("'-cmd\r\n");
    expect(guarded('1', '-1+1')).toBe("'-1+1\r\n");
    expect(guarded('1', '=1')).toBe("'=1\r\n");
  });

  it('counts the cells with half characters, of which UTF-8 has none', () => {
    const { losses } = csv(
      ['a', 'b'],
      brokenTexts.map((text) => [text, '😀']),
    );
    expect(losses.found.cells).toEqual([
      { kind: 'half-character', cells: brokenTexts.length, first: { row: 1, column: 'a' } },
    ]);
  });

  it('is separated by tabs in the same way, as spreadsheets paste it', () => {
    const rows = hostileTexts.map((text) => [text, 'x']);
    expect(read(csv(['a', 'b'], rows, { separator: '\t' }).text, '\t')).toEqual([['a', 'b'], ...rows]);
    expect(
      csv(
        ['a', 'b'],
        [
          ['', null],
          ['1,2', 'x'],
        ],
        { separator: '\t' },
      ).text,
    ).toBe('a\tb\r\n\t\r\n1,2\tx\r\n');
  });

  it('writes a text of ten million characters whole', () => {
    const long = `${'x'.repeat(98)}"\n`.repeat(100_000);
    const { text } = csv(['a', 'b'], [[long, 'x']]);
    expect(text === `a,b\r\n"${long.replaceAll('"', '""')}",x\r\n`).toBe(true);
  });
});
