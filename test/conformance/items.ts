import type { Identifier, Span } from '../../src/core/odata';
import type { ComputeItem, ExpandItem, OrderbyItem, SelectItem } from '../../src/core/odata/ast';
import { expandMachine, selectMachine } from './itemMachine';
import type { Judge } from './judge';
import { runs, type Machine } from './machine';
import { gaps } from './patterns';
import { areJoined, type PathToken } from './tokens';

// The items of $select, $expand, $orderby and $compute.

/** Items with a comma and nothing else between them, all of a value. */
function areItems<T extends Span>(
  judge: Judge,
  items: readonly T[],
  { start, end }: Span,
  isItem: (item: T) => boolean,
): boolean {
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last || !judge.lead(start, first, gaps.none)) return false;
  const areRight = items.every((item, i) => {
    const next = items[i + 1];
    return isItem(item) && (!next || hasCommaBehind(judge, item, next));
  });
  return areRight && judge.gap(last.end, end, gaps.none);
}

/** Arrays and objects may have blanks around them. */
function hasCommaBehind(judge: Judge, item: Span, next: Span): boolean {
  return judge.gap(item.end, next.start, gaps.comma) || judge.lead(item.end, next, gaps.comma);
}

export function areSelectItems(judge: Judge, items: readonly SelectItem[], value: Span): boolean {
  return areItems(judge, items, value, (item) => isSelectItem(judge, item, 'selectItem'));
}

export function isSelectItem(judge: Judge, item: SelectItem, state: string): boolean {
  const { path, options, parameters } = item;
  const tokens = nameTokens(path);
  const start = path.at(-1)?.end ?? item.start;
  if (parameters) tokens.push({ kind: 'parameters', start, end: item.end, names: parameters });
  else if (item.end > start) tokens.push({ kind: 'options', start, end: item.end, options });
  return isPath(judge, selectMachine, state, tokens);
}

export function areExpandItems(judge: Judge, items: readonly ExpandItem[], value: Span): boolean {
  return areItems(judge, items, value, (item) => isExpandItem(judge, item, 'expandItem'));
}

export function isExpandItem(judge: Judge, item: ExpandItem, state: string): boolean {
  const { path, suffix, options } = item;
  const tokens = nameTokens(suffix ? [...path, suffix] : path);
  const start = tokens.at(-1)?.end ?? item.start;
  if (item.end > start) tokens.push({ kind: 'options', start, end: item.end, options });
  return isPath(judge, expandMachine, state, tokens);
}

function isPath(judge: Judge, machine: Machine, state: string, tokens: readonly PathToken[]): boolean {
  return tokens.length > 0 && areJoined(judge, tokens) && runs(machine, state, judge, tokens);
}

function nameTokens(path: readonly Identifier[]): PathToken[] {
  return path.map(({ start, end }) => ({ kind: 'name', start, end }));
}

export function areOrderbyItems(judge: Judge, items: readonly OrderbyItem[], value: Span): boolean {
  return areItems(judge, items, value, (item) => isOrderbyItem(judge, item));
}

export function isOrderbyItem(judge: Judge, { expression, direction }: OrderbyItem): boolean {
  if (!judge.expression(expression)) return false;
  if (!direction) return true;
  return judge.gap(expression.end, direction.start, gaps.rws) && judge.reach(direction.end);
}

export function areComputeItems(judge: Judge, items: readonly ComputeItem[], value: Span): boolean {
  return areItems(judge, items, value, (item) => isComputeItem(judge, item));
}

export function isComputeItem(judge: Judge, { expression, alias }: ComputeItem): boolean {
  return (
    judge.expression(expression) &&
    alias !== undefined &&
    judge.gap(expression.end, alias.start, gaps.as) &&
    judge.isName('computedProperty', alias)
  );
}
