import type { AggregateItem, ApplyExpression, Transformation } from '../../../src/core/odata/ast';
import { areFrom, isAggregateExpression, isAggregateFunction, isAlias, isOn } from '../aggregates';
import { joinMachine, nestMachine } from '../applyMachine';
import { isApplyExpression, isTransformation } from '../apply';
import { isRecursiveRollup } from '../hierarchies';
import type { Judge } from '../judge';
import { aggregateRule, applyOf, fillsText, groupingProperty, groupingRule } from './applyAround';
import { inside } from './options';
import type { Around, Handler, Handlers } from './verdict';

// The rules of the aggregation extension.

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

const inAggregate: Around = { before: '$apply=aggregate(', behind: ')' };

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
  groupbyList: inside({ before: '$apply=groupby(', behind: ')' }, (judge, option) => {
    const [first] = applyOf(option)?.transformations ?? [];
    return first?.kind === 'groupby' && !first.apply && isTransformation(judge, first, false);
  }),
  nestApplyExpr: inside({ before: '$apply=nest(', behind: ')' }, (judge, option, within) => {
    const [first] = applyOf(option)?.transformations ?? [];
    if (first?.kind !== 'nested-transformation' || first.sequences[0]?.start !== within.start) return false;
    return first.sequences.at(-1)?.end === within.end && isTransformation(judge, first, false);
  }),
  recHierReference: inside({ before: '$apply=groupby((rolluprecursive(', behind: ')))' }, (judge, option) => {
    const [first] = applyOf(option)?.transformations ?? [];
    const [key] = first?.kind === 'groupby' ? first.keys : [];
    return key?.kind === 'call' && !key.apply && isRecursiveRollup(judge, key, () => false);
  }),
  groupbyElement: groupingRule(),
  groupingProperty,
  rollupLevels: groupingRule(undefined, (name) => name === 'rollup'),
  rollupRecursive: groupingRule(undefined, (name) => name === 'rolluprecursive'),
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
