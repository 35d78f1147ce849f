import type { Expression, Literal } from '../../odata';
import type { Expectation } from '../binding';
import { choicesOf } from './choices';
import { literalFault } from './literalFaults';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitExpressions } from './walk';

/** Values that are of another type than the column, key or parameter that they stand for. */
export function checkLiterals(subject: Subject, report: Report): void {
  const { binding, url } = subject;
  visitExpressions(url, (expression) => {
    if (expression.kind === 'literal') checkZone(url.text, expression, report);
    const expected = binding?.expectationOf(expression);
    if (expected) checkValue(subject, expression, expected, report);
  });
}

/** A time without its zone, which Edm.DateTimeOffset has to have. */
function checkZone(text: string, { type, start, end }: Literal, report: Report): void {
  const written = text.slice(start, end).replaceAll(/%3a/gi, ':');
  if (type !== 'dateTimeOffset' || !/T[\d:.]+$/i.test(written)) return;
  report.target(
    { start, end },
    {
      code: 'date-without-zone',
      severity: 'warning',
      message: 'The time has no zone. Add "Z" for UTC, or an offset such as +01:00.',
      link: pages.filter,
      fixes: [{ title: 'Add Z', edits: [{ start: end, end, text: 'Z' }], preferred: true }],
    },
  );
}

function checkValue(subject: Subject, expression: Expression, expected: Expectation, report: Report): void {
  const { url } = subject;
  // The parser has said what is wrong with it, or with what hangs on it.
  const isBroken = url.errors.some(({ start }) => start === expression.start || start === expression.end);
  const isList = expression.kind === 'list' || expression.kind === 'parenthesized';
  if (isList && expected.type.collection && expected.parameter) {
    reportParentheses(url.text, expression, expected.parameter.parameter.name, report);
  }
  if (expression.kind !== 'literal' || isBroken) return;
  // Values of conditions are texts, whatever the column's type is; but a number of days is none.
  const isText =
    expected.role === 'condition' &&
    (expression.type === 'string' ? /^-?[\d.]+$/.test(expression.value) : true);
  if (expected.type.collection && expected.parameter && expression.type !== 'null') {
    reportSingle(url.text, expression, expected.parameter.parameter.name, report);
    return;
  }
  if (!isText && !expected.type.collection) {
    const fault = literalFault(subject, expression, expected);
    if (fault) {
      report.target(expression, fault);
      return;
    }
  }
  checkChoice(subject, expression, expected, report);
}

/** `PropertyValues='a'`; what stands in an array is looked at by itself. */
function reportSingle(text: string, { start, end }: Literal, name: string, report: Report): void {
  const meant = `[${text.slice(start, end)}]`;
  report.target(
    { start, end },
    {
      code: 'wrong-literal',
      severity: 'error',
      message: `"${name}" takes an array: ${meant}.`,
      link: pages.queryFunctions,
      fixes: [{ title: `Write ${meant}`, edits: [{ start, end, text: meant }], preferred: true }],
    },
  );
}

/** `PropertyValues=('a','b')` */
function reportParentheses(text: string, { start, end }: Expression, name: string, report: Report): void {
  const meant = `[${text.slice(start + 1, end - 1)}]`;
  report.target(
    { start, end },
    {
      code: 'wrong-literal',
      severity: 'error',
      message: `"${name}" takes an array, which stands in brackets: ${meant}.`,
      link: pages.queryFunctions,
      fixes: [{ title: `Write ${meant}`, edits: [{ start, end, text: meant }], preferred: true }],
    },
  );
}

/** A number that is none of a column's choices. */
function checkChoice(
  { labels, url }: Subject,
  literal: Literal,
  { property, role }: Expectation,
  report: Report,
): void {
  const number = /^-?\d+$/.exec(literal.value)?.[0];
  if (!property || !labels || number === undefined || role === 'argument') return;
  const choices = choicesOf(labels, property);
  if (!choices || choices.length === 0 || choices.some(({ value }) => value === Number(number))) return;
  const quote = literal.type === 'string' ? "'" : '';
  const { start, end } = literal;
  const offered = choices.slice(0, 8);
  report.target(literal, {
    code: 'unknown-choice',
    severity: 'warning',
    message: `"${property.property.name}" has no choice ${url.text.slice(start, end)}. Its choices are ${offered.map(({ value, label }) => `${value} (${label})`).join(', ')}${choices.length > offered.length ? ', …' : ''}.`,
    link: pages.filter,
    fixes: offered.slice(0, 5).map(({ value, label }) => ({
      title: `Write ${value} (${label})`,
      edits: [{ start, end, text: `${quote}${value}${quote}` }],
    })),
  });
}
