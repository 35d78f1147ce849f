import type { ColumnKind, ResultColumn } from '../../../core/results/model';
import type { ChartAsk } from '../../../core/results/questions';
import type { ChartMemory } from '../memory';

/** Groups of a chart; what is beyond goes into one. */
const most: Readonly<Record<ChartMemory['shape'], number>> = { bar: 25, line: 400, pie: 6 };

export interface ChartChoices extends Omit<ChartMemory, 'of' | 'by'> {
  /** Schema indexes. */
  readonly of: number | undefined;
  readonly by: number | undefined;
}

export function isNumeric(kind: ColumnKind): boolean {
  return kind === 'number' || kind === 'money';
}

export function canGroup(kind: ColumnKind): boolean {
  return kind !== 'json' && kind !== 'rows' && kind !== 'image';
}

/** What is chosen, or what says most: the first choice, lookup or date for groups, money before other numbers. */
export function chartChoices(memory: ChartMemory, columns: readonly ResultColumn[]): ChartChoices {
  const named = (name: string | undefined, fits: (kind: ColumnKind) => boolean): number | undefined =>
    found(columns.findIndex((column) => column.name === name && fits(column.kind)));
  const first = (...kinds: readonly ColumnKind[]): number | undefined => {
    const places = kinds.map((kind) => columns.findIndex((column) => column.kind === kind));
    return found(places.find((place) => place >= 0) ?? -1);
  };
  const of = named(memory.of, isNumeric) ?? first('money', 'number');
  const by =
    named(memory.by, canGroup) ??
    first('choice', 'boolean', 'lookup', 'date', 'text') ??
    (columns.length > 0 ? 0 : undefined);
  const measure = of === undefined ? 'count' : memory.measure;
  return { ...memory, of, by, measure };
}

function found(index: number): number | undefined {
  return index >= 0 ? index : undefined;
}

/** What is asked for a chart; `undefined` where there is no column to group by. */
export function chartAsk(
  { shape, measure, of, by, period }: ChartChoices,
  columns: readonly ResultColumn[],
  version: number,
): ChartAsk | undefined {
  if (by === undefined) return undefined;
  const isDate = columns[by]?.kind === 'date';
  return {
    version,
    by,
    measure,
    // Without those of the least value, bars of dates would have gaps that nobody sees.
    most: isDate && shape === 'bar' ? most.line : most[shape],
    // Time and numbers run on; other groups stand by their size.
    order: isDate || shape === 'line' ? 'label' : 'value',
    ...(measure === 'count' || of === undefined ? {} : { of }),
    ...(isDate ? { period } : {}),
  };
}

export const measureNames: Readonly<Record<ChartMemory['measure'], string>> = {
  count: 'Count',
  sum: 'Sum',
  average: 'Average',
  min: 'Minimum',
  max: 'Maximum',
};
