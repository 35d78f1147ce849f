import { describe, expect, it } from 'vitest';
import { JsonFormat } from '../../../../src/core/results/output/formats/json';
import { columns, FakeRows, textOf, value, type FakeCell } from './support/fakeRows';
import { brokenTexts, hostileTexts, random, randomText } from './support/texts';

function json(
  names: readonly string[],
  rows: readonly (readonly FakeCell[])[],
  options: { layout?: 'array' | 'lines'; headings?: boolean; formatted?: boolean } = {},
): string {
  const format = new JsonFormat({
    columns: columns(...names),
    layout: 'array',
    headings: true,
    formatted: false,
    ...options,
  });
  return textOf(format, new FakeRows(rows));
}

describe('JSON', () => {
  it('holds every text exactly, half characters too', () => {
    const texts = [...hostileTexts, ...brokenTexts];
    const text = json(
      ['a'],
      texts.map((one) => [one]),
    );
    expect(JSON.parse(text)).toEqual(texts.map((a) => ({ a })));
    // Through UTF-8 and back: nothing in the file depends on what UTF-8 has no bytes for.
    expect(JSON.parse(Buffer.from(text, 'utf8').toString('utf8'))).toEqual(texts.map((a) => ({ a })));
  });

  it('holds texts made at random', () => {
    const next = random(11);
    const rows = Array.from({ length: 500 }, () => [randomText(next, 8), randomText(next, 3)]);
    expect(JSON.parse(json(['a', 'b"\\'], rows))).toEqual(rows.map(([a, b]) => ({ a, 'b"\\': b })));
  });

  it('writes numbers with the digits that were sent, and true and false as such', () => {
    const row = [value('number', '9007199254740993'), value('number', '1200.50'), true, null, undefined];
    expect(json(['a', 'b', 'c', 'd', 'e'], [row])).toBe(
      '[\n{"a":9007199254740993,"b":1200.50,"c":true,"d":null}\n]\n',
    );
  });

  it('is an empty array where there are no rows', () => {
    expect(json(['a'], [])).toBe('[]\n');
    expect(json(['a'], [], { layout: 'lines' })).toBe('');
  });

  it('makes objects of records that were expanded', () => {
    const names = ['name', 'parent', 'parent/name', 'parent/owner/name', 'after', 'parent/code'];
    const rows = [
      ['a', undefined, 'p', 'o', 1, 7],
      ['b', null, undefined, undefined, 2, undefined],
      ['c', undefined, undefined, undefined, 3, undefined],
      ['d', undefined, null, undefined, 4, undefined],
    ];
    expect(JSON.parse(json(names, rows))).toEqual([
      { name: 'a', parent: { name: 'p', owner: { name: 'o' }, code: 7 }, after: 1 },
      { name: 'b', parent: null, after: 2 },
      { name: 'c', after: 3 },
      { name: 'd', parent: { name: null }, after: 4 },
    ]);
  });

  it('keeps nested JSON as it was sent, on one line in NDJSON', () => {
    const nested = '{\r\n  "a": "\\n",\n  "b": [1.50]\n}';
    const lines = json(
      ['a', 'b'],
      [
        [value('json', nested), 1],
        ['x', 2],
      ],
      { layout: 'lines' },
    ).split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ a: { a: '\n', b: [1.5] }, b: 1 });
    expect(lines[0]).toContain('1.50');
    expect(lines[2]).toBe('');
    const broken = json(['a'], [[value('json', '{"x":"\ud83d"}')]]);
    expect(JSON.parse(Buffer.from(broken, 'utf8').toString('utf8'))).toEqual([{ a: { x: '\ud83d' } }]);
  });

  it('puts formatted values beside the stored ones, as the Web API sends them', () => {
    const row = [value('number', '1', 'Ac"tive'), value('text', 'x')];
    expect(JSON.parse(json(['lead/status', 'name'], [row], { formatted: true }))).toEqual([
      { lead: { status: 1, 'status@OData.Community.Display.V1.FormattedValue': 'Ac"tive' }, name: 'x' },
    ]);
  });

  it('is arrays of values without headings', () => {
    expect(
      JSON.parse(
        json(
          ['a', 'b'],
          [
            [1, null],
            ['x', undefined],
          ],
          { headings: false },
        ),
      ),
    ).toEqual([
      [1, null],
      ['x', null],
    ]);
  });
});
