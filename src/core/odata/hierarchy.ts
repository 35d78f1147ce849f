import type {
  ApplyExpression,
  CallExpression,
  Expression,
  Hierarchy,
  Identifier,
  OrderbyItem,
  Span,
} from './ast';
import { Code, isDigit } from './characters';
import type { Cursor } from './cursor';
import { readKeyword, readName, readOrderbyItems } from './items';

/**
 * What stands in the parentheses of `ancestors`, `descendants` and `traverse` (Data Aggregation 4.0, 6.2), the opening
 * one before the cursor.
 */
export function readHierarchy(cursor: Cursor, { name }: Identifier): Hierarchy {
  const start = cursor.offset(cursor.pos);
  const nodes = cursor.grammar.expression(cursor);
  const qualifier = nextArgument(cursor);
  const path = nextArgument(cursor);
  const order = name === 'traverse' && cursor.takeComma() ? readName(cursor) : undefined;
  let apply: ApplyExpression | undefined;
  let distance: Expression | undefined;
  let keepStart: Span | undefined;
  let orderby: readonly OrderbyItem[] = [];
  while (cursor.takeComma()) {
    cursor.skipBlanks();
    if (name === 'traverse') {
      if (apply || !startsTransformation(cursor)) orderby = readOrderbyItems(cursor);
      else apply = cursor.grammar.apply(cursor);
    } else if (!apply) apply = cursor.grammar.apply(cursor);
    else if (!distance && isDigit(cursor.peek())) distance = cursor.grammar.expression(cursor);
    else keepStart = readKeepStart(cursor);
  }
  const end = cursor.offset(cursor.pos);
  return {
    kind: 'hierarchy',
    start,
    end,
    nodes,
    qualifier,
    path,
    order,
    apply,
    distance,
    keepStart,
    orderby,
  };
}

function nextArgument(cursor: Cursor): Expression {
  if (cursor.takeComma()) return cursor.grammar.expression(cursor);
  cursor.error('expected-expression', cursor.pos, cursor.pos, 'A "," and an argument are missing here.');
  return cursor.missing();
}

function readKeepStart(cursor: Cursor): Span {
  const start = cursor.pos;
  if (!readKeyword(cursor, 'keep') || !readKeyword(cursor, 'start')) {
    cursor.pos = start;
    cursor.unexpected(',');
  }
  return cursor.span(start);
}

/** Transformations that may stand in a hierarchy; those of others have a namespace before their name. */
const transformations = new Set([
  'ancestors',
  'bottomcount',
  'bottompercent',
  'bottomsum',
  'descendants',
  'filter',
  'identity',
  'orderby',
  'search',
  'skip',
  'top',
  'topcount',
  'toppercent',
  'topsum',
  'traverse',
]);

/** Whether a transformation stands here, not an expression to order by. */
function startsTransformation(cursor: Cursor): boolean {
  const end = cursor.qualifiedEnd(cursor.pos);
  const name = cursor.chars.slice(cursor.pos, end);
  if (name === 'identity') return true;
  return cursor.codeAt(end) === Code.open && (transformations.has(name) || name.includes('.'));
}

/** `rolluprecursive(nodes,qualifier,path[,transformations])` among the keys of `groupby`; else undefined. */
export function readHierarchyKey(cursor: Cursor): CallExpression | undefined {
  cursor.skipBlanks();
  const start = cursor.pos;
  const open = cursor.wordEnd(start);
  const name = cursor.identifier(start, open);
  if (cursor.codeAt(open) !== Code.open || name.name !== 'rolluprecursive') return undefined;
  cursor.pos = open + 1;
  const values = [cursor.grammar.expression(cursor), nextArgument(cursor), nextArgument(cursor)];
  const apply = cursor.takeComma() ? cursor.grammar.apply(cursor) : undefined;
  cursor.close(open, Code.close);
  const end = cursor.offset(cursor.pos);
  const items = values.map((value) => ({
    kind: 'argument' as const,
    start: value.start,
    end: value.end,
    name: undefined,
    condition: undefined,
    value,
  }));
  const args = { kind: 'arguments' as const, start: cursor.offset(open), end, items };
  return {
    kind: 'call',
    start: name.start,
    end,
    target: undefined,
    name,
    args,
    options: undefined,
    aggregates: undefined,
    apply,
  };
}
