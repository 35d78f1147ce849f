import type {
  ApplyExpression,
  ArgumentList,
  CallTransformation,
  Expression,
  Identifier,
  NestedTransformation,
  Span,
  Transformation,
} from './ast';
import { readAggregateItems } from './aggregate';
import { Code } from './characters';
import type { Cursor } from './cursor';
import { readHierarchy, readHierarchyKey } from './hierarchy';
import { readAs, readComputeItems, readName, readOrderbyItems } from './items';
import { readArguments } from './members';
import { readSearch } from './search';

/** Transformations separated by `/` (OData Extension for Data Aggregation 4.0). */
export function readApply(cursor: Cursor): ApplyExpression {
  cursor.skipBlanks();
  const start = cursor.offset(cursor.pos);
  const transformations: Transformation[] = [];
  do {
    if (!cursor.enter()) break;
    transformations.push(readTransformation(cursor));
    cursor.leave();
    cursor.skipBlanks();
  } while (cursor.take(Code.slash));
  const end = Math.max(start, transformations.at(-1)?.end ?? start);
  return { kind: 'apply-expression', start, end, transformations, alias: undefined };
}

function readTransformation(cursor: Cursor): Transformation {
  const name = readName(cursor);
  if (cursor.strict && cursor.peek() !== Code.open) return call(name, name, undefined);
  cursor.skipBlanks();
  const open = cursor.pos;
  if (cursor.peek() !== Code.open) return call(name, name, undefined);
  const read = readers.get(name.name);
  if (!read) {
    const args = readArguments(cursor);
    return call(name, args, args);
  }
  cursor.pos++;
  const rest = read(cursor, name);
  cursor.close(open, Code.close);
  const end = cursor.offset(cursor.pos);
  if (rest.kind !== 'call-transformation') return { ...rest, end };
  return { ...rest, end, args: { kind: 'arguments', start: cursor.offset(open), end, items: [] } };
}

function call(name: Identifier, { end }: Span, args: ArgumentList | undefined): CallTransformation {
  return {
    kind: 'call-transformation',
    start: name.start,
    end,
    name,
    args,
    search: undefined,
    hierarchy: undefined,
  };
}

/** What stands in the parentheses of a transformation that has more than expressions there. */
type Reader = (cursor: Cursor, name: Identifier) => Transformation;

const readers = new Map<string, Reader>([
  [
    'aggregate',
    (cursor, { start, end }) => ({ kind: 'aggregate', start, end, items: readAggregateItems(cursor) }),
  ],
  ['groupby', readGroupby],
  [
    'filter',
    (cursor, { start, end }) => {
      const expression = cursor.grammar.expression(cursor);
      return { kind: 'filter-transformation', start, end, expression };
    },
  ],
  [
    'orderby',
    (cursor, { start, end }) => ({
      kind: 'orderby-transformation',
      start,
      end,
      items: readOrderbyItems(cursor),
    }),
  ],
  [
    'compute',
    (cursor, { start, end }) => ({
      kind: 'compute-transformation',
      start,
      end,
      items: readComputeItems(cursor),
    }),
  ],
  ['concat', (cursor, { start, end }) => ({ kind: 'concat', start, end, sequences: readSequences(cursor) })],
  // Dataverse knows none of the following but `expand` and `join`; they are read so that the tree is whole.
  ['expand', readNested],
  ['join', readNested],
  ['outerjoin', readNested],
  ['addnested', readNested],
  ['nest', readNested],
  ['search', (cursor, name) => ({ ...call(name, name, undefined), search: readSearch(cursor) })],
  [
    'ancestors',
    (cursor, name) => ({ ...call(name, name, undefined), hierarchy: readHierarchy(cursor, name) }),
  ],
  [
    'descendants',
    (cursor, name) => ({ ...call(name, name, undefined), hierarchy: readHierarchy(cursor, name) }),
  ],
  [
    'traverse',
    (cursor, name) => ({ ...call(name, name, undefined), hierarchy: readHierarchy(cursor, name) }),
  ],
]);

function readNested(cursor: Cursor, name: Identifier): NestedTransformation {
  const { start, end } = name;
  if (name.name === 'nest') {
    const path = cursor.missing();
    const sequences = readSequences(cursor);
    return { kind: 'nested-transformation', start, end, name, path, alias: undefined, sequences };
  }
  const path = cursor.grammar.expression(cursor);
  const alias = readAs(cursor);
  const sequences = cursor.takeComma() ? readSequences(cursor) : [];
  return { kind: 'nested-transformation', start, end, name, path, alias, sequences };
}

/** Sequences of transformations separated by commas, each with `as name` behind it or not. */
function readSequences(cursor: Cursor): ApplyExpression[] {
  const sequences: ApplyExpression[] = [];
  do {
    const sequence = readApply(cursor);
    const alias = readAs(cursor);
    sequences.push(alias ? { ...sequence, end: alias.end, alias } : sequence);
  } while (cursor.takeComma());
  return sequences;
}

function readGroupby(cursor: Cursor, { start, end }: Identifier): Transformation {
  cursor.skipBlanks();
  const open = cursor.pos;
  const inParentheses = cursor.take(Code.open);
  if (!inParentheses) {
    const message = 'The columns to group by stand in parentheses of their own: groupby((a,b)).';
    cursor.error('unexpected-text', open, cursor.wordEnd(open), message);
  }
  const keys: Expression[] = [];
  do keys.push(readHierarchyKey(cursor) ?? cursor.grammar.expression(cursor));
  while (cursor.takeComma());
  if (inParentheses) cursor.close(open, Code.close);
  const apply = cursor.takeComma() ? readApply(cursor) : undefined;
  return { kind: 'groupby', start, end, keys, apply };
}
