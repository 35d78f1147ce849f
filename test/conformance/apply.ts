import type { ApplyExpression, Expression, Identifier, Span } from '../../src/core/odata';
import type {
  CallTransformation,
  ComputeItem,
  GroupbyTransformation,
  NestedTransformation,
  OrderbyTransformation,
  Transformation,
} from '../../src/core/odata/ast';
import { isAggregateExpression, isAlias, isOn } from './aggregates';
import { groupingMachine, joinMachine, nestMachine } from './applyMachine';
import { isHierarchy, isRecursiveRollup } from './hierarchies';
import { isOrderbyItem } from './items';
import type { Judge } from './judge';
import { gaps } from './patterns';
import { isSearchExpression, isSearch } from './search';
import { areExpressionParameters } from './takes';

// Section 2 of the aggregation rules: $apply.

/** An applyExpr that is all of a value. */
export function isApply(judge: Judge, node: ApplyExpression, { start, end }: Span): boolean {
  return (
    judge.gap(start, node.start, gaps.none) &&
    isApplyExpression(judge, node) &&
    !node.alias &&
    judge.gap(node.end, end, gaps.none)
  );
}

/** Transformations with a slash between them; where `preserving`, those that keep instances as they are. */
export function isApplyExpression(
  judge: Judge,
  { transformations }: ApplyExpression,
  preserving = false,
): boolean {
  return (
    transformations.length > 0 &&
    transformations.every((one, i) => {
      const next = transformations[i + 1];
      return (
        isTransformation(judge, one, preserving) && (!next || judge.gap(one.end, next.start, gaps.slash))
      );
    })
  );
}

function isPreserving(judge: Judge, node: ApplyExpression): boolean {
  return isApplyExpression(judge, node, true);
}

export function isTransformation(judge: Judge, node: Transformation, preserving: boolean): boolean {
  switch (node.kind) {
    case 'filter-transformation':
      return isIn(judge, node, 'filter', [node.expression], (one) => judge.expression(one));
    case 'orderby-transformation':
      return isOrderby(judge, node);
    case 'call-transformation':
      return isCall(judge, node);
    case 'aggregate':
      return (
        !preserving &&
        isIn(judge, node, 'aggregate', node.items, (item) => isAggregateExpression(judge, item))
      );
    case 'compute-transformation':
      return !preserving && isIn(judge, node, 'compute', node.items, (item) => isCompute(judge, item));
    case 'concat': {
      const areSeveral = node.sequences.length > 1;
      return (
        !preserving &&
        areSeveral &&
        isIn(judge, node, 'concat', node.sequences, (one) => isUnnamed(judge, one))
      );
    }
    case 'groupby':
      return !preserving && isGroupby(judge, node);
    case 'nested-transformation':
      break;
  }
  return !preserving && isNested(judge, node);
}

/** `name OPEN BWS a BWS COMMA BWS b BWS CLOSE`, with one item at least. */
function isIn<T extends Span>(
  judge: Judge,
  node: Span,
  name: string,
  items: readonly T[],
  isItem: (item: T) => boolean,
): boolean {
  const nameEnd = node.start + name.length;
  return (
    judge.text.slice(node.start, nameEnd) === name &&
    judge.reach(nameEnd) &&
    items.length > 0 &&
    judge.list({ start: nameEnd, end: node.end }, items, isItem)
  );
}

/** Of orderby the grammar allows blanks at the commas only. */
function isOrderby(judge: Judge, node: OrderbyTransformation): boolean {
  const [first] = node.items;
  const last = node.items.at(-1);
  return (
    first !== undefined &&
    last !== undefined &&
    isIn(judge, node, 'orderby', node.items, (item) => isOrderbyItem(judge, item)) &&
    judge.lead(node.start + 'orderby'.length, first, gaps.open) &&
    judge.gap(last.end, node.end, gaps.close)
  );
}

function isCompute(judge: Judge, { expression, alias }: ComputeItem): boolean {
  return judge.expression(expression) && alias !== undefined && isAlias(judge, expression.end, alias);
}

function isUnnamed(judge: Judge, sequence: ApplyExpression): boolean {
  return !sequence.alias && isApplyExpression(judge, sequence);
}

function isNamed(judge: Judge, sequence: ApplyExpression): boolean {
  const { alias, transformations } = sequence;
  const end = transformations.at(-1)?.end ?? sequence.start;
  return alias !== undefined && isApplyExpression(judge, sequence) && isAlias(judge, end, alias);
}

