import type { ApplyExpression, Identifier, Span } from '../../src/core/odata';
import type {
  AggregateTransformation,
  CallTransformation,
  ComputeItem,
  GroupbyTransformation,
  NestedTransformation,
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
      return isIn(judge, node, 'filter', [node.expression]) && judge.expression(node.expression);
    case 'orderby-transformation':
      return (
        isOrderby(judge, node, node.items.length) && node.items.every((item) => isOrderbyItem(judge, item))
      );
    case 'call-transformation':
      return isCall(judge, node);
    case 'aggregate':
      return !preserving && isAggregate(judge, node);
    case 'compute-transformation':
      return (
        !preserving &&
        isIn(judge, node, 'compute', node.items) &&
        node.items.every((item) => isCompute(judge, item))
      );
    case 'concat':
      return (
        !preserving &&
        node.sequences.length > 1 &&
        isIn(judge, node, 'concat', node.sequences) &&
        node.sequences.every((one) => isUnnamed(judge, one))
      );
    case 'groupby':
      return !preserving && isGroupby(judge, node);
    case 'nested-transformation':
      break;
  }
  return !preserving && isNested(judge, node);
}

/** `name OPEN BWS a BWS COMMA BWS b BWS CLOSE` */
function isIn(judge: Judge, node: Span, name: string, items: readonly Span[]): boolean {
  const nameEnd = node.start + name.length;
  return (
    judge.text.slice(node.start, nameEnd) === name &&
    judge.reach(nameEnd) &&
    judge.list({ start: nameEnd, end: node.end }, items)
  );
}

/** Of orderby the grammar allows blanks at the commas only. */
function isOrderby(
  judge: Judge,
  node: Transformation & { readonly kind: 'orderby-transformation' },
  count: number,
): boolean {
  const [first] = node.items;
  const last = node.items.at(-1);
  const open = node.start + 'orderby'.length;
  if (!first || !last || count === 0) return false;
  return (
    isIn(judge, node, 'orderby', node.items) &&
    judge.lead(open, first, gaps.open) &&
    judge.trail(last, node.end, gaps.close)
  );
}

function isAggregate(judge: Judge, node: AggregateTransformation): boolean {
  const { items } = node;
  return (
    items.length > 0 &&
    isIn(judge, node, 'aggregate', items) &&
    items.every((item) => isAggregateExpression(judge, item))
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
  if (!inner || !judge.list(inner, keys)) return false;
  const areRight = keys.every(
    (key) =>
      isOn(judge, groupingMachine, 'groupingProperty', key) ||
      isRecursiveRollup(judge, key, isPreserving) ||
      isRollup(judge, key),
  );
  if (!areRight || !isIn(judge, node, 'groupby', apply ? [inner, apply] : [inner])) return false;
  return !apply || isUnnamed(judge, apply);
}

/** The parentheses next to a list: the tree holds no span for them. */
function parenthesesAround({ text }: Judge, first: Span, last: Span): Span | undefined {
  const before = /(?:\(|%28)(?: |\t|%20|%09)*$/i.exec(text.slice(0, first.start));
  const behind = /^(?: |\t|%20|%09)*(?:\)|%29)/i.exec(text.slice(last.end));
  return before && behind ? { start: before.index, end: last.end + behind[0].length } : undefined;
}

/** `rollup(Country,City)`, `rollup(Hierarchy)` */
function isRollup(judge: Judge, node: GroupbyTransformation['keys'][number]): boolean {
  if (node.kind !== 'call' || node.target || judge.raw(node.name) !== 'rollup') return false;
  const { args } = node;
  if (!judge.list(args, args.items) || args.items.some(({ name, condition }) => name ?? condition)) {
    return false;
  }
  const [only] = args.items;
  if (args.items.length === 1 && only) {
    return judge.names.isIdentifier(judge.raw(only)) && judge.reach(only.end);
  }
  return (
    args.items.length > 1 &&
    args.items.every(({ value }) => isOn(judge, groupingMachine, 'groupingProperty', value))
  );
}

function isNested(judge: Judge, node: NestedTransformation): boolean {
  const { path, alias, sequences } = node;
  const name = judge.raw(node.name);
  if (name === 'nest') {
    return (
      sequences.length > 0 &&
      isIn(judge, node, name, sequences) &&
      sequences.every((one) => isNamed(judge, one))
    );
  }
  if (name === 'addnested') {
    if (alias || sequences.length === 0 || !isIn(judge, node, name, [path, ...sequences])) return false;
    return isOn(judge, nestMachine, 'nestPath', path) && sequences.every((one) => isNamed(judge, one));
  }
  if ((name !== 'join' && name !== 'outerjoin') || !alias || sequences.length > 1) return false;
  const joined = { start: path.start, end: alias.end };
  return (
    isIn(judge, node, name, [joined, ...sequences]) &&
    isOn(judge, joinMachine, 'joinProperty', path) &&
    isAlias(judge, path.end, alias) &&
    sequences.every((one) => isUnnamed(judge, one))
  );
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
    return (
      arePlain &&
      items.length === 2 &&
      judge.list(args, items) &&
      items.every(({ value }) => judge.expression(value))
    );
  }
  if (text === 'top' || text === 'skip') {
    const [only] = items;
    return (
      arePlain &&
      only !== undefined &&
      items.length === 1 &&
      judge.list(args, items) &&
      /^\d+$/.test(judge.raw(only)) &&
      judge.reach(only.end)
    );
  }
  return isCustomFunction(judge, name) && areExpressionParameters(judge, { ...args, kind: 'arguments' });
}

function isCustomFunction(judge: Judge, name: Identifier): boolean {
  const rules = ['entityColFunction', 'complexColFunction', 'primitiveColFunction'];
  return judge.names.isQualified('', rules, judge.raw(name), true) && judge.reach(name.end);
}

function isSearchTransformation(judge: Judge, { search }: CallTransformation, args: Span): boolean {
  if (!search || !judge.list(args, [search])) return false;
  return isSearchExpression(judge, search) || isSearch(judge, search, search, false);
}
