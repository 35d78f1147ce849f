import { parseFilter, type Expression } from '../../../src/core/odata';
import { areFrom, endsIn, isMethod, isOn, isWithMethod } from '../aggregates';
import { groupingMachine, nestMachine } from '../applyMachine';
import type { Judge } from '../judge';
import { gaps } from '../patterns';
import { expressionTokens } from '../tokens';
import { aggregateRule, groupingRule } from './applyAround';
import { judged, type Handler, type Handlers } from './verdict';

// The rules of the aggregation extension for paths, and for what stands behind them in aggregate.

/** A path that is all of the text. */
function path(check: (judge: Judge, node: Expression) => boolean): Handler {
  return judged(parseFilter, (judge, { expression }) => {
    return expression.start === 0 && expression.end === judge.text.length && check(judge, expression);
  });
}

function ending(...states: string[]): Handler {
  return path((judge, node) => endsIn(judge, node, ...states));
}

/** Whether a grouping property ends with a primitive property, as far as the names tell. */
function grouping(isPrimitive: boolean): Handler {
  return path((judge, node) => {
    const tokens = expressionTokens(node);
    const last = tokens?.at(-1);
    if (!last || !isOn(judge, groupingMachine, 'path', node)) return false;
    const rules = isPrimitive
      ? ['primitiveProperty', 'streamProperty']
      : ['complexProperty', 'entityNavigationProperty'];
    return rules.some((rule) => judge.names.is(rule, judge.raw(last)));
  });
}

const behindAlias = ' as x)';

export const aggregatePathRules: Handlers = {
  aggrPathPrefix: ending('prefix', 'prefixCast'),
  aggrPropPath: path(
    (judge, node) => !startsWithCastOnly(judge, node) && endsIn(judge, node, 'prefix', 'prefixCast'),
  ),
  aggrPropStep: path((judge, node) => {
    const count = expressionTokens(node)?.length ?? 0;
    return (
      count <= 2 &&
      endsIn(judge, node, count === 1 ? 'prefix' : 'prefixCast') &&
      !startsWithCastOnly(judge, node)
    );
  }),
  aggrPrimPath: path((judge, node) => !startsWithCastOnly(judge, node) && endsIn(judge, node, 'primitive')),
  recHierPropertyPath: ending('primitive'),
  aggrCastPath: ending('cast'),
  aggregateCount: ending('count'),
  aggregateCustom: ending('custom'),
  snglPropPath: grouping(false),
  snglPrimPath: grouping(true),
  nestPropPath: path((judge, node) => {
    const last = expressionTokens(node)?.at(-1);
    const isComplex = ['complexProperty', 'complexColProperty'].some(
      (rule) => last && judge.names.is(rule, judge.raw(last)),
    );
    return isComplex && isOn(judge, nestMachine, 'nestPropPath', node);
  }),
  aggregatableExpr: path((judge, node) => judge.expression(node)),
  aggregatableExpW: aggregateRule(
    { before: '$apply=aggregate(', behind: behindAlias },
    (judge, { expression, method, from }, within) => {
      const isAll = from.length === 0 && expression.start === within.start && method?.end === within.end;
      return isAll && isWithMethod(judge, expression, method, false);
    },
  ),
  aggregateMethod: methodRule(false),
  nonprimAggMethod: methodRule(true),
  aggregateWith: withRule(false),
  nonprimAggWith: withRule(true),
  customFrom: aggregateRule(
    { before: '$apply=aggregate(x', behind: behindAlias },
    (judge, { expression, from, alias }, within) => {
      const isAll = expression.end === within.start && from.at(-1)?.end === within.end;
      return isAll && alias !== undefined && areFrom(judge, within.start, from, false);
    },
  ),
  groupingProperties: aggregateRule(
    { before: '$apply=aggregate(x from ', behind: behindAlias },
    (judge, { from: [first] }, within) => {
      if (!first || first.method || first.start !== within.start || first.end !== within.end) return false;
      const paths = [first.path, ...(first.others ?? [])];
      return paths.every((one, i) => {
        const next = paths[i + 1];
        return (
          isOn(judge, groupingMachine, 'groupingProperty', one) &&
          (!next || judge.gap(one.end, next.start, gaps.blankComma))
        );
      });
    },
  ),
  rollupUnnamedHier: groupingRule(
    { before: '$apply=groupby((rollup(', behind: ')))' },
    (_, items) => items > 1,
  ),
};

/** Whether a path can be read only if a cast is its first segment. */
function startsWithCastOnly(judge: Judge, node: Expression): boolean {
  const [first] = expressionTokens(node) ?? [];
  const steps = [
    'complexProperty',
    'complexColProperty',
    'navigationProperty',
    'primitiveProperty',
    'primitiveColProperty',
    'streamProperty',
  ];
  return first === undefined || !steps.some((rule) => judge.names.is(rule, judge.raw(first)));
}

function methodRule(nonPrimitive: boolean): Handler {
  return aggregateRule(
    { before: '$apply=aggregate(x with ', behind: behindAlias },
    (judge, { method }, within) => {
      return (
        method?.start === within.start && method.end === within.end && isMethod(judge, method, nonPrimitive)
      );
    },
  );
}

function withRule(nonPrimitive: boolean): Handler {
  return aggregateRule(
    { before: '$apply=aggregate(x', behind: behindAlias },
    (judge, { expression, method, from }, within) => {
      const isAll = expression.end === within.start && from.length === 0 && method?.end === within.end;
      return (
        isAll && judge.gap(within.start, method.start, gaps.with) && isMethod(judge, method, nonPrimitive)
      );
    },
  );
}
