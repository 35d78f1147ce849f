import type { Operation } from '../../metadata/model';
import type { ArgumentList, CallExpression, Expression, ODataUrl } from '../../odata';
import type { UrlBinding } from '../binding';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitExpressions } from './walk';

/** Arguments of calls: as many as are taken, on columns of the right type, with the names of their parameters. */
export function checkArguments({ binding, url }: Subject, report: Report): void {
  for (const { name, args } of url.path.segments) {
    if (binding && args) checkNamed(url.text, { name, args }, binding, report);
  }
  visitExpressions(url, (expression) => {
    if (expression.kind !== 'call') return;
    if (textFunctions.has(expression.name.name)) checkTextFunction(url, expression, binding, report);
    else {
      checkColumnName(url.text, expression, report);
      if (binding) checkNamed(url.text, expression, binding, report);
    }
  });
}

const textFunctions = new Set(['contains', 'startswith', 'endswith']);

function checkTextFunction(
  { text, errors }: ODataUrl,
  { name, args }: CallExpression,
  binding: UrlBinding | undefined,
  report: Report,
): void {
  const [column, searched] = args.items;
  // What the parser has told explains what is missing.
  if (errors.some(({ start }) => args.start <= start && start < args.end)) return;
  if (args.items.length !== 2) {
    report.target(args, {
      code: 'wrong-arguments',
      severity: 'error',
      message: `"${name.name}" takes a column and a text: ${name.name}(name,'text').`,
      link: pages.filter,
    });
    return;
  }
  if (column?.value.kind === 'literal') {
    reportOrder(text, name.name, column.value, searched?.value, report);
    return;
  }
  const type = column && binding?.typeOf(column.value);
  if (!column || !type || type.name === 'Edm.String' || column.value.kind !== 'path') return;
  report.target(column.value, {
    code: 'not-a-text',
    severity: 'error',
    message: `"${name.name}" searches texts, and this column is of type ${type.name}. Compare it with eq, gt, …, or use a query function.`,
    link: pages.filter,
  });
}

/** `contains('a',name)`: the column stands first. */
function reportOrder(
  text: string,
  name: string,
  first: Expression,
  second: Expression | undefined,
  report: Report,
): void {
  const literal = text.slice(first.start, first.end);
  const column = second && text.slice(second.start, second.end);
  const isSwapped = second?.kind === 'path' && column !== undefined;
  const { start, end } = first;
  report.target(
    { start, end },
    {
      code: 'wrong-arguments',
      severity: 'error',
      message: `"${name}" takes the column first, then the text: ${name}(${isSwapped ? `${column},${literal}` : "name,'text'"}).`,
      link: pages.filter,
      fixes: isSwapped
        ? [
            {
              title: `Write ${name}(${column},${literal})`,
              edits: [
                { start, end, text: column },
                { start: second.start, end: second.end, text: literal },
              ],
              preferred: true,
            },
          ]
        : [],
    },
  );
}

/** `PropertyName=createdon`: the name is given as a text. */
function checkColumnName(text: string, { args }: CallExpression, report: Report): void {
  for (const { name, value } of args.items) {
    if (name?.name !== 'PropertyName' || value.kind !== 'path') continue;
    const { start, end } = value;
    const meant = `'${text.slice(start, end)}'`;
    report.target(
      { start, end },
      {
        code: 'wrong-literal',
        severity: 'error',
        message: `"PropertyName" takes the name of the column as a text, in single quotes: PropertyName=${meant}.`,
        link: pages.queryFunctions,
        fixes: [{ title: `Write ${meant}`, edits: [{ start, end, text: meant }], preferred: true }],
      },
    );
  }
}

/** `LastXDays('createdon',7)` */
function checkNamed(
  text: string,
  { name, args }: Pick<CallExpression, 'name' | 'args'>,
  binding: UrlBinding,
  report: Report,
): void {
  const meaning = binding.referenceAt(name.end)?.meaning;
  const first = args.items.find((one) => !one.name && one.value.kind !== 'missing');
  if (meaning?.kind !== 'operation' || !first) return;
  const { parameters, name: called } = meaning.chosen;
  const example = parameters.map((one) => `${one.name}=…`).join(',');
  report.target(args, {
    code: 'unnamed-parameter',
    severity: 'error',
    message:
      example === ''
        ? `"${called}" takes no parameters: ${called}().`
        : `Parameters are given with their names: ${called}(${example}).`,
    link: pages.functions,
    fixes: withNames(text, args, meaning.chosen),
  });
}

function withNames(
  text: string,
  { items, start, end }: ArgumentList,
  { parameters }: Operation,
): { title: string; edits: { start: number; end: number; text: string }[]; preferred: boolean }[] {
  if (parameters.length === 0) {
    const edits = [{ start: start + 1, end: end - 1, text: '' }];
    return [{ title: 'Remove what stands in the parentheses', edits, preferred: true }];
  }
  if (items.some((one) => one.name) || items.length > parameters.length) return [];
  const named = items.map(
    ({ value }, at) => `${parameters[at]?.name ?? ''}=${text.slice(value.start, value.end)}`,
  );
  const edits = [{ start: start + 1, end: end - 1, text: named.join(',') }];
  return [{ title: 'Add the names of the parameters', edits, preferred: true }];
}
