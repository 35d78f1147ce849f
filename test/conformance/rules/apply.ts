import type { QueryOption, Span } from '../../../src/core/odata';
import type { AggregateItem, ApplyExpression, Transformation } from '../../../src/core/odata/ast';
import { areFrom, isAggregateExpression, isAggregateFunction, isAlias, isOn } from '../aggregates';
import { groupingMachine, joinMachine, nestMachine } from '../applyMachine';
import { isApplyExpression, isTransformation } from '../apply';
import type { Judge } from '../judge';
import { inside } from './options';
import type { Around, Handler, Handlers } from './verdict';

// The rules of the aggregation extension.

function applyOf(option: QueryOption): ApplyExpression | undefined {
  return option.kind === 'apply' ? option.apply : undefined;
}

/** One or more transformations that are all of the text. */
function transformations(
  check: (judge: Judge, all: readonly Transformation[], apply: ApplyExpression) => boolean,
): Handler {
  return inside({ before: '$apply=', behind: '' }, (judge, option, within) => {
    const apply = applyOf(option);
    const isAll = apply?.start === within.start && apply.end === within.end && !apply.alias;
    return apply !== undefined && isAll && check(judge, apply.transformations, apply);
  });
}

/** One transformation; `names` are those that the rule has. */
function transformation(preserving: boolean, ...names: string[]): Handler {
  return transformations((judge, all) => {
    const [first] = all;
    if (!first || all.length > 1) return false;
    const name = /^[^(%]*/.exec(judge.raw(first))?.[0] ?? '';
    return (names.length === 0 || names.includes(name)) && isTransformation(judge, first, preserving);
  });
}

function transformationRules(): Handlers {
  const preserving = [
    'bottomcount',
    'bottompercent',
    'bottomsum',
    'filter',
    'identity',
    'orderby',
    'search',
    'skip',
    'top',
    'topcount',
    'toppercent',
    'topsum',
    'ancestors',
    'descendants',
    'traverse',
  ];
  const others = ['aggregate', 'compute', 'concat', 'groupby', 'join', 'outerjoin'];
  return Object.fromEntries([
    ...preserving.map((name) => [`${name}Trafo`, transformation(true, name)] as const),
    ...others.map((name) => [`${name}Trafo`, transformation(false, name)] as const),
    ['nestTrafo', transformation(false, 'nest', 'addnested')] as const,
  ]);
}

/** The only item of `aggregate(…)` that stands around the text. */
function aggregateRule(
  around: Around,
  check: (judge: Judge, item: AggregateItem, within: Span) => boolean,
): Handler {
  return inside(around, (judge, option, within) => {
    const [first] = applyOf(option)?.transformations ?? [];
    const [item] = first?.kind === 'aggregate' ? first.items : [];
    return (
      first?.kind === 'aggregate' &&
      first.items.length === 1 &&
      item !== undefined &&
      check(judge, item, within)
    );
  });
}

const inAggregate: Around = { before: '$apply=aggregate(', behind: ')' };

function fillsText(item: Span, { start, end }: Span): boolean {
  return item.start === start && item.end === end;
}

/** The only key of `groupby((…))`, or the path of another transformation, that stands around the text. */
function groupingRule(isRollupOnly?: string): Handler {
  return inside({ before: '$apply=groupby((', behind: '))' }, (judge, option, within) => {
    const apply = applyOf(option);
    const [first] = apply?.transformations ?? [];
    const [key] = first?.kind === 'groupby' ? first.keys : [];
    if (!apply || first?.kind !== 'groupby' || first.keys.length > 1 || !key || !fillsText(key, within)) {
      return false;
    }
    if (isRollupOnly === 'none') return isOn(judge, groupingMachine, 'groupingProperty', key);
    if (isRollupOnly && !judge.raw(key).startsWith(`${isRollupOnly}(`)) return false;
    return isTransformation(judge, first, false);
  });
}

export const applyRules: Handlers = {
  ...transformationRules(),
  applyExpr: transformations((judge, _, apply) => isApplyExpression(judge, apply)),
  preservingTrafos: transformations((judge, _, apply) => isApplyExpression(judge, apply, true)),
  applyTrafo: transformation(false),
  preservingTrafo: transformation(true),
  customFunction: transformations((judge, all) => {
    const [first] = all;
    const isCustom = first?.kind === 'call-transformation' && first.name.name.includes('.');
    return isCustom && all.length === 1 && isTransformation(judge, first, true);
  }),
  aggregateExpr: aggregateRule(
    inAggregate,
    (judge, item, within) => fillsText(item, within) && isAggregateExpression(judge, item),
  ),
  aggregateFunctionExpr: aggregateRule(inAggregate, (judge, item, within) => {
    const parentheses = { start: within.start - 1, end: within.end + 1 };
    return fillsText(item, within) && isAggregateFunction(judge, [item], parentheses);
  }),
  aggregateFrom: aggregateRule({ before: '$apply=aggregate(1 with sum', behind: ' as x)' }, isFromOnly),
  asAlias: inside({ before: '$apply=compute(1', behind: ')' }, (judge, option) => {
    const [first] = applyOf(option)?.transformations ?? [];
    const [item] = first?.kind === 'compute-transformation' ? first.items : [];
    return item?.alias !== undefined && isAlias(judge, item.expression.end, item.alias);
  }),
  computeExpr: inside({ before: '$apply=compute(', behind: ')' }, (judge, option, within) => {
    const [first] = applyOf(option)?.transformations ?? [];
    const [item] = first?.kind === 'compute-transformation' ? first.items : [];
    return (
      first !== undefined &&
      item !== undefined &&
      fillsText(item, within) &&
      isTransformation(judge, first, false)
    );
  }),
  groupbyElement: groupingRule(),
  groupingProperty: groupingRule('none'),
  rollupLevels: groupingRule('rollup'),
  rollupRecursive: groupingRule('rolluprecursive'),
  nestPath: nestedPath('addnested', (judge, node) => isOn(judge, nestMachine, 'nestPath', node)),
  joinProperty: nestedPath('join', (judge, node) => isOn(judge, joinMachine, 'joinProperty', node)),
};

function isFromOnly(judge: Judge, item: AggregateItem): boolean {
  return (
    item.from.length > 0 &&
    item.alias !== undefined &&
    areFrom(judge, item.method?.end ?? item.expression.end, item.from, true)
  );
}

function nestedPath(
  name: 'addnested' | 'join',
  check: (
    judge: Judge,
    node: (Transformation & { readonly kind: 'nested-transformation' })['path'],
  ) => boolean,
): Handler {
  const behind = name === 'join' ? ' as x)' : ',identity as x)';
  return inside({ before: `$apply=${name}(`, behind }, (judge, option, within) => {
    const [first] = applyOf(option)?.transformations ?? [];
    return (
      first?.kind === 'nested-transformation' && fillsText(first.path, within) && check(judge, first.path)
    );
  });
}
