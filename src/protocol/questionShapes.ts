import { amount, boolean, listOf, number, oneOf, optional, shape, string, tagged } from './shapes';
import type { Check } from './shapes';

const not = optional(boolean);
const text = shape({ text: string, not });
const exact = optional(shape({ digits: string, open: optional(boolean) }));
const range = { from: optional(number), to: optional(number), exactFrom: exact, exactTo: exact, not };

const cellTest = tagged(
  'kind',
  new Map([
    ['contains', text],
    ['equals', text],
    ['startsWith', text],
    ['endsWith', text],
    ['range', shape(range)],
    ['period', shape({ from: optional(number), before: optional(number) })],
    ['oneOf', shape({ values: listOf((value) => value === null || typeof value === 'string'), not })],
    ['empty', shape({ empty: boolean })],
  ]),
);

export const columnFilter = shape({ column: amount, test: cellTest });

export const rowsView = shape({
  sort: listOf(shape({ column: amount, descending: boolean })),
  filters: listOf(columnFilter),
  search: optional(string),
  formatted: boolean,
  onlyChanges: optional(boolean),
});

/** A rectangle of cells, as shown. */
export const selectedCells = shape({
  version: amount,
  top: amount,
  bottom: amount,
  columns: listOf(amount),
});

const cellPlace = { version: amount, row: amount, column: amount };

const asks = new Map<string, Check>([
  ['arrange', rowsView],
  ['window', shape({ version: amount, first: amount, count: amount, columns: optional(listOf(amount)) })],
  ['cell', shape(cellPlace)],
  ['nested', shape(cellPlace)],
  ['removed', shape({})],
  [
    'find',
    shape({
      version: amount,
      text: string,
      matchCase: boolean,
      wholeWord: boolean,
      regex: boolean,
      formatted: boolean,
      columns: listOf(amount),
      from: shape({ row: amount, column: amount }),
      backwards: boolean,
      including: boolean,
    }),
  ],
  ['removed', shape({})],
  ['statistics', selectedCells],
  [
    'distinct',
    shape({ column: amount, contains: optional(string), limit: amount, filters: listOf(columnFilter) }),
  ],
  [
    'chart',
    shape({
      version: amount,
      by: amount,
      measure: oneOf('count', 'sum', 'average', 'min', 'max'),
      of: optional(amount),
      period: optional(oneOf('day', 'week', 'month', 'quarter', 'year')),
      most: amount,
      order: oneOf('value', 'label'),
    }),
  ],
]);

const question = shape({ run: amount, id: amount, name: string });

/** True for a question about the rows whose `ask` fits its `name`. */
export const isQuestion: Check = (value) =>
  question(value) &&
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'ask' in value &&
  (asks.get(String(value.name))?.(value.ask) ?? false);
