import { describe, expect, it } from 'vitest';
import {
  copySteps,
  type CopiedText,
  type CopyFormat,
  type CopyOptions,
} from '../../../../src/core/results/output/copy/copyCells';
import { copiedWords, nothingToCopy } from '../../../../src/core/results/output/copy/copiedWords';
import { takeAll } from '../../../../src/core/base/steps';
import { columns, FakeRows, value, type ColumnName, type FakeCell } from './support/fakeRows';
import { hostileTexts } from './support/texts';

function copied(
  format: CopyFormat,
  names: readonly ColumnName[],
  rows: readonly (readonly FakeCell[])[],
  options: Partial<CopyOptions> & { longest?: number } = {},
): CopiedText {
  const { longest, ...rest } = options;
  const all = { format, headings: true, formatted: false, formulaGuard: false, ...rest };
  return takeAll(copySteps(new FakeRows(rows), columns(...names), all, longest));
}

const guid = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('copying', () => {
  it('gives lines without one at the end, with headings or without', () => {
    const rows = [
      ['x', 1],
      ['y', null],
    ];
    expect(copied('tsv', ['a', 'b'], rows).text).toBe('a\tb\r\nx\t1\r\ny\t');
    expect(copied('tsv', ['a', 'b'], rows, { headings: false }).text).toBe('x\t1\r\ny\t');
    expect(copied('csv', ['a', 'b'], rows).text).toBe('a,b\r\nx,1\r\ny,');
    expect(JSON.parse(copied('json', ['a', 'b'], rows).text)).toEqual([
      { a: 'x', b: 1 },
      { a: 'y', b: null },
    ]);
    expect(JSON.parse(copied('json', ['a', 'b'], rows, { headings: false }).text)).toEqual(rows);
  });

  it('lays a record out as one object of stored values, long texts whole', () => {
    const row = [value('number', '1', 'Active'), 'x'.repeat(2000), null];
    const { text } = copied('record', ['status', 'note', 'owner/name'], [row], { formatted: true });
    expect(text).toBe(
      `{\n  "status": 1,\n  "note": "${'x'.repeat(2000)}",\n  "owner": {\n    "name": null\n  }\n}`,
    );
    expect(copiedWords({ text, rows: 1, of: 1 }, 'record')).toBe('Copied the record as JSON.');
  });

  it('follows the columns in their order, and copies formatted values where they are wanted', () => {
    const rows = [[value('number', '1', 'Active'), 'x', 'hidden']];
    const [a, b] = columns('status', 'name');
    const shown = [b, a].filter((one) => one !== undefined);
    const options = { format: 'tsv', headings: true, formatted: true, formulaGuard: false } as const;
    expect(takeAll(copySteps(new FakeRows(rows), shown, options)).text).toBe('name\tstatus\r\nx\tActive');
  });

  it('guards formulas for spreadsheets where that is switched on', () => {
    expect(copied('tsv', ['a'], [['=1']], { formulaGuard: true, headings: false }).text).toBe("'=1");
    expect(copied('csv', ['a'], [['=1']], { headings: false }).text).toBe('=1');
  });

  it('makes a Markdown table in which nothing is markup', () => {
    const rows = [
      ['[x](javascript:alert(1)) | `b` *c* <b> & ~d~ \\ a_b _c_', 1],
      ['one\r\ntwo\nthree', null],
    ];
    expect(copied('markdown', ['_a_value', ['n', 'number']], rows).text).toBe(
      [
        String.raw`| \_a_value | n |`,
        '| --- | ---: |',
        String.raw`| \[x\](javascript:alert(1)) \| \`b\` \*c\* &lt;b&gt; &amp; \~d\~ \\ a_b \_c\_ | 1 |`,
        '| one<br>two<br>three |  |',
      ].join('\n'),
    );
    const lines = copied(
      'markdown',
      ['a'],
      hostileTexts.map((text) => [text]),
    ).text.split(/\r\n|\r|\n/);
    expect(lines).toHaveLength(2 + hostileTexts.length);
    expect(copied('markdown', ['a'], [['x']], { headings: false }).text).toBe('|   |\n| --- |\n| x |');
  });

  it('makes an HTML table in which everything is text', () => {
    expect(copied('html', ['<a>'], [['<script>"x" & \'y\'</script>\nz'], [null]]).text).toBe(
      '<table>\n<thead>\n<tr><th scope="col">&lt;a&gt;</th></tr>\n</thead>\n<tbody>\n' +
        "<tr><td>&lt;script&gt;&quot;x&quot; &amp; 'y'&lt;/script&gt;<br>z</td></tr>\n<tr><td></td></tr>\n" +
        '</tbody>\n</table>',
    );
    const { text } = copied(
      'html',
      ['a'],
      hostileTexts.map((one) => [one]),
      { headings: false },
    );
    expect([...new Set(text.match(/<[^>]*>/g))].toSorted()).toEqual(
      ['</table>', '</tbody>', '</td>', '</tr>', '<br>', '<table>', '<tbody>', '<td>', '<tr>'].toSorted(),
    );
  });

  it('makes a SQL IN list of the stored values, each once and null never', () => {
    const cells = [
      [value('text', "O'Brien", 'x')],
      ["O'Brien"],
      [null],
      [undefined],
      [value('number', '1.50', 'One')],
      [true],
      [guid],
      ['Łódź'],
    ];
    expect(copied('in-list', ['name'], cells, { headings: false, formatted: true })).toEqual({
      text: `('O''Brien', 1.50, 1, '${guid}', N'Łódź')`,
      rows: 8,
      of: 8,
      values: 5,
    });
    expect(copied('in-list', ['name'], [[1], [2]]).text).toBe('name IN (1, 2)');
    expect(copied('in-list', ['a', 'b'], [[1, 2]]).text).toBe('(1, 2)');
  });

  it('lists the GUIDs of the cells, each once', () => {
    const other = guid.replace('0f', '1F');
    const rows = [
      [guid, 'x', value('text', other, 'Name of a lookup')],
      [guid.toUpperCase(), 5, `${guid} `],
    ];
    expect(copied('guids', ['a', 'b', 'c'], rows).text).toBe(`${guid}\n${other.toLowerCase()}`);
    const none = copied('guids', ['a'], [['x']]);
    expect(nothingToCopy(none, 'guids')).toBe('There is no GUID among these cells.');
    expect(nothingToCopy(copied('tsv', ['a'], [['x']]), 'tsv')).toBeUndefined();
  });

  it('stops before a row that would be too much, and says so', () => {
    const rows = Array.from({ length: 2000 }, (_, i) => [`row ${i} ${'x'.repeat(90)}`]);
    const some = copied('tsv', ['a'], rows, { longest: 100_000 });
    expect(some.of).toBe(2000);
    expect(some.text.split('\r\n')).toHaveLength(some.rows + 1);
    expect(some.text.length).toBeLessThanOrEqual(100_000);
    expect(some.text.length).toBeGreaterThan(99_000);
    expect(copiedWords(some, 'tsv')).toBe(
      `Copied the first ${some.rows.toLocaleString('en-US')} rows of 2,000 rows: a clipboard takes no more. Export the result to get all of them.`,
    );
    const array: unknown = JSON.parse(copied('json', ['a'], rows, { longest: 100_000 }).text);
    expect(array).toHaveLength(copied('json', ['a'], rows, { longest: 100_000 }).rows);
    expect(copied('html', ['a'], rows, { longest: 100_000 }).text.endsWith('</tbody>\n</table>')).toBe(true);
    const list = copied('in-list', ['a'], rows, { longest: 10_000 });
    expect(list.rows).toBeLessThan(2000);
    expect(copiedWords(list, 'in-list')).toContain(
      `Copied ${list.values} values of the first ${list.rows} rows of 2,000 rows`,
    );
  });

  it('copies the first row whole, however long it is', () => {
    const long = 'x'.repeat(10_000_000);
    const one = copied('tsv', ['a'], [[long], ['y']], { longest: 1000, headings: false });
    expect(one.rows).toBe(1);
    expect(one.text === long).toBe(true);
  });

  it('says what was copied', () => {
    expect(copiedWords({ text: '', rows: 1, of: 1 }, 'tsv')).toBe('Copied 1 row.');
    expect(copiedWords({ text: '', rows: 1200, of: 1200 }, 'csv')).toBe('Copied 1,200 rows as CSV.');
    expect(copiedWords({ text: '', rows: 3, of: 3, values: 2 }, 'in-list')).toBe(
      'Copied 2 values as a SQL IN list.',
    );
    expect(copiedWords({ text: '', rows: 3, of: 3, values: 1 }, 'guids')).toBe('Copied 1 GUID.');
  });
});
