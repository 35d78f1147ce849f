import type { Operation } from '../../metadata/model';
import type { ArgumentList, CallExpression } from '../../odata';
import type { UrlBinding } from '../binding';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitExpressions } from './walk';

/** Arguments of calls: as many as are taken, on columns of the right type, with the names of their parameters. */
export function checkArguments({ binding, url }: Subject, report: Report): void {
  visitExpressions(url, (expression) => {
    if (expression.kind !== 'call') return;
    if (textFunctions.has(expression.name.name)) checkTextFunction(expression, binding, report);
    else if (binding) checkNamed(url.text, expression, binding, report);
  });
}

const textFunctions = new Set(['contains', 'startswith', 'endswith']);

function checkTextFunction(
  { name, args }: CallExpression,
  binding: UrlBinding | undefined,
  report: Report,
): void {
  const [column] = args.items;
  if (args.items.length !== 2) {
    report.target(args, {
      code: 'wrong-arguments',
      severity: 'error',
      message: `"${name.name}" takes a column and a text: ${name.name}(name,'text').`,
      link: pages.filter,
    });
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

/** `LastXDays('createdon',7)` */
function checkNamed(text: string, { name, args }: CallExpression, binding: UrlBinding, report: Report): void {
  const meaning = binding.referenceAt(name.end)?.meaning;
  const first = args.items.find((one) => !one.name && one.value.kind !== 'missing');
  if (meaning?.kind !== 'operation' || !first) return;
  const { parameters, name: called } = meaning.chosen;
  const example = parameters.map((one) => `${one.name}=…`).join(',');
  report.target(args, {
    code: 'unnamed-parameter',
    severity: 'error',
    message: `Parameters are given with their names: ${called}(${example}).`,
    link: pages.functions,
    fixes: withNames(text, args, meaning.chosen),
  });
}

function withNames(
  text: string,
  { items, start, end }: ArgumentList,
  { parameters }: Operation,
): { title: string; edits: { start: number; end: number; text: string }[]; preferred: boolean }[] {
  if (items.some((one) => one.name) || items.length > parameters.length) return [];
  const named = items.map(
    ({ value }, at) => `${parameters[at]?.name ?? ''}=${text.slice(value.start, value.end)}`,
  );
  const edits = [{ start: start + 1, end: end - 1, text: named.join(',') }];
  return [{ title: 'Add the names of the parameters', edits, preferred: true }];
}
