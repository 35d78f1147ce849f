import type {
  AggregateFrom,
  AggregateItem,
  ApplyExpression,
  Expression,
  NestedTransformation,
  Transformation,
} from './ast';
import { Code, type Cursor } from './cursor';
import { readAs, readComputeItems, readKeyword, readName, readOrderbyItems } from './items';
import { readArguments } from './members';

/** Transformations separated by `/` (OData Extension for Data Aggregation 4.0). */
export function readApply(cursor: Cursor): ApplyExpression {
  cursor.skipBlanks();
  const start = cursor.pos;
  const transformations: Transformation[] = [];
  do {
    const one = cursor.nested(() => readTransformation(cursor));
    if (!one) break;
    transformations.push(one);
    cursor.skipBlanks();
  } while (cursor.take(Code.slash));
  return { kind: 'apply-expression', ...cursor.span(start), transformations };
}

function readTransformation(cursor: Cursor): Transformation {
  const name = readName(cursor);
  const start = name.start;
  cursor.skipBlanks();
  const open = cursor.pos;
  if (cursor.peek() !== Code.open) {
    return { kind: 'call-transformation', start, end: name.end, name };
  }
  if (!Object.hasOwn(readers, name.name) && !nestedNames.has(name.name)) {
    const args = readArguments(cursor);
    return { kind: 'call-transformation', start, end: args.end, name, args };
  }
  cursor.pos++;
  if (nestedNames.has(name.name)) {
    const nested = readNested(cursor);
    cursor.close(open, Code.close);
    return { kind: 'nested-transformation', start, end: cursor.offset(cursor.pos), name, ...nested };
  }
  const read = readers[name.name]?.(cursor);
  cursor.close(open, Code.close);
  const end = cursor.offset(cursor.pos);
  return read ? { ...read, start, end } : { kind: 'call-transformation', start, end, name };
}

// Dataverse knows the first three; the others are read so that the tree is whole.
const nestedNames = new Set(['expand', 'join', 'outerjoin', 'addnested']);

type Reader = (cursor: Cursor) => Transformation;

const readers: Readonly<Record<string, Reader>> = {
  aggregate: (cursor) => ({
    kind: 'aggregate',
    ...cursor.span(cursor.pos),
    items: readAggregateItems(cursor),
  }),
  groupby: readGroupby,
  filter: (cursor) => ({
    kind: 'filter-transformation',
    ...cursor.span(cursor.pos),
    expression: cursor.grammar.expression(cursor),
  }),
  orderby: (cursor) => ({
    kind: 'orderby-transformation',
    ...cursor.span(cursor.pos),
    items: readOrderbyItems(cursor),
  }),
  compute: (cursor) => ({
    kind: 'compute-transformation',
    ...cursor.span(cursor.pos),
    items: readComputeItems(cursor),
  }),
  concat: (cursor) => {
    const sequences: ApplyExpression[] = [];
    do sequences.push(readApply(cursor));
    while (cursor.takeComma());
    return { kind: 'concat', ...cursor.span(cursor.pos), sequences };
  },
};

function readNested(cursor: Cursor): Pick<NestedTransformation, 'path' | 'alias' | 'sequences'> {
  const path = cursor.grammar.expression(cursor);
  const alias = readAs(cursor);
  const sequences: ApplyExpression[] = [];
  while (cursor.takeComma()) sequences.push(readApply(cursor));
  return { path, ...(alias ? { alias } : {}), sequences };
}

function readGroupby(cursor: Cursor): Transformation {
  cursor.skipBlanks();
  const open = cursor.pos;
  const keys: Expression[] = [];
  if (cursor.take(Code.open)) {
    do keys.push(cursor.grammar.expression(cursor));
    while (cursor.takeComma());
    cursor.close(open, Code.close);
  } else {
    const message = 'The columns to group by stand in parentheses of their own: groupby((a,b)).';
    cursor.error('unexpected-text', open, cursor.wordEnd(open), message);
    do keys.push(cursor.grammar.expression(cursor));
    while (cursor.takeComma());
  }
  const apply = cursor.takeComma() ? readApply(cursor) : undefined;
  return { kind: 'groupby', ...cursor.span(open), keys, ...(apply ? { apply } : {}) };
}

function readAggregateItems(cursor: Cursor): AggregateItem[] {
  const items: AggregateItem[] = [];
  do items.push(readAggregateItem(cursor));
  while (cursor.takeComma());
  return items;
}

function readAggregateItem(cursor: Cursor): AggregateItem {
  cursor.skipBlanks();
  const start = cursor.pos;
  const expression = cursor.grammar.expression(cursor);
  const method = readKeyword(cursor, 'with') ? readName(cursor) : undefined;
  const from: AggregateFrom[] = [];
  while (readKeyword(cursor, 'from')) from.push(readFrom(cursor));
  const alias = readAs(cursor);
  const rest = { ...(method ? { method } : {}), from, ...(alias ? { alias } : {}) };
  return { kind: 'aggregate-item', ...cursor.span(start), expression, ...rest };
}

function readFrom(cursor: Cursor): AggregateFrom {
  cursor.skipBlanks();
  const start = cursor.pos;
  const path = cursor.grammar.expression(cursor);
  const method = readKeyword(cursor, 'with') ? readName(cursor) : undefined;
  return { kind: 'aggregate-from', ...cursor.span(start), path, ...(method ? { method } : {}) };
}
