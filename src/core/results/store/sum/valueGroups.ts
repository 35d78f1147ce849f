import { firstEntry } from '../../model';
import type { ColumnParts, ColumnTexts } from '../columnTexts';
import { packedFormatted, packedText, stateAt } from '../packedValues';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';
import { TextNumbers } from './textHashes';

/** The rows of a column by their stored values. */
export interface ValueGroups {
  /** One a row: 0 where it holds no value, or number of its group + 1. */
  readonly ids: Uint32Array;
  readonly count: number;
  /** Texts that the cells of a group hold, at most so many units of them. */
  value(group: number, limit?: number): GroupValue;
}

interface GroupValue {
  readonly raw: string;
  readonly label?: string;
}

/** Groups the first `rows` rows, which end with a segment. */
export function* groupValues(
  data: TableData,
  texts: ColumnTexts,
  column: number,
  rows: number,
): Steps<ValueGroups> {
  const { segments } = data;
  const count = rows === 0 ? 0 : segments.segmentOf(rows - 1) + 1;
  const parts = texts.parts(column, 'stored', count);
  const numbers = new TextNumbers();
  const samples: number[] = [];
  const ofEntry = numberEntries(parts, numbers, samples);
  yield;
  const entries = parts.first(1);
  const ids = new Uint32Array(rows);
  let part = 1;
  for (let segment = 0; segment < count; segment++) {
    const first = segments.firstRow(segment);
    const into = ids.subarray(first, first + segments.rowCount(segment));
    const values = segments.column(segment, column);
    if (values?.encoding === 'coded') {
      const { codes } = values;
      for (let i = 0; i < into.length; i++) into[i] = ofEntry[codes[i] ?? 0] ?? 0;
    } else if (values !== undefined) {
      const { table } = parts.at(part++);
      for (let i = 0; i < into.length; i++) {
        if (stateAt(values, i) < firstEntry) continue;
        const group = numbers.of(table, i);
        if (group === samples.length) samples.push(entries + first + i);
        into[i] = group + 1;
      }
    }
    yield;
  }
  const value = (group: number, limit?: number): GroupValue =>
    sampleValue(data, column, entries, samples[group] ?? 0, limit);
  return { ids, count: numbers.size, value };
}

/**
 * By code: number of the entry's group + 1.
 * @param samples gets the first item of each group: an entry of the dictionary; rows come behind those
 */
function numberEntries(parts: ColumnParts, numbers: TextNumbers, samples: number[]): Uint32Array {
  const { table } = parts.at(0);
  const entries = table.ends.length;
  const ofEntry = new Uint32Array(entries + firstEntry);
  for (let entry = 0; entry < entries; entry++) {
    const group = numbers.of(table, entry);
    if (group === samples.length) samples.push(entry);
    ofEntry[entry + firstEntry] = group + 1;
  }
  return ofEntry;
}

function sampleValue(
  data: TableData,
  column: number,
  entries: number,
  sample: number,
  limit: number | undefined,
): GroupValue {
  if (sample < entries) {
    const dictionary = data.dictionary(column);
    return labelled(dictionary?.raw(sample, limit) ?? '', dictionary?.formatted(sample, limit));
  }
  const { segments } = data;
  const segment = segments.segmentOf(sample - entries);
  const place = sample - entries - segments.firstRow(segment);
  const values = segments.column(segment, column);
  if (values?.encoding !== 'packed') throw new RangeError('An encoding never changes.');
  return labelled(packedText(values.raw, place, limit), packedFormatted(values, place, limit));
}

function labelled(raw: string, label: string | undefined): GroupValue {
  return { raw, ...(label === undefined ? {} : { label }) };
}
