import type { RowsView } from '../../view';
import { markedRows, passingRows } from '../match/filterRows';
import type { FilterTools } from '../match/filterRows';
import type { Steps } from '../slices';
import type { ColumnKeys } from './columnKeys';
import { sortAllRows, sortRows } from './radix';
import { allInOrder } from './rowOrder';

export interface ArrangeTools extends FilterTools {
  readonly keys: ColumnKeys;
}

/**
 * Numbers of the first `rows` rows in the order of a view, those that pass; `undefined` for all of them as they came.
 * Equal rows stay in the order in which they came.
 */
export function* arrangeRows(
  tools: ArrangeTools,
  view: RowsView,
  rows: number,
): Steps<Uint32Array | undefined> {
  const choice = view.formatted ? 'shown' : 'stored';
  const passing = yield* passingRows(tools, view.filters, view.search, choice, rows);
  let order = passing === undefined ? undefined : markedRows(passing);
  yield;
  // The least important key first: each sort leaves equal rows as it finds them.
  for (const { column, descending } of [...view.sort].reverse()) {
    if (order === undefined) {
      const by = yield* tools.keys.of(column, choice, rows);
      order = yield* 'order' in by ? allInOrder(by, descending) : sortAllRows(by, descending);
    } else order = yield* sortRows(order, yield* tools.keys.keysOf(column, choice, rows), descending);
    yield;
  }
  return order;
}
