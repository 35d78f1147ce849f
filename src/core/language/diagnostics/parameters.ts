import type { Operation } from '../../metadata/model';
import type { ArgumentList, Identifier } from '../../odata';
import type { UrlBinding } from '../binding';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitExpressions } from './walk';

/** Parameters that a function needs and does not get. */
export function checkParameters({ block, binding, url }: Subject, report: Report): void {
  if (!binding) return;
  for (const { name, args } of url.path.segments) {
    const operation = calledAt(binding, name);
    // An action's parameters stand in the body.
    if (operation?.kind === 'function' && block.method === 'GET') {
      checkMissing(operation, name, args, report);
    }
  }
  visitExpressions(url, (expression) => {
    if (expression.kind !== 'call') return;
    const operation = calledAt(binding, expression.name);
    if (operation) checkMissing(operation, expression.name, expression.args, report);
  });
}

function calledAt(binding: UrlBinding, name: Identifier): Operation | undefined {
  const meaning = binding.referenceAt(name.end)?.meaning;
  return meaning?.kind === 'operation' ? meaning.chosen : undefined;
}

function checkMissing(
  operation: Operation,
  name: { readonly start: number; readonly end: number },
  args: ArgumentList | undefined,
  report: Report,
): void {
  const given = new Set(args?.items.map((item) => item.name?.name));
  const missing = operation.parameters.filter(
    (one) => !one.optional && !one.nullable && !given.has(one.name),
  );
  const [first] = missing;
  // One that is misspelt, or has no name, is reported itself.
  const known = new Set(operation.parameters.map((one) => one.name));
  const isTold = args?.items.some((one) => !one.name || !known.has(one.name.name)) === true;
  if (!first || isTold) return;
  const last = args?.items.at(-1);
  const list = missing.map((one) => `${one.name}=@${one.name}`).join(',');
  const at = last ? last.end : args ? args.start + 1 : name.end;
  const text = args ? `${last ? ',' : ''}${list}` : `(${list})`;
  report.target(name, {
    code: 'missing-parameter',
    severity: 'error',
    message: `"${operation.name}" needs ${missing.map((one) => `"${one.name}"`).join(', ')}. Write ${operation.name}(${first.name}=…).`,
    link: pages.functions,
    fixes: [{ title: 'Add the missing parameters', edits: [{ start: at, end: at, text }], preferred: true }],
  });
}
