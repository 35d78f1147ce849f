import { firstEntry } from '../../model';
import { countItems } from '../jsonSummary';
import { packedText, stateAt } from '../packedValues';
import type { SegmentColumn } from '../segment';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';

/** How many records each of the first `rows` rows holds in a column of collections; NaN where it holds none. */
export function* recordCounts(data: TableData, column: number, rows: number): Steps<Float64Array> {
  const { segments } = data;
  const dictionary = data.dictionary(column);
  const ofEntries: number[] = [];
  const countAt = (values: SegmentColumn | undefined, index: number): number => {
    const state = stateAt(values, index);
    if (values === undefined || state < firstEntry) return Number.NaN;
    if (values.encoding === 'packed') return countItems(packedText(values.raw, index));
    return (ofEntries[state - firstEntry] ??= countItems(dictionary?.raw(state - firstEntry) ?? ''));
  };
  const counts = new Float64Array(rows);
  for (let row = 0; row < rows;) {
    const segment = segments.segmentOf(row);
    const values = segments.column(segment, column);
    const end = row + segments.rowCount(segment);
    for (let i = 0; row < end; i++, row++) counts[row] = countAt(values, i);
    yield;
  }
  return counts;
}
