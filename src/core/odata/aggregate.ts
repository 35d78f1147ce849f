import type { AggregateFrom, AggregateItem, Expression, Identifier } from './ast';
import type { Cursor } from './cursor';
import { readAs, readKeyword, readName } from './items';

/** `Amount with sum from Country,City with average as x,$count as y` (Data Aggregation 4.0, 3.2.1). */
export function readAggregateItems(cursor: Cursor): AggregateItem[] {
  const items: AggregateItem[] = [];
  do items.push(readAggregateItem(cursor));
  while (cursor.takeComma());
  return items;
}

function readAggregateItem(cursor: Cursor): AggregateItem {
  cursor.skipBlanks();
  const start = cursor.offset(cursor.pos);
  const expression = cursor.grammar.expression(cursor);
  const method = readMethod(cursor);
  const from: AggregateFrom[] = [];
  while (readKeyword(cursor, 'from')) from.push(readFrom(cursor));
  const alias = readAs(cursor);
  const end = Math.max(start, (alias ?? from.at(-1) ?? method ?? expression).end);
  return { kind: 'aggregate-item', start, end, expression, method, from, alias };
}

function readFrom(cursor: Cursor): AggregateFrom {
  cursor.skipBlanks();
  const start = cursor.offset(cursor.pos);
  const path = cursor.grammar.expression(cursor);
  let others: Expression[] | undefined;
  while (cursor.takeComma()) (others ??= []).push(cursor.grammar.expression(cursor));
  const method = readMethod(cursor);
  const end = Math.max(start, (method ?? others?.at(-1) ?? path).end);
  return { kind: 'aggregate-from', start, end, path, others, method };
}

function readMethod(cursor: Cursor): Identifier | undefined {
  return readKeyword(cursor, 'with') ? readName(cursor) : undefined;
}
