import type { Identifier } from '../../odata';
import type { UrlBinding } from '../binding';
import { pages } from './links';
import type { DraftFix, Report } from './report';
import type { Subject } from './rule';
import { visitExpressions, visitOptions } from './walk';

/** Names behind a column: `_primarycontactid_value/fullname`. Only relationships lead on. */
export function checkColumnPaths({ url, binding }: Subject, report: Report): void {
  if (!binding) return;
  const check = (path: readonly Identifier[]): void => checkPath(binding, path, report);
  check(url.path.segments.map(({ name }) => name));
  visitExpressions(url, (expression) => {
    if (expression.kind === 'path') check(expression.segments);
  });
  visitOptions(url.options, (option) => {
    if (option.kind === 'select') for (const { path } of option.items) check(path);
  });
}

function checkPath(binding: UrlBinding, path: readonly Identifier[], report: Report): void {
  for (const [at, name] of path.entries()) {
    const next = path[at + 1];
    const meaning = binding.referenceAt(name.end)?.meaning;
    if (!next || next.name.startsWith('$') || meaning?.kind !== 'property') continue;
    const { owner, property } = meaning;
    if (!property.type.name.startsWith('Edm.')) continue;
    const targets = owner.kind === 'entity' ? owner.lookupTargets(property.name) : [];
    const [first] = targets;
    const { start, end } = name;
    report.target(
      { start, end: next.end },
      {
        code: 'column-path',
        severity: 'error',
        message: `"${name.name}" is a column: nothing stands behind it. ${first ? `Go along its relationship: ${first.name}/${next.name}.` : 'Only relationships lead to other tables.'}`,
        link: pages.filter,
        fixes: targets.slice(0, 5).map((target, index): DraftFix => {
          return {
            title: `Write ${target.name}`,
            edits: [{ start, end, text: target.name }],
            preferred: index === 0,
          };
        }),
      },
    );
    return;
  }
}
