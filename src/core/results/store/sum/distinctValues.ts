import type { DistinctAsk, DistinctValues } from '../../questions';
import { passingRows } from '../match/filterRows';
import type { FilterTools } from '../match/filterRows';
import { markRows, TextMatcher } from '../match/matcher';
import { TextNeedle } from '../match/textNeedle';
import type { Collation } from '../order/collation';
import { sortPairs } from '../order/radix';
import type { Steps } from '../slices';
import { groupValues } from './valueGroups';

/** Values in a list are shown no longer than this. */
const longestValue = 1000;

/** The different values of a column, in how many rows each of them stands. */
export function* distinctValues(
  tools: FilterTools,
  collation: Collation,
  ask: DistinctAsk,
  rows: number,
): Steps<DistinctValues> {
  const { data, texts } = tools;
  const { column, contains, limit } = ask;
  const passing = yield* passingRows(tools, ask.filters, undefined, 'shown', rows);
  const holding =
    contains === undefined || contains === ''
      ? undefined
      : yield* markRows(
          data,
          column,
          new TextMatcher(texts, column, 'shown', new TextNeedle(contains, 'contains', false)),
          rows,
        );
  const { ids, count, value } = yield* groupValues(data, texts, column, rows);
  const counts = new Uint32Array(count + 1);
  for (let row = 0; row < rows; row++) {
    if (passing?.[row] === 0 || holding?.[row] === 0) continue;
    const id = ids[row] ?? 0;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  yield;
  const { ids: frequent, total } = mostFrequent(counts);
  const values: DistinctValues['values'][number][] = [...frequent.subarray(0, limit)].map((id) => ({
    ...(id === 0 ? { raw: null } : value(id - 1, longestValue)),
    rows: counts[id] ?? 0,
  }));
  const text = (of: DistinctValues['values'][number]): string => of.label ?? of.raw ?? '';
  values.sort((a, b) => b.rows - a.rows || collation.compare(text(a), text(b)));
  return { values, total };
}

/** Ids that occur, the most frequent first. */
function mostFrequent(counts: Uint32Array): { ids: Uint32Array; total: number } {
  const ids = new Uint32Array(counts.length);
  let total = 0;
  let most = 0;
  for (let id = 0; id < counts.length; id++) {
    const count = counts[id] ?? 0;
    if (count === 0) continue;
    ids[total++] = id;
    most = Math.max(most, count);
  }
  const keys = Uint32Array.from(ids.subarray(0, total), (id) => most - (counts[id] ?? 0));
  return { ids: sortPairs(keys, ids.subarray(0, total), most).items, total };
}
