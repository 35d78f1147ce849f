import { describe, expect, it } from 'vitest';
import type { Cell, ColumnKind, ResultColumn } from '../../../src/core/results/model';
import { faceOf, leads, opens } from '../../../src/webview/results/grid/faces';
import { finderOf } from '../../../src/webview/results/grid/found';
import { pictureOf } from '../../../src/webview/results/grid/pictures';
import { RowHeights } from '../../../src/webview/results/grid/rowHeights';
import { VirtualScroll } from '../../../src/webview/results/grid/virtualScroll';
import { visibleLine, visibleLines } from '../../../src/webview/results/grid/visibleText';

const column = (kind: ColumnKind): ResultColumn => ({ name: 'c', kind });
const value = (raw: string, more: Partial<Extract<Cell, { state: 'value' }>> = {}): Cell => ({
  state: 'value',
  type: 'text',
  raw,
  ...more,
});

describe('a face', () => {
  it('tells null, empty and not sent apart', () => {
    const faces = [{ state: 'null' } as const, value(''), { state: 'absent' } as const, undefined].map(
      (cell) => faceOf(column('text'), cell, true),
    );
    expect(faces.map(({ text, said }) => [text, said === true])).toEqual([
      ['null', true],
      ['""', true],
      ['', false],
      ['', false],
    ]);
  });

  it('shows the number beside a choice, and the icon of an owner', () => {
    const choice = value('30', { type: 'number', formatted: 'Transportation' });
    expect(faceOf(column('choice'), choice, true)).toMatchObject({ name: 'choice', beside: '30' });
    expect(faceOf(column('choice'), choice, false)).toMatchObject({ text: '30', className: ' num' });
    const owner = value('1', { formatted: 'EMEA', target: { logicalName: 'team', navigationProperty: 'o' } });
    expect(faceOf(column('lookup'), owner, true)).toMatchObject({ name: 'team', text: 'EMEA' });
    expect(faceOf(column('lookup'), owner, false)).toMatchObject({ name: 'link', text: '1' });
    const odd = value('1', { target: { logicalName: 'constructor', navigationProperty: '' } });
    expect(faceOf(column('lookup'), odd, true).name).toBe('link');
  });

  it('sums up what is nested', () => {
    const json = value('[{"a":1},{"a":2}]', { type: 'json' });
    expect(faceOf(column('json'), json, true).text).toBe('2 items');
    const told = value('[{"a":1', { type: 'json', formatted: '3 records: 1, 2, 3', cut: true });
    expect(faceOf(column('rows'), told, true)).toMatchObject({ name: 'rows', text: '3 records: 1, 2, 3' });
    expect(faceOf(column('rows'), told, false).text).toBe('[{"a":1');
  });

  it('knows what opens and what leads elsewhere', () => {
    expect(opens(column('text'), value('short'))).toBe(false);
    expect(opens(column('text'), value('two\nlines'))).toBe(true);
    expect(opens(column('text'), value('cut', { cut: true }))).toBe(true);
    expect(opens(column('rows'), { state: 'null' })).toBe(false);
    expect([leads(column('lookup'), value('1')), leads(column('lookup'), { state: 'null' })]).toEqual([
      true,
      false,
    ]);
  });
});

describe('text', () => {
  it('shows what has no shape, and what would turn other text around', () => {
    expect(visibleLine('a\r\nb\tc\u001b[31m\u007f\u0085')).toBe('a↵b c␛[31m␡[U+0085]');
    expect(visibleLine('\u202Eevil\u2066')).toBe('[U+202E]evil[U+2066]');
    expect(visibleLine('שלום 👩‍👩‍👧 \ud800')).toBe('שלום 👩‍👩‍👧 \ud800');
    expect(visibleLines('a\r\nb\tc\u0000\u202d')).toBe('a\r\nb\tc␀[U+202D]');
  });

  it('is cut in a cell, between characters', () => {
    const cut = visibleLine('x'.repeat(499) + '😀'.repeat(1000));
    expect(cut).toBe(`${'x'.repeat(499)}…`);
    expect(visibleLine('y'.repeat(10_000_000))).toHaveLength(501);
  });

  it('lays out no more of a text than a column has room for, of what is made of several three times as much', () => {
    expect(visibleLine('short', 120)).toBe('short');
    expect(visibleLine('i'.repeat(400), 120)).toBe(`${'i'.repeat(40)}…`);
    expect(visibleLine('é'.repeat(400), 120)).toBe(`${'é'.repeat(40)}…`);
    expect(visibleLine('👩‍👩‍👧'.repeat(40), 120)).toBe(`${'👩‍👩‍👧'.repeat(15)}…`);
    expect(visibleLine('x'.repeat(1000), 100_000)).toHaveLength(501);
    const padded = `Hello${' '.repeat(70)}World`;
    expect(visibleLine(padded, 120)).toBe(padded);
    expect(visibleLine('😀'.repeat(40), 7)).toBe(`${'😀'.repeat(3)}…`);
  });
});

