import { encodeUtf8 } from '../../base/utf8';
import { PageDecoder } from '../decode/pageDecoder';
import { entryTypes, firstEntry, maxChunkRows } from '../model';
import type { NestedRows } from '../questions';
import { packChunk } from '../rowChunkCodec';
import { packedText, stateAt } from './packedValues';
import { WindowGatherer } from './rowWindow';
import { SegmentStore } from './segmentStore';
import type { Steps } from './slices';
import type { TableData } from './tableData';

const jsonType = entryTypes.indexOf('json');
/** What a collection's target says where the server has more of it. */
const goesOn = '@odata.nextLink';

/**
 * The records that one cell holds, as a result of their own: a collection's, or the one record; `undefined` where it
 * holds none.
 * @param row number in the order in which the rows came
 */
export function* nestedRows(data: TableData, row: number, column: number): Steps<NestedRows | undefined> {
  const cell = jsonAt(data, row, column);
  if (cell === undefined) return undefined;
  const text = cell.json.startsWith('[') ? `{"value":${cell.json}}` : cell.json;
  const decoder = new PageDecoder();
  const segments = new SegmentStore();
  for (const segment of decoder.read(encodeUtf8(text), 0).steps) {
    if (segment !== undefined) segments.append(segment);
    yield;
  }
  const { schema } = decoder.schema;
  const gatherer = new WindowGatherer({
    schema,
    segments,
    dictionary: (nested) => decoder.dictionary(nested),
  });
  const first = Uint32Array.from({ length: Math.min(segments.rows, maxChunkRows) }, (_, i) => i);
  return {
    columns: schema.columns,
    targets: schema.targets,
    rows: segments.rows,
    data: packChunk(gatherer.gather(0, first, undefined)),
    more: data.schema.targets[cell.target - 1]?.navigationProperty === goesOn,
  };
}

function jsonAt(
  data: TableData,
  row: number,
  column: number,
): { readonly json: string; readonly target: number } | undefined {
  const { segments } = data;
  const segment = segments.segmentOf(row);
  const place = row - segments.firstRow(segment);
  const values = segments.column(segment, column);
  const state = stateAt(values, place);
  if (values === undefined || state < firstEntry) return undefined;
  const entry = state - firstEntry;
  if (values.encoding === 'packed') {
    if (entry !== jsonType) return undefined;
    return { json: packedText(values.raw, place), target: values.targets?.[place] ?? 0 };
  }
  const dictionary = data.dictionary(column);
  if (dictionary?.type(entry) !== jsonType) return undefined;
  return { json: dictionary.raw(entry), target: dictionary.target(entry) };
}
