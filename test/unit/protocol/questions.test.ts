import { describe, expect, it } from 'vitest';
import { isHostMessage, isPaneMessage } from '../../../src/protocol/validate';

const ask = (name: string, asked: unknown): unknown => ({ type: 'ask', run: 1, id: 2, name, ask: asked });
const view = { sort: [], filters: [], formatted: true };
const filtered = (test: unknown): unknown =>
  ask('arrange', { ...view, filters: [{ column: 0, test }], search: 'x' });

describe('questions that cross to the host', () => {
  it.each([
    ask('arrange', { ...view, sort: [{ column: 3, descending: true }], onlyChanges: true }),
    filtered({ kind: 'contains', text: 'x', not: true }),
    filtered({ kind: 'range', from: -5.5 }),
    filtered({ kind: 'period', before: -62_135_596_800_000 }),
    filtered({ kind: 'oneOf', values: [null, 'x'] }),
    filtered({ kind: 'empty', empty: false }),
    ask('window', { version: 0, first: 0, count: 100 }),
    ask('window', { version: 2, first: 4000, count: 100, columns: [1, 2] }),
    ask('cell', { version: 0, row: 1, column: 2 }),
    ask('removed', {}),
    ask('distinct', { column: 1, limit: 10, filters: [] }),
    ask('chart', { version: 0, by: 1, measure: 'count', most: 5, order: 'value' }),
  ])('%j', (message) => {
    expect(isPaneMessage(message)).toBe(true);
  });

  it.each([
    ask('drop', {}),
    ask('constructor', {}),
    ask('arrange', { ...view, sort: [{ column: '3', descending: true }] }),
    filtered({ kind: 'contains' }),
    filtered({ kind: 'range', from: '5' }),
    filtered({ kind: 'oneOf', values: [5] }),
    ask('window', { version: 0, first: -1, count: 100 }),
    ask('window', undefined),
    ask('chart', { version: 0, by: 1, measure: 'median', most: 5, order: 'value' }),
    { type: 'ask', run: 1, name: 'removed', ask: {} },
  ])('are refused where they do not fit: %j', (message) => {
    expect(isPaneMessage(message)).toBe(false);
  });
});

describe('what else the pane may ask for', () => {
  it.each([
    {
      type: 'copyCells',
      run: 1,
      cells: { version: 0, top: 0, bottom: 1, columns: [0] },
      format: 'in-list',
      headings: true,
      formatted: false,
    },
    { type: 'follow', run: 1, version: 0, row: 1, column: 2, to: 'browser' },
    { type: 'addToFilter', run: 1, filters: [{ column: 1, test: { kind: 'empty', empty: true } }] },
    { type: 'savePicture', run: 1, format: 'png', data: 'AAAA' },
  ])('%j', (message) => {
    expect(isPaneMessage(message)).toBe(true);
    expect(isPaneMessage({ ...message, run: '1' })).toBe(false);
  });
});

describe('what the host answers', () => {
  const exchange = {
    method: 'GET',
    url: 'https://contoso.test/',
    requestHeaders: [['Prefer', 'x']],
    status: 200,
    responseHeaders: [],
    at: 1,
    timing: { total: 5 },
    bytes: 3,
  };

  it('has a run and the number of its question', () => {
    expect(isHostMessage({ type: 'answer', run: 1, id: 4, answer: { total: 0 } })).toBe(true);
    expect(isHostMessage({ type: 'answer', run: 1, answer: { total: 0 } })).toBe(false);
  });

  it('is checked header by header where it is an exchange', () => {
    expect(isHostMessage({ type: 'exchanges', run: 1, total: 1, exchanges: [exchange] })).toBe(true);
    const broken = { ...exchange, responseHeaders: [['a']] };
    expect(isHostMessage({ type: 'exchanges', run: 1, total: 1, exchanges: [broken] })).toBe(false);
  });
});
