import type { Schema } from '../../metadata/model';
import type { BinaryExpression, Expression, Literal, ODataUrl, PathExpression } from '../../odata';
import type { UrlBinding } from '../binding';
import { pages } from './links';
import { mayBeNull } from './meanings';
import type { DraftFix, Report } from './report';
import type { Subject } from './rule';
import { visitExpressions } from './walk';

const operators = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);

/** Sides of comparisons that cannot be compared, with each other or at all. */
export function checkComparisons({ url, binding, schema }: Subject, report: Report): void {
  visitExpressions(url, (expression) => {
    if (expression.kind !== 'binary' || !operators.has(expression.operator)) return;
    const { left, right } = expression;
    for (const side of [left, right]) checkBrackets(url, side, report);
    if (!binding || !schema) return;
    checkWhole({ url, schema, binding }, expression, report);
    if (left.kind === 'path' && right.kind === 'path') {
      checkTypes(binding, expression, left, right, report);
      checkTables({ url, binding }, left, right, report);
    }
    if (left.kind === 'literal' && right.kind === 'literal') {
      for (const side of [left, right]) checkQuotedName(binding, side, report);
    }
  });
}

/** `[name] eq 'a'`, `name eq ['a']`, `name eq ('a','b')` */
function checkBrackets({ text, errors }: ODataUrl, side: Expression, report: Report): void {
  if (side.kind !== 'json-array' && side.kind !== 'json-object' && side.kind !== 'list') return;
  const { start, end } = side;
  // A GUID in braces, which the parser has told.
  if (errors.some((error) => start <= error.start && error.start < end)) return;
  const [only, more] = side.kind === 'json-object' ? [] : side.items;
  const inner = only && !more ? text.slice(only.start, only.end) : undefined;
  const fixes: DraftFix[] =
    inner === undefined
      ? []
      : [{ title: `Write ${inner}`, edits: [{ start, end, text: inner }], preferred: true }];
  report.target(
    { start, end },
    {
      code: 'not-a-value',
      severity: 'error',
      message: `A column or one value is compared, without brackets. ${inner === undefined ? 'For several values write a condition for each, joined with "or".' : `Write ${inner}.`}`,
      link: pages.filter,
      fixes,
    },
  );
}

/** `iscustomizable eq true`: "Found operand types 'BooleanManagedProperty' and 'Edm.Boolean'". */
function checkWhole(
  { url, schema, binding }: { url: ODataUrl; schema: Schema; binding: UrlBinding },
  { left, right }: BinaryExpression,
  report: Report,
): void {
  const [path, other] = left.kind === 'path' ? [left, right] : [right, left];
  const last = path.kind === 'path' ? path.segments.at(-1) : undefined;
  const meaning = last && binding.referenceAt(last.end)?.meaning;
  if (mayBeNull(url, other)) return;
  if (meaning?.kind !== 'property' || meaning.property.type.collection) return;
  const { name } = meaning.property;
  const type = schema.complexType(meaning.property.type.name);
  const member = (type?.property('Value') ?? type?.properties[0])?.name;
  if (!last || member === undefined || type?.name === 'Label') return;
  report.target(last, {
    code: 'not-a-value',
    severity: 'error',
    message: `"${name}" holds several values. Compare one of them: ${name}/${member}.`,
    link: pages.filter,
    fixes: [
      {
        title: `Write ${name}/${member}`,
        edits: [{ start: last.end, end: last.end, text: `/${member}` }],
        preferred: true,
      },
    ],
  });
}

const kinds: Readonly<Record<string, string>> = {
  'Edm.String': 'a text',
  'Edm.Boolean': 'true or false',
  'Edm.Guid': 'a GUID',
  'Edm.DateTimeOffset': 'a date',
  'Edm.Date': 'a date',
  'Edm.Int16': 'a number',
  'Edm.Int32': 'a number',
  'Edm.Int64': 'a number',
  'Edm.Decimal': 'a number',
  'Edm.Double': 'a number',
};

/** "The column types must match" (Filter rows, column comparison). Numbers of several sizes are left to the server. */
function checkTypes(
  binding: UrlBinding,
  { start, end }: BinaryExpression,
  left: PathExpression,
  right: PathExpression,
  report: Report,
): void {
  const [one, other] = [left, right].map((path) => {
    const type = binding.typeOf(path);
    return type && !type.collection ? kinds[type.name] : undefined;
  });
  if (one === undefined || other === undefined || one === other) return;
  const name = ({ segments }: PathExpression): string => segments.at(-1)?.name ?? '';
  report.target(
    { start, end },
    {
      code: 'column-types',
      severity: 'error',
      message: `Columns that are compared must be of one type: "${name(left)}" is ${one}, "${name(right)}" is ${other}.`,
      link: pages.filter,
    },
  );
}

/** "They must be in the same table" (Use OData to query data, limitations). */
function checkTables(
  { url, binding }: Required<Pick<Subject, 'url' | 'binding'>>,
  left: PathExpression,
  right: PathExpression,
  report: Report,
): void {
  if (!binding.typeOf(left) || !binding.typeOf(right)) return;
  const row = ({ start, segments }: PathExpression): string => {
    // The value of a complex column is the row's own.
    const last = segments.findLast(({ end }) => {
      const kind = binding.referenceAt(end)?.meaning.kind;
      return kind === 'navigation' || kind === 'variable';
    });
    return url.text.slice(start, last?.end ?? start).replace(/^\$it\//, '');
  };
  if (row(left) === row(right)) return;
  report.target(right, {
    code: 'columns-of-two-rows',
    severity: 'warning',
    message:
      'Dataverse compares columns of one row only. To compare those of related rows, use FetchXML (valueof).',
    link: pages.filter,
  });
}

/** `'name' eq 'a'`: the name of a column has no quotes. */
function checkQuotedName(binding: UrlBinding, { type, value, start, end }: Literal, report: Report): void {
  const column = binding.scopeAt(start)?.scope.type?.property(value)?.name;
  if (type !== 'string' || column === undefined) return;
  report.target(
    { start, end },
    {
      code: 'quoted-column',
      severity: 'warning',
      message: `In quotes "${column}" is a text, not the column. Write it without quotes.`,
      link: pages.filter,
      fixes: [{ title: `Write ${column}`, edits: [{ start, end, text: column }], preferred: true }],
    },
  );
}