function isGroupby(judge: Judge, node: GroupbyTransformation): boolean {
  const { keys, apply } = node;
  const [first] = keys;
  const last = keys.at(-1);
  if (!first || !last || judge.text.slice(node.start, node.start + 7) !== 'groupby') return false;
  const inner = parenthesesAround(judge, first, last);
  if (!inner) return false;
  const parts = apply ? [inner, apply] : [inner];
  return isIn(judge, node, 'groupby', parts, (part) => {
    if (part === apply) return isUnnamed(judge, apply);
    return judge.list(inner, keys, (key) => isGroupbyKey(judge, key));
  });
}

function isGroupbyKey(judge: Judge, key: Expression): boolean {
  return (
    isOn(judge, groupingMachine, 'groupingProperty', key) ||
    isRecursiveRollup(judge, key, isPreserving) ||
    isRollup(judge, key)
  );
}

/** The parentheses next to a list: the tree holds no span for them. */
function parenthesesAround({ text }: Judge, first: Span, last: Span): Span | undefined {
  const before = /(?:\(|%28)(?: |\t|%20|%09)*$/i.exec(text.slice(0, first.start));
  const behind = /^(?: |\t|%20|%09)*(?:\)|%29)/i.exec(text.slice(last.end));
  return before && behind ? { start: before.index, end: last.end + behind[0].length } : undefined;
}

/** `rollup(Country,City)`, `rollup(Hierarchy)` */
function isRollup(judge: Judge, node: Expression): boolean {
  if (node.kind !== 'call' || node.target || judge.raw(node.name) !== 'rollup') return false;
  const { items } = node.args;
  return (
    items.length > 0 &&
    judge.list(node.args, items, ({ name, condition, value, ...span }) => {
      if (name ?? condition) return false;
      if (items.length > 1) return isOn(judge, groupingMachine, 'groupingProperty', value);
      return judge.isName('rollupNamedHier', span);
    })
  );
}

function isNested(judge: Judge, node: NestedTransformation): boolean {
  const { path, alias, sequences } = node;
  const name = judge.raw(node.name);
  if (name === 'nest') return isIn(judge, node, name, sequences, (one) => isNamed(judge, one));
  if (name === 'addnested') {
    if (alias || sequences.length === 0) return false;
    return isIn(judge, node, name, [path, ...sequences], (one) => {
      return one.kind === 'apply-expression'
        ? isNamed(judge, one)
        : isOn(judge, nestMachine, 'nestPath', one);
    });
  }
  if ((name !== 'join' && name !== 'outerjoin') || !alias || sequences.length > 1) return false;
  const joined = { kind: 'joined' as const, start: path.start, end: alias.end };
  return isIn(judge, node, name, [joined, ...sequences], (one) => {
    if (one.kind === 'apply-expression') return isUnnamed(judge, one);
    return isOn(judge, joinMachine, 'joinProperty', path) && isAlias(judge, path.end, alias);
  });
}

/** Those with a collection's expression and a number; the order of the two is the grammar's. */
const rankings = new Set(['bottomcount', 'bottompercent', 'bottomsum', 'topcount', 'toppercent', 'topsum']);

function isCall(judge: Judge, node: CallTransformation): boolean {
  const { name, args, search, hierarchy } = node;
  const text = judge.raw(name);
  judge.reach(name.end);
  if (!args) return text === 'identity';
  if (search) return isSearchTransformation(judge, node, args);
  if (hierarchy) return isHierarchy(judge, name, hierarchy, args, isPreserving);
  const { items } = args;
  const arePlain = items.every((item) => !item.name && !item.condition);
  if (rankings.has(text)) {
    return arePlain && items.length === 2 && judge.list(args, items, ({ value }) => judge.expression(value));
  }
  if (text === 'top' || text === 'skip') {
    const isNumber = (item: Span): boolean => /^\d+$/.test(judge.raw(item)) && judge.reach(item.end);
    return arePlain && items.length === 1 && judge.list(args, items, isNumber);
  }
  return isCustomFunction(judge, name) && areExpressionParameters(judge, { ...args, kind: 'arguments' });
}

function isCustomFunction(judge: Judge, name: Identifier): boolean {
  const rules = ['entityColFunction', 'complexColFunction', 'primitiveColFunction'];
  return judge.names.isQualified('', rules, judge.raw(name), true) && judge.reach(name.end);
}

function isSearchTransformation(judge: Judge, { search }: CallTransformation, args: Span): boolean {
  if (!search) return false;
  return judge.list(
    args,
    [search],
    (one) => isSearchExpression(judge, one) || isSearch(judge, one, one, false),
  );
}