describe('what is looked for', () => {
  const find = (text: string, more: { matchCase?: boolean; wholeWord?: boolean; regex?: boolean } = {}) =>
    finderOf({ text, matchCase: false, wholeWord: false, regex: false, ...more });

  it('is found as text, as a word, as a pattern', () => {
    expect(find('A.')?.('a.b A.')).toEqual([
      [0, 2],
      [4, 6],
    ]);
    expect(find('A', { matchCase: true })?.('aA')).toEqual([[1, 2]]);
    expect(find('über', { wholeWord: true })?.('Über übergroß')).toEqual([[0, 4]]);
    expect(find('b+', { regex: true })?.('abbb')).toEqual([[1, 4]]);
  });

  it('marks nothing where the pattern is broken, matches nothing at all or could take forever', () => {
    expect([find(''), find('(', { regex: true }), find('(a+)+$', { regex: true })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(find('x*', { regex: true })?.('abc')).toEqual([]);
  });
});

describe('a picture', () => {
  it('is one of the known types, and nothing else', () => {
    expect(pictureOf('iVBORw0KGgoAAA==')).toBe('data:image/png;base64,iVBORw0KGgoAAA==');
    expect(pictureOf('/9j/4AAQ')).toContain('image/jpeg');
    for (const text of ['PHN2ZyB4bWxucz0=', '', 'iVBORw0KGgo" onerror="x', 'javascript:1']) {
      expect(pictureOf(text)).toBeUndefined();
    }
  });
});

describe('open rows', () => {
  it('move the ones below, to the pixel', () => {
    const heights = new RowHeights(22);
    heights.set(10, 100);
    heights.set(3, 50);
    expect([3, 4, 10, 11].map((row) => heights.top(row))).toEqual([66, 138, 270, 392]);
    expect([0, 65, 66, 87, 88, 137, 138, 391, 392].map((y) => heights.at(y))).toEqual([
      0, 2, 3, 3, 3, 3, 4, 10, 11,
    ]);
    for (let row = 0; row < 40; row++) expect(heights.at(heights.top(row))).toBe(row);
    heights.set(3, 0);
    expect([heights.top(11), heights.open]).toEqual([342, [{ row: 10, extra: 100 }]]);
  });

  it('leave the last of five million in reach', () => {
    const heights = new RowHeights(22);
    const scroll = new VirtualScroll(heights);
    scroll.resize(5_000_000, 440);
    heights.set(4_999_998, 300);
    heights.set(5, 200);
    scroll.resize(5_000_000, 440);
    scroll.scrolled(16_000_000 - 440);
    expect(scroll.visible(0).last).toBe(5_000_000);
    scroll.reveal(4_999_999);
    expect(scroll.visible(0)).toEqual({ first: 4_999_993, last: 5_000_000 });
    scroll.anchorTo({ row: 2_000_000, above: 5 });
    expect(scroll.anchor).toEqual({ row: 2_000_000, above: 5 });
    expect(scroll.rowAt(30)).toBe(2_000_001);
    expect(scroll.rowAt(-1e9)).toBe(0);
  });

  it('come into view with what is open under them', () => {
    const heights = new RowHeights(22);
    const scroll = new VirtualScroll(heights);
    heights.set(19, 200);
    scroll.resize(1000, 440);
    scroll.revealOpen(19);
    expect(scroll.top).toBe(200);
    heights.set(19, 2000);
    scroll.resize(1000, 440);
    scroll.revealOpen(19);
    expect(scroll.top).toBe(19 * 22);
  });
});
