import { firstEntry } from '../model';
import type { WholeCell } from '../questions';
import { packedFormatted, packedText, stateAt } from './packedValues';
import type { TableData } from './tableData';

/** A whole cell has no more UTF-16 code units than these: about what an editor or a clipboard takes. */
const longestWhole = 4_000_000;

/** @param row number in the order in which the rows came */
export function wholeCell(data: TableData, row: number, column: number): WholeCell | undefined {
  const { segments } = data;
  const segment = segments.segmentOf(row);
  const place = row - segments.firstRow(segment);
  const values = segments.column(segment, column);
  const state = stateAt(values, place);
  if (values === undefined || state < firstEntry || place >= segments.rowCount(segment)) return undefined;
  if (values.encoding === 'packed') {
    const { raw } = values;
    const units = raw.kind === 'text' ? unitsAt(raw.table.ends, place) : 0;
    return answer(packedText(raw, place, longestWhole), packedFormatted(values, place, longestWhole), units);
  }
  const dictionary = data.dictionary(column);
  const entry = state - firstEntry;
  const raw = dictionary?.raw(entry) ?? '';
  return answer(raw.slice(0, longestWhole), dictionary?.formatted(entry, longestWhole), raw.length);
}

function unitsAt(ends: Uint32Array, index: number): number {
  return (ends[index] ?? 0) - (index === 0 ? 0 : (ends[index - 1] ?? 0));
}

function answer(raw: string, formatted: string | undefined, units: number): WholeCell {
  return {
    raw,
    ...(formatted === undefined ? {} : { formatted }),
    ...(units > longestWhole ? { cutAt: units } : {}),
  };
}
