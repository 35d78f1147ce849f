import type {
  AliasReference,
  BinaryExpression,
  CallExpression,
  Expression,
  LambdaExpression,
  ODataUrl,
  UnaryExpression,
} from '../../odata';
import { builtinFunctions } from '../binding/builtins';
import { pages } from './links';
import { negativeOf } from './queryFunctionPairs';
import type { DraftFix, Report } from './report';
import type { Subject } from './rule';
import { visitExpression, visitOptionExpressions, visitOptions } from './walk';

/** Operators, functions and lambdas that Dataverse refuses. */
export function checkUnsupportedExpressions({ url }: Subject, report: Report): void {
  visitOptions(url.options, (option, { depth }) => {
    // Told as a whole.
    if (option.kind === 'compute') return;
    visitOptionExpressions(option, (expression) => {
      if (expression.kind === 'alias-reference' && depth > 0) checkAlias(url, expression, report);
      if (expression.kind === 'binary') {
        checkOperator(url.text, expression, option.kind === 'apply', report);
        checkOperands(url.text, expression, report);
      } else if (expression.kind === 'call') checkFunction(url.text, expression, report);
      else if (expression.kind === 'unary') checkNot(url.text, expression, report);
    });
    visitOptionExpressions(option, lambdaVisitor(new Set(), report));
  });
}

/** They work in the options of the query alone. */
function checkAlias(url: ODataUrl, { name, start, end }: AliasReference, report: Report): void {
  const value = url.options.find((one) => one.kind === 'alias' && one.name.name === name)?.value;
  const text = value && url.text.slice(value.start, value.end).trim();
  report.target(
    { start, end },
    {
      code: 'alias-in-expand',
      severity: 'error',
      message: `Dataverse does not support parameter aliases inside $expand. Write the value in the place of "${name}".`,
      link: pages.filter,
      fixes:
        text === undefined
          ? []
          : [{ title: `Write ${text}`, edits: [{ start, end, text }], preferred: true }],
    },
  );
}

const arithmetic = new Set(['add', 'sub', 'mul', 'div', 'divby', 'mod', 'has']);

function checkOperator(text: string, expression: BinaryExpression, inApply: boolean, report: Report): void {
  const { operator, operatorSpan } = expression;
  if (operator === 'in') {
    report.target(operatorSpan, {
      code: 'unsupported-operator',
      severity: 'error',
      message:
        'Dataverse does not support the operator "in". Use Microsoft.Dynamics.CRM.In(PropertyName=…,PropertyValues=[…]), or "eq" several times with "or".',
      link: pages.filter,
      fixes: insteadOfIn(text, expression),
    });
  } else if (arithmetic.has(operator)) {
    // "Arithmetic operators and the comparison has operator are not supported in the Web API", Microsoft's page says of filters.
    report.target(operatorSpan, {
      code: inApply ? 'doubtful-operator' : 'unsupported-operator',
      severity: inApply ? 'warning' : 'error',
      message: inApply
        ? `The operator "${operator}" is not among what Dataverse documents for $apply.`
        : `Dataverse does not support the operator "${operator}". It takes eq, ne, gt, ge, lt, le, and, or, not.`,
      link: pages.filter,
    });
  }
}

const comparisons = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);

/** What is no value to Dataverse: a query function, and the number of related rows. */
function checkOperands(text: string, expression: BinaryExpression, report: Report): void {
  if (!comparisons.has(expression.operator)) return;
  for (const [side, other] of [
    [expression.left, expression.right],
    [expression.right, expression.left],
  ] as const) {
    if (side.kind === 'call' && isQueryFunction(side.name.name)) {
      reportComparedFunction(text, expression, side, other, report);
    } else if (isCount(side)) {
      report.target(side, {
        code: 'doubtful-count',
        severity: 'warning',
        message:
          'The number of related rows (/$count) is not among what Dataverse documents for filters. Use any(…) or all(…), or FetchXML.',
        link: pages.filter,
      });
    }
  }
}

function isCount(expression: Expression): boolean {
  if (expression.kind === 'call') return expression.name.name === '$count' && expression.target !== undefined;
  return (
    expression.kind === 'path' &&
    expression.segments.length > 1 &&
    expression.segments.at(-1)?.name === '$count'
  );
}

/** `Today(PropertyName='createdon') eq true` */
function reportComparedFunction(
  text: string,
  { start, end, operator }: BinaryExpression,
  call: CallExpression,
  other: Expression,
  report: Report,
): void {
  const simple = call.name.name.slice(call.name.name.lastIndexOf('.') + 1);
  const isTrue =
    other.kind === 'literal' &&
    other.type === 'boolean' &&
    (operator === 'eq' || operator === 'ne') &&
    (other.value === 'true') === (operator === 'eq');
  const alone = text.slice(call.start, call.end);
  report.target(
    { start, end },
    {
      code: 'compared-query-function',
      severity: 'warning',
      message: `The query function ${simple} is a condition by itself: Dataverse documents no comparison of it. ${isTrue ? 'Leave the comparison out.' : 'Write it alone.'}`,
      link: pages.queryFunctions,
      fixes: isTrue
        ? [{ title: 'Leave the comparison out', edits: [{ start, end, text: alone }], preferred: true }]
        : [],
    },
  );
}

