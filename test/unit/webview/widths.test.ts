import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cell, ResultColumn } from '../../../src/core/results/model';
import { GridColumns } from '../../../src/webview/results/grid/columns';
import type { RowSource } from '../../../src/webview/results/grid/contract';
import { ColumnWidths } from '../../../src/webview/results/grid/widths';

const font = {} as HTMLElement;
const drawn = { font: '', measureText: (text: string) => ({ width: 7 * text.length }) };
vi.stubGlobal('document', { createElement: () => ({ getContext: () => drawn }) });
vi.stubGlobal('getComputedStyle', () => ({ fontWeight: '', fontSize: '', fontFamily: '' }));
afterAll(() => void vi.unstubAllGlobals());

const columnsNamed = (letter: string): ResultColumn[] =>
  Array.from({ length: 60 }, (_, i) => ({ name: `${letter}${i}`, kind: 'text' }));
const value: Cell = { state: 'value', type: 'text', raw: 'a value of some length' };

describe('widths of columns', () => {
  let first: number;
  let columns: GridColumns;
  let source: { rows: number; schema: { columns: ResultColumn[] }; longest: () => Cell };
  let widths: ColumnWidths;
  let measured: number;

  beforeEach(() => {
    vi.useFakeTimers();
    first = 0;
    measured = 0;
    columns = new GridColumns();
    source = { rows: 5, schema: { columns: columnsNamed('a') }, longest: () => value };
    columns.setSchema(source.schema.columns);
    const view = { room: 900, visibleColumns: () => ({ first }) };
    widths = new ColumnWidths(font, view, () => void measured++);
  });
  afterEach(() => void vi.useRealTimers());

  const guess = (from = 0): void => widths.guess(source as unknown as RowSource, columns, false, from);
  const missing = (): number[] =>
    source.schema.columns.map((_, index) => index).filter((index) => !columns.hasWidth(index));

  it('are there for those in view at once, and for the others a moment later', () => {
    guess();
    expect(columns.hasWidth(0)).toBe(true);
    expect(missing().length).toBeGreaterThan(40);
    vi.advanceTimersByTime(100);
    expect(missing()).toEqual([]);
    expect(measured).toBe(2);
  });

  it('come for those left behind when they come into view', () => {
    guess();
    first = 50;
    vi.advanceTimersByTime(100);
    expect(missing().at(-1)).toBe(49);
    widths.moved();
    expect(missing().at(-1)).toBe(49);
    first = 20;
    widths.moved();
    expect(missing().at(-1)).toBe(19);
    first = 0;
    widths.moved();
    expect(missing()).toEqual([]);
  });

  it('come for all columns of another result that is there before those of the one before were', () => {
    guess();
    vi.advanceTimersByTime(50);
    source.schema = { columns: columnsNamed('b') };
    columns.setSchema(source.schema.columns);
    guess();
    vi.advanceTimersByTime(50);
    expect(missing()).toEqual([]);
  });
});
