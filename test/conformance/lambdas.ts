import type { LambdaExpression } from '../../src/core/odata/ast';
import type { Judge } from './judge';
import { gaps } from './patterns';

/** `any(x:x/a eq 1)`, `all(…)`, `any()` */
export function isLambda(judge: Judge, { operator, variable, predicate, end }: LambdaExpression): boolean {
  const open = operator.end;
  if (!variable || !predicate) return operator.name === 'any' && judge.gap(open, end, gaps.list.empty);
  return (
    judge.gap(open, variable.start, gaps.openBlank) &&
    judge.isName('lambdaVariableExpr', variable) &&
    judge.gap(variable.end, predicate.start, gaps.blankColon) &&
    judge.expression(predicate) &&
    judge.gap(predicate.end, end, gaps.blankClose)
  );
}