function insteadOfIn(text: string, { left, right, start, end }: BinaryExpression): DraftFix[] {
  if (left.kind !== 'path' || right.kind !== 'list' || right.items.length === 0) return [];
  const column = text.slice(left.start, left.end);
  const values = right.items.map((item) => text.slice(item.start, item.end));
  const several = values.map((value) => `${column} eq ${value}`).join(' or ');
  const fixes: DraftFix[] = [];
  const plain = right.items.map((item) => (item.kind === 'literal' ? item.value : undefined));
  const [name] = left.segments;
  if (name && left.segments.length === 1 && plain.every((value) => value !== undefined)) {
    const quoted = plain.map((value) => `'${value.replaceAll("'", "''")}'`).join(',');
    const call = `Microsoft.Dynamics.CRM.In(PropertyName='${name.name}',PropertyValues=[${quoted}])`;
    fixes.push({ title: 'Use the function In', edits: [{ start, end, text: call }], preferred: true });
  }
  fixes.push({ title: 'Compare with each value', edits: [{ start, end, text: `(${several})` }] });
  return fixes;
}

const supported = new Set(['contains', 'startswith', 'endswith']);

function checkFunction(text: string, call: CallExpression, report: Report): void {
  const { name } = call.name;
  if (!builtinFunctions.has(name) || supported.has(name)) return;
  report.target(call.name, {
    code: 'unsupported-function',
    severity: 'error',
    message: `Dataverse does not support the function "${name}" in queries. ${adviceFor(name)}`,
    link: pages.filter,
    fixes: insteadOf(text, call),
  });
}

const dateParts = new Set(['year', 'month', 'day', 'hour', 'minute', 'second', 'date', 'time', 'now']);

function adviceFor(name: string): string {
  if (name === 'tolower' || name === 'toupper') {
    return 'Leave it out: upper and lower case are equal in comparisons.';
  }
  if (name === 'substringof') return 'Use contains(column,text).';
  if (dateParts.has(name)) {
    return 'Compare with a date, or use a query function such as Microsoft.Dynamics.CRM.On or ThisYear.';
  }
  return 'Only contains, startswith and endswith are, and the query functions Microsoft.Dynamics.CRM.….';
}

function insteadOf(text: string, { name, args, start, end }: CallExpression): DraftFix[] {
  const [first, second] = args.items.map(({ value }) => text.slice(value.start, value.end));
  if ((name.name === 'tolower' || name.name === 'toupper') && first !== undefined) {
    return [{ title: `Compare ${first} itself`, edits: [{ start, end, text: first }], preferred: true }];
  }
  if (name.name === 'substringof' && first !== undefined && second !== undefined) {
    const call = `contains(${second},${first})`;
    return [{ title: `Write ${call}`, edits: [{ start, end, text: call }], preferred: true }];
  }
  return [];
}

function checkNot(text: string, { operator, operand, start }: UnaryExpression, report: Report): void {
  if (operator !== 'not') return;
  const call = queryFunctionIn(operand);
  if (!call) return;
  const { name } = call.name;
  const simple = name.slice(name.lastIndexOf('.') + 1);
  const negative = negativeOf(simple);
  const qualifier = name.slice(0, name.length - simple.length);
  const advice = negative === undefined ? 'Write a condition that says the opposite.' : `Use ${negative}.`;
  const target = call.target ? `${text.slice(call.target.start, call.target.end)}/` : '';
  const given = text.slice(call.args.start, call.args.end);
  const args = simple === 'Last7Days' ? given.replace(/\)$/, ',PropertyValue=7)') : given;
  const fixes: DraftFix[] =
    negative === undefined || operand !== call
      ? []
      : [
          {
            title: `Use ${negative}`,
            edits: [{ start, end: call.end, text: `${target}${qualifier}${negative}${args}` }],
            preferred: true,
          },
        ];
  report.target(
    { start, end: call.name.end },
    {
      code: 'not-query-function',
      severity: 'error',
      message: `Dataverse does not allow "not" before the query function ${simple}. ${advice}`,
      link: pages.filter,
      fixes,
    },
  );
}

/** The first call of a function of the schema in what is negated. */
function queryFunctionIn(operand: Expression): CallExpression | undefined {
  let found: CallExpression | undefined;
  visitExpression(operand, (expression) => {
    if (found || expression.kind === 'lambda') return false;
    if (expression.kind === 'call' && isQueryFunction(expression.name.name)) found = expression;
    return true;
  });
  return found;
}

function isQueryFunction(name: string): boolean {
  return name.includes('.') && !name.startsWith('geo.');
}

/** Reports a lambda whose collection stands behind a lookup. */
function lambdaVisitor(variables: ReadonlySet<string>, report: Report) {
  return (expression: Expression): boolean => {
    if (expression.kind !== 'lambda') return true;
    checkLambda(expression, variables, report);
    const { predicate, variable } = expression;
    const inner = variable ? new Set([...variables, variable.name]) : variables;
    if (predicate) visitExpression(predicate, lambdaVisitor(inner, report));
    return false;
  };
}

function checkLambda(
  { target, operator }: LambdaExpression,
  variables: ReadonlySet<string>,
  report: Report,
): void {
  if (target.kind !== 'path') return;
  const [first, ...rest] = target.segments;
  if (!first) return;
  const fromRow = variables.has(first.name) || first.name === '$it';
  // A cast such as Microsoft.Dynamics.CRM.account/… is no step along a relationship.
  const steps = [...(fromRow ? [] : [first]), ...rest].filter(({ name }) => !name.includes('.'));
  if (steps.length < 2) return;
  report.target(target, {
    code: 'lambda-behind-lookup',
    severity: 'error',
    message: `Dataverse does not support "${operator.name}" on a collection behind a lookup. Begin the query with the table that the lookup leads to, or use FetchXML.`,
    link: pages.filter,
  });
}
