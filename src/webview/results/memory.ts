import type { ArrangementState, NamedFilter } from './arrange/arrangement';
import type { ColumnsState } from './grid/contract';

/** What a pane remembers while it is hidden, over a reload of the window and from run to run. */
export interface PaneMemory extends ArrangementState {
  readonly formatted: boolean;
  readonly filterRow: boolean;
  readonly columns: ColumnsState;
  readonly view: PaneView;
  /** Copy with headings. */
  readonly headings: boolean;
  readonly scroll: { readonly row: number; readonly left: number };
  readonly chart: ChartMemory;
  /** Between two runs by themselves; 0 while there are none. */
  readonly refreshSeconds: number;
  /** The host's own: by it the rows are found again after a reload of the window. */
  readonly kept: string;
}

export type PaneView = 'grid' | 'raw' | 'chart';

export interface ChartMemory {
  readonly shape: 'bar' | 'line' | 'pie';
  readonly measure: 'count' | 'sum' | 'average' | 'min' | 'max';
  readonly of?: string;
  readonly by?: string;
  readonly period: 'day' | 'week' | 'month' | 'quarter' | 'year';
}

export const freshMemory: PaneMemory = {
  sort: [],
  filters: [],
  search: '',
  formatted: true,
  filterRow: false,
  columns: { order: [], hidden: [], pinned: [], widths: {}, collapsed: [] },
  view: 'grid',
  headings: false,
  scroll: { row: 0, left: 0 },
  chart: { shape: 'bar', measure: 'sum', period: 'month' },
  refreshSeconds: 0,
  kept: '',
};

type Fields = Readonly<Record<string, unknown>>;

/** Takes what a pane of this or an earlier version left behind; what does not fit is as in a new pane. */
export function memoryOf(state: unknown): PaneMemory {
  if (!isFields(state)) return freshMemory;
  const columns = isFields(state['columns']) ? state['columns'] : {};
  const scroll = isFields(state['scroll']) ? state['scroll'] : {};
  const { row, left } = scroll;
  return {
    sort: list(state['sort']).flatMap((key) =>
      isFields(key) && typeof key['name'] === 'string'
        ? [{ name: key['name'], descending: key['descending'] === true }]
        : [],
    ),
    filters: list(state['filters']).flatMap(filterOf),
    search: text(state['search']) ?? '',
    formatted: state['formatted'] !== false,
    filterRow: state['filterRow'] === true,
    columns: {
      order: texts(columns['order']),
      hidden: texts(columns['hidden']),
      pinned: texts(columns['pinned']),
      widths: widthsOf(columns['widths'] ?? state['widths']),
      collapsed: texts(columns['collapsed']),
    },
    view: oneOf(state['view'], ['grid', 'raw', 'chart']) ?? 'grid',
    headings: state['headings'] === true,
    scroll: { row: amount(row), left: amount(left) },
    chart: chartOf(state['chart']),
    refreshSeconds: amount(state['refreshSeconds']),
    kept: text(state['kept']) ?? '',
  };
}

function chartOf(value: unknown): ChartMemory {
  const state = isFields(value) ? value : {};
  const of = text(state['of']);
  const by = text(state['by']);
  return {
    shape: oneOf(state['shape'], ['bar', 'line', 'pie']) ?? freshMemory.chart.shape,
    measure: oneOf(state['measure'], ['count', 'sum', 'average', 'min', 'max']) ?? freshMemory.chart.measure,
    period: oneOf(state['period'], ['day', 'week', 'month', 'quarter', 'year']) ?? freshMemory.chart.period,
    ...(of !== undefined && { of }),
    ...(by !== undefined && { by }),
  };
}

function filterOf(entry: unknown): readonly (readonly [string, NamedFilter])[] {
  const [name, filter] = list(entry);
  if (typeof name !== 'string' || !isFields(filter)) return [];
  const typed = text(filter['text']);
  if (typed !== undefined) return [[name, { text: typed }]];
  const values = list(filter['values']).filter(
    (value): value is string | null => value === null || typeof value === 'string',
  );
  if (values.length === 0) return [];
  return [[name, { values, labels: texts(filter['labels']), not: filter['not'] === true }]];
}

function widthsOf(value: unknown): Readonly<Record<string, number>> {
  const entries = isFields(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((one): one is string => typeof one === 'string');
}

function amount(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? value : 0;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === value);
}
