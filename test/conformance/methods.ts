import type { Argument, Expression, Span } from '../../src/core/odata';
import type { CallExpression } from '../../src/core/odata/ast';
import type { Judge } from './judge';
import { runs } from './machine';
import { memberMachine } from './memberMachine';
import { gaps } from './patterns';
import { areJoined, expressionTokens } from './tokens';

/** Canonical functions by name in lower case: the rule, and the least and most arguments. */
export const methods: ReadonlyMap<string, readonly [rule: string, least: number, most: number]> = new Map([
  ['concat', ['concatMethodCallExpr', 2, 2]],
  ['contains', ['containsMethodCallExpr', 2, 2]],
  ['endswith', ['endsWithMethodCallExpr', 2, 2]],
  ['indexof', ['indexOfMethodCallExpr', 2, 2]],
  ['length', ['lengthMethodCallExpr', 1, 1]],
  ['matchespattern', ['matchesPatternMethodCallExpr', 2, 2]],
  ['startswith', ['startsWithMethodCallExpr', 2, 2]],
  ['substring', ['substringMethodCallExpr', 2, 3]],
  ['tolower', ['toLowerMethodCallExpr', 1, 1]],
  ['toupper', ['toUpperMethodCallExpr', 1, 1]],
  ['trim', ['trimMethodCallExpr', 1, 1]],
  ['year', ['yearMethodCallExpr', 1, 1]],
  ['month', ['monthMethodCallExpr', 1, 1]],
  ['day', ['dayMethodCallExpr', 1, 1]],
  ['hour', ['hourMethodCallExpr', 1, 1]],
  ['minute', ['minuteMethodCallExpr', 1, 1]],
  ['second', ['secondMethodCallExpr', 1, 1]],
  ['fractionalseconds', ['fractionalsecondsMethodCallExpr', 1, 1]],
  ['totalseconds', ['totalsecondsMethodCallExpr', 1, 1]],
  ['date', ['dateMethodCallExpr', 1, 1]],
  ['time', ['timeMethodCallExpr', 1, 1]],
  ['totaloffsetminutes', ['totalOffsetMinutesMethodCallExpr', 1, 1]],
  ['mindatetime', ['minDateTimeMethodCallExpr', 0, 0]],
  ['maxdatetime', ['maxDateTimeMethodCallExpr', 0, 0]],
  ['now', ['nowMethodCallExpr', 0, 0]],
  ['round', ['roundMethodCallExpr', 1, 1]],
  ['floor', ['floorMethodCallExpr', 1, 1]],
  ['ceiling', ['ceilingMethodCallExpr', 1, 1]],
  ['geo.distance', ['distanceMethodCallExpr', 2, 2]],
  ['geo.length', ['geoLengthMethodCallExpr', 1, 1]],
  ['geo.intersects', ['intersectsMethodCallExpr', 2, 2]],
  ['hassubset', ['hasSubsetMethodCallExpr', 2, 2]],
  ['hassubsequence', ['hasSubsequenceMethodCallExpr', 2, 2]],
]);

/** Those of which the grammar says that they are Boolean. */
export const booleanMethods: ReadonlySet<string> = new Set([
  'endswith',
  'startswith',
  'contains',
  'geo.intersects',
  'hassubset',
  'hassubsequence',
  'isdefined',
]);

/** A call of a canonical function, of `case`, `cast`, `isof` or `isdefined`, with nothing before its name. */
export function isMethodCall(judge: Judge, node: CallExpression): boolean {
  const { target, name, args } = node;
  if (target || node.options || node.aggregates || args.start !== name.end) return false;
  const text = judge.raw(name).toLowerCase();
  const method = methods.get(text);
  if (method) {
    const [rule, least, most] = method;
    const fits = args.items.length >= least && args.items.length <= most;
    return fits && judge.names.allows(rule, judge.raw(node)) && areValues(judge, args, args.items);
  }
  if (text === 'case') return isCase(judge, args, args.items);
  if (text === 'cast' || text === 'isof') return isTyped(judge, args, args.items);
  return judge.raw(name) === 'isdefined' && isDefined(judge, args, args.items);
}

function areValues(judge: Judge, within: Span, items: readonly Argument[]): boolean {
  return judge.list(within, items, (item) => isPlain(item) && judge.expression(item.value));
}

function isPlain({ name, condition }: Argument): boolean {
  return name === undefined && condition === undefined;
}

/** `case(a:b,c:d)` */
function isCase(judge: Judge, within: Span, items: readonly Argument[]): boolean {
  return (
    items.length > 0 &&
    judge.list(
      within,
      items,
      ({ name, condition, value }) =>
        name === undefined &&
        condition !== undefined &&
        judge.expression(condition) &&
        judge.gap(condition.end, value.start, gaps.blankColon) &&
        judge.expression(value),
    )
  );
}

/** `isof(Ns.Type)`, `cast(expression,Ns.Type)` */
function isTyped(judge: Judge, within: Span, items: readonly Argument[]): boolean {
  const type = items.at(-1);
  if (!type || items.length > 2) return false;
  return judge.list(within, items, (item) => {
    return isPlain(item) && (item === type ? isTypeName(judge, item.value) : judge.expression(item.value));
  });
}

function isTypeName(judge: Judge, node: Expression): boolean {
  return judge.names.isType(judge.raw(node), true) && judge.reach(node.end);
}

function isDefined(judge: Judge, within: Span, items: readonly Argument[]): boolean {
  const [only] = items;
  if (!only || items.length > 1 || !isPlain(only)) return false;
  return judge.list(within, items, ({ value }) => {
    const tokens = expressionTokens(value);
    if (!tokens || !areJoined(judge, tokens)) return false;
    return runs(memberMachine, 'firstMemberExpr', judge, tokens);
  });
}
