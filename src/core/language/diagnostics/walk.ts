import type {
  AggregateItem,
  ApplyExpression,
  ArgumentList,
  ExpandItem,
  Expression,
  ODataUrl,
  QueryOption,
  Transformation,
} from '../../odata';

/** Where an option stands: 0 for the URL itself, 1 in the parentheses of `$expand`, and so on. */
export interface OptionPlace {
  readonly depth: number;
  /** The expanded property whose parentheses it stands in. */
  readonly item?: ExpandItem;
}

type VisitOption = (option: QueryOption, place: OptionPlace) => void;

/** Options of the URL and those in parentheses, outer ones first. */
export function visitOptions(
  options: readonly QueryOption[],
  visit: VisitOption,
  place: OptionPlace = { depth: 0 },
): void {
  for (const option of options) {
    visit(option, place);
    if (option.kind !== 'expand') continue;
    for (const item of option.items) visitOptions(item.options, visit, { depth: place.depth + 1, item });
  }
}

/** Looks at an expression; `false` where it need not be gone into. */
type VisitExpression = (expression: Expression) => unknown;

/** All expressions of a URL with what they are made of: those of the path, the options and the aliases. */
export function visitExpressions(url: ODataUrl, visit: VisitExpression): void {
  for (const { args, key } of url.path.segments) {
    visitArguments(args, visit);
    visitArguments(key, visit);
  }
  visitOptions(url.options, (option) => visitOptionExpressions(option, visit));
}

export function visitOptionExpressions(option: QueryOption, visit: VisitExpression): void {
  if (option.kind === 'filter' || option.kind === 'alias') visitExpression(option.expression, visit);
  else if (option.kind === 'orderby') each(option.items, visit);
  else if (option.kind === 'compute') each(option.items, visit);
  else if (option.kind === 'apply') visitApply(option.apply, visit);
}

function each(items: readonly { readonly expression: Expression }[], visit: VisitExpression): void {
  for (const { expression } of items) visitExpression(expression, visit);
}

function visitArguments(args: ArgumentList | undefined, visit: VisitExpression): void {
  for (const { value, condition } of args?.items ?? []) {
    if (condition) visitExpression(condition, visit);
    visitExpression(value, visit);
  }
}

function visitApply({ transformations }: ApplyExpression, visit: VisitExpression): void {
  for (const transformation of transformations) visitTransformation(transformation, visit);
}

function visitTransformation(transformation: Transformation, visit: VisitExpression): void {
  switch (transformation.kind) {
    case 'aggregate':
      visitAggregates(transformation.items, visit);
      break;
    case 'groupby':
      for (const key of transformation.keys) visitExpression(key, visit);
      if (transformation.apply) visitApply(transformation.apply, visit);
      break;
    case 'filter-transformation':
      visitExpression(transformation.expression, visit);
      break;
    case 'orderby-transformation':
    case 'compute-transformation':
      each(transformation.items, visit);
      break;
    case 'concat':
    case 'nested-transformation':
      for (const sequence of transformation.sequences) visitApply(sequence, visit);
      break;
    case 'call-transformation':
      visitArguments(transformation.args, visit);
      break;
  }
}

function visitAggregates(items: readonly AggregateItem[], visit: VisitExpression): void {
  for (const { expression, from } of items) {
    visitExpression(expression, visit);
    for (const { path } of from) visitExpression(path, visit);
  }
}

export function visitExpression(expression: Expression, visit: VisitExpression): void {
  if (visit(expression) === false) return;
  for (const part of partsOf(expression)) visitExpression(part, visit);
  if (expression.kind === 'call') visitArguments(expression.args, visit);
}

/** What an expression is made of, but for the arguments of a call. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.target ? [expression.target] : [];
    case 'lambda':
      return expression.predicate ? [expression.target, expression.predicate] : [expression.target];
    case 'logical':
      return expression.operands;
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'parenthesized':
      return [expression.expression];
    case 'list':
    case 'json-array':
      return expression.items;
    case 'json-object':
      return expression.members.map(({ value }) => value);
    case 'path':
      return expression.base ? [expression.base] : [];
    case 'literal':
    case 'alias-reference':
    case 'missing':
    case 'error':
      break;
  }
  return [];
}
