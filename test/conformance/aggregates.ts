import type { Expression, Identifier, Span } from '../../src/core/odata';
import type { AggregateFrom, AggregateItem } from '../../src/core/odata/ast';
import { aggregateMachine, groupingMachine } from './applyMachine';
import type { Judge } from './judge';
import { runs, statesBehind, type Machine } from './machine';
import { gaps } from './patterns';
import { areJoined, expressionTokens } from './tokens';

/** `aggregate(…)` of $apply: each but a custom aggregate has an alias. */
export function isAggregateExpression(judge: Judge, item: AggregateItem): boolean {
  return (
    isAggregate(judge, item) &&
    (item.alias ? isAlias(judge, lastOf(item), item.alias) : isUnaliased(judge, item))
  );
}

/** `Sales/aggregate(Amount with sum)` in an expression: one, without an alias. */
export function isAggregateFunction(judge: Judge, items: readonly AggregateItem[], within: Span): boolean {
  const [only] = items;
  if (!only || items.length > 1 || only.alias) return false;
  return judge.list(within, items, (item) => isAggregate(judge, item));
}

/** ` as name` behind what ends at `from`. */
export function isAlias(judge: Judge, from: number, alias: Identifier): boolean {
  return judge.gap(from, alias.start, gaps.aliasAs) && judge.isName('expressionAlias', alias);
}

function lastOf({ expression, method, from }: AggregateItem): number {
  return (from.at(-1) ?? method ?? expression).end;
}

/** Only a custom aggregate alone needs no alias. */
function isUnaliased(judge: Judge, { expression, method, from }: AggregateItem): boolean {
  return !method && from.length === 0 && endsIn(judge, expression, 'custom');
}

function isAggregate(judge: Judge, item: AggregateItem): boolean {
  const { expression, method, from } = item;
  if (method) return isWithMethod(judge, expression, method) && areFrom(judge, method.end, from, true);
  if (endsIn(judge, expression, 'count') && areFrom(judge, expression.end, from, true)) return true;
  return endsIn(judge, expression, 'custom') && areFrom(judge, expression.end, from, false);
}

export function isWithMethod(
  judge: Judge,
  expression: Expression,
  method: Identifier,
  mayBePath = true,
): boolean {
  const isValue = judge.expression(expression) || endsIn(judge, expression, 'primitive');
  const isOther = mayBePath && endsIn(judge, expression, 'prefix', 'prefixCast', 'cast');
  if (!isValue && !isOther) return false;
  if (!judge.gap(expression.end, method.start, gaps.with)) return false;
  return isMethod(judge, method, !isValue) && judge.reach(method.end);
}

/** `sum`, `Ns.method`; those that work on what is no primitive value are fewer. */
export function isMethod(judge: Judge, method: Span, nonPrimitive: boolean): boolean {
  const text = judge.raw(method);
  if (text === 'countdistinct') return true;
  if (!nonPrimitive && ['sum', 'min', 'max', 'average'].includes(text)) return true;
  const dot = text.lastIndexOf('.');
  return (
    dot > 0 && judge.names.isNamespace(text.slice(0, dot)) && judge.names.isIdentifier(text.slice(dot + 1))
  );
}

/** `from a,b with sum from …`; of a custom aggregate the methods may be missing. */
export function areFrom(
  judge: Judge,
  start: number,
  from: readonly AggregateFrom[],
  needMethods: boolean,
): boolean {
  let end = start;
  for (const one of from) {
    if (!judge.gap(end, one.start, gaps.from) || !isFrom(judge, one, needMethods)) return false;
    end = one.end;
  }
  return true;
}

function isFrom(judge: Judge, { path, others = [], method }: AggregateFrom, needMethod: boolean): boolean {
  const paths = [path, ...others];
  const areRight = paths.every((one, i) => {
    const next = paths[i + 1];
    return (
      isOn(judge, groupingMachine, 'groupingProperty', one) &&
      (!next || judge.gap(one.end, next.start, gaps.blankComma))
    );
  });
  if (!areRight) return false;
  if (!method) return !needMethod;
  const last = paths.at(-1) ?? path;
  return (
    judge.gap(last.end, method.start, gaps.with) && isMethod(judge, method, false) && judge.reach(method.end)
  );
}

/** Whether a path can be read so that it ends in one of the states of the machine for aggregates. */
export function endsIn(judge: Judge, node: Expression, ...states: readonly string[]): boolean {
  const tokens = expressionTokens(node);
  if (!tokens || !areJoined(judge, tokens)) return false;
  const ends = statesBehind(aggregateMachine, 'start', judge, tokens);
  return states.some((state) => ends.has(state));
}

export function isOn(judge: Judge, machine: Machine, state: string, node: Expression): boolean {
  const tokens = expressionTokens(node);
  return tokens !== undefined && areJoined(judge, tokens) && runs(machine, state, judge, tokens);
}
