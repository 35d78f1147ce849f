import type { ResourceSegment } from '../../odata';
import { primaryNameOf } from '../binding/primaryName';
import { pages } from './links';
import { addOption } from './optionEdits';
import type { DraftFix, Report } from './report';
import type { Subject } from './rule';
import { visitExpressions } from './walk';

/** Without $select every column is read and sent. */
export function checkMissingSelect(subject: Subject, report: Report): void {
  const { block, url, target } = { ...subject, target: subject.block.target };
  const last = url.path.segments.at(-1);
  if (block.method !== 'GET' || !last || !readsRows(subject, last)) return;
  // With one of these, the columns are said elsewhere.
  const says = /^(?:\$select|\$apply|fetchxml|savedquery|userquery|\$skiptoken|\$deltatoken)$/i;
  if (url.options.some(({ name }) => says.test(name.name))) return;
  if (target.holes.some(({ start }) => start >= url.path.start)) return;
  report.target(last.name, {
    code: 'missing-select',
    severity: 'information',
    message: 'Without $select, Dataverse reads and sends every column. Name the ones that you need.',
    link: pages.select,
    fixes: selectFix(subject),
  });
}

function readsRows({ binding, url }: Subject, last: ResourceSegment): boolean {
  const name = last.name.name;
  if (binding) {
    const { result } = binding;
    const rows = result.type?.kind === 'entity' && !result.operation && result.suffix === undefined;
    return rows && !result.property;
  }
  // Without a schema: a set, or one row of it. A call or a column looks otherwise.
  const isSet = /^[a-z]\w*s$/.test(name) && url.path.segments.length === 1;
  return isSet && last.args?.items.length !== 0;
}

function selectFix({ binding, labels, url }: Subject): DraftFix[] {
  const type = binding?.result.type;
  if (type?.kind !== 'entity') return [];
  const column = primaryNameOf(type, labels) ?? type.key[0];
  if (column === undefined) return [];
  const option = `$select=${column}`;
  return [{ title: `Add ${option}`, edits: [addOption(url, option)], preferred: true }];
}

const large = 100_000;

/** A pattern that begins with anything cannot use an index. */
export function checkLeadingWildcard({ binding, labels, url }: Subject, report: Report): void {
  visitExpressions(url, (expression) => {
    if (expression.kind !== 'call' || expression.target) return;
    const [column, pattern] = expression.args.items;
    const name = expression.name.name;
    const text = pattern?.value.kind === 'literal' ? pattern.value.value : '';
    if ((name === 'startswith' && text.startsWith('%')) || (name === 'endswith' && text.endsWith('%'))) {
      report.target(pattern?.value ?? expression, {
        code: 'trailing-wildcard',
        severity: 'warning',
        message: `With "%" at this end, "${name}" finds the text anywhere, which is not supported. Use contains, or leave the "%" out.`,
        link: pages.filter,
      });
    }
    if (!binding || !labels) return;
    if ((name !== 'contains' && name !== 'endswith') || column?.value.kind !== 'path') return;
    const last = column.value.segments.at(-1);
    const owner = last && binding.referenceAt(last.end)?.owner;
    const rows = owner?.kind === 'entity' ? labels.table(owner.name)?.rowCount : undefined;
    if (!owner || rows === undefined || rows < large) return;
    report.target(expression.name, {
      code: 'leading-wildcard',
      severity: 'information',
      message: `"${name}" has to read every row, and "${owner.name}" holds about ${rows.toLocaleString('en-US')}. Where it fits, use startswith, or narrow the rows with another condition.`,
      link: pages.antiPatterns,
    });
  });
}
