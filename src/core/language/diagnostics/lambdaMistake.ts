import type { Expression, LambdaExpression, ODataUrl, SyntaxProblem } from '../../odata';
import type { TextEdit } from '../model';
import { pages } from './links';
import type { Mistake } from './mistakes';
import { visitExpression, visitExpressions } from './walk';

/** `contact_customer_accounts/any(fullname eq 'a')`: the variable is missing. */
export function lambdaMistake(url: ODataUrl, { code, start }: SyntaxProblem): Mistake | undefined {
  if (code !== 'expected-name' || !/\((?:\s|%20)*$/.test(url.text.slice(Math.max(0, start - 40), start))) {
    return undefined;
  }
  const lambda = lambdaAt(url, start);
  if (!lambda?.predicate) return undefined;
  const { operator, predicate } = lambda;
  const end = Math.max(predicate.end, start);
  // What stands behind a sign that is none there was read without the variable, too.
  const explains = { start: start - 1, end: Math.max(end, lambda.end) };
  return {
    span: { start, end },
    explains,
    finding: {
      code: 'expected-name',
      severity: 'error',
      message: `"${operator.name}" needs a variable for the rows, which stands before each of their columns: ${operator.name}(x:x/name eq …).`,
      link: pages.filter,
      fixes: [{ title: 'Add the variable x', edits: withVariable(start, predicate), preferred: true }],
    },
  };
}

function lambdaAt(url: ODataUrl, start: number): LambdaExpression | undefined {
  let found: LambdaExpression | undefined;
  visitExpressions(url, (expression) => {
    const isIt =
      expression.kind === 'lambda' && !expression.variable && expression.predicate?.start === start;
    if (isIt) found = expression;
    return !found;
  });
  return found;
}

/** `x:` in front, and `x/` before each column. */
function withVariable(start: number, predicate: Expression): TextEdit[] {
  const columns = new Set<number>();
  const own = new Set<string>();
  visitExpression(predicate, (expression) => {
    if (expression.kind === 'lambda' && expression.variable) own.add(expression.variable.name);
    const [first] = expression.kind === 'path' && !expression.base ? expression.segments : [];
    if (first && !first.name.startsWith('$') && !own.has(first.name)) columns.add(first.start);
    return true;
  });
  // Where both stand at one place, they are one edit.
  const text = columns.delete(start) ? 'x:x/' : 'x:';
  return [{ start, end: start, text }, ...[...columns].map((at) => ({ start: at, end: at, text: 'x/' }))];
}
