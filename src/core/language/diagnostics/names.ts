import type { Schema } from '../../metadata/model';
import type { Reference, UrlBinding, Wanted } from '../binding';
import type { ODataUrl, Span } from '../../odata';
import { pages } from './links';
import { shown } from './nearest';
import type { DraftFix, Report } from './report';
import type { Subject } from './rule';
import { suggestions, type Suggestion } from './suggestions';
import { isWithin, unknownCalls } from './unknownCalls';
import { textHint, valueHint } from './valueHint';

// Who has so many has another schema, or no use for more.
const mostUnknown = 200;

/** Names that the schema does not know at their place. */
export function checkNames(subject: Subject, report: Report): void {
  const { binding, schema, url } = subject;
  if (!binding || !schema) return;
  let told = 0;
  const calls = unknownCalls(url, binding);
  for (const reference of binding.references) {
    if (reference.meaning.kind !== 'unknown' || reference.name === '') continue;
    if (++told > mostUnknown) return;
    if (isWithin(reference, calls)) continue;
    // The parser has said what is wrong there.
    if (url.errors.some((error) => isPartOf(reference, error))) continue;
    if (reference.wanted === 'alias') reportAlias(reference, report);
    else if (isDirection(url, reference)) reportDirection(url.text, reference, report);
    else if (isLost(reference)) reportLost(binding, url, reference, report);
    else reportUnknown(reference, hintsFor(subject, schema, reference), report);
  }
}

/** `null` to the server; but hardly meant. */
function reportAlias(reference: Reference, report: Report): void {
  report.target(reference, {
    code: 'unassigned-alias',
    severity: 'warning',
    message: `"${reference.name}" has no value; Dataverse takes it as null. Add &${reference.name}=… to the query.`,
    link: pages.filter,
  });
}

/** `$orderby=name,desc` */
function isDirection({ options }: ODataUrl, { name, start }: Reference): boolean {
  if (name !== 'asc' && name !== 'desc') return false;
  const option = options.find((one) => one.start <= start && start < one.end);
  return option?.kind === 'orderby' && option.items.findIndex((item) => item.start === start) > 0;
}

function reportDirection(text: string, { name, start, end }: Reference, report: Report): void {
  const before = /,(?:\s|%20)*$/.exec(text.slice(Math.max(0, start - 60), start))?.[0].length ?? 0;
  const title = `Write a blank before "${name}"`;
  report.target(
    { start, end },
    {
      code: 'unknown-column',
      severity: 'error',
      message: `"${name}" is the direction of the column before it: a blank stands between them, no comma.`,
      link: pages.order,
      fixes: [{ title, edits: [{ start: start - before, end: start, text: ' ' }], preferred: true }],
    },
  );
}

/** The table has it, but `$apply` has left it behind. */
function isLost({ owner, name, wanted }: Reference): boolean {
  return wanted === 'operand' && (owner?.property(name) ?? owner?.navigationProperty(name)) !== undefined;
}

function reportLost(
  binding: UrlBinding,
  { options }: ODataUrl,
  { name, start, end }: Reference,
  report: Report,
): void {
  const scope = binding.scopeAt(start)?.scope;
  const left = [...(scope?.paths ?? []), ...(scope?.computed.keys() ?? [])];
  const advice = left.length === 0 ? '' : ` What is left is ${left.slice(0, 8).join(', ')}.`;
  const option = options.find((one) => one.start <= start && start < one.end);
  const isBeside = option?.kind === 'filter';
  const before = isBeside ? ' To filter the rows before, begin with $apply=filter(…)/….' : '';
  report.target(
    { start, end },
    {
      code: 'column-not-left',
      // Published code has a $filter of the rows beside $apply, and no page says what comes of it.
      severity: isBeside ? 'warning' : 'error',
      message: `Behind groupby or aggregate there is no ${shown(name)} any more.${advice}${before}`,
      link: pages.aggregate,
    },
  );
}

/** An option's name that was read as a column: `$select=name,$top=1`; what stands before a quote that closes nothing. */
function isPartOf({ name, start, end, wanted }: Reference, error: Span): boolean {
  if (wanted === 'enumType' && error.start === end) return true;
  if (error.end > error.start && error.start <= start && end <= error.end) return true;
  return name.startsWith('$') && error.start === end;
}

/** Best first. */
function hintsFor(subject: Subject, schema: Schema, reference: Reference): Suggestion[] {
  const instead = valueHint(subject, reference);
  if (instead) return [instead];
  const found = suggestions(schema, reference, subject.url.text);
  const text =
    found.length === 0 && reference.wanted === 'operand' ? textHint(subject, reference) : undefined;
  return text ? [text] : found;
}

function reportUnknown(reference: Reference, found: readonly Suggestion[], report: Report): void {
  const { wanted, start, end } = reference;
  const fixes = found.flatMap(({ title, text }, at): DraftFix[] =>
    text === undefined ? [] : [{ title, edits: [{ start, end, text }], preferred: at === 0 }],
  );
  report.target(
    { start, end },
    {
      code: found[0]?.code ?? codes[wanted],
      severity: 'error',
      message: [whatIsMissing(reference), hint(found)].join(' ').trim(),
      link: links[wanted],
      fixes,
    },
  );
}

function hint(found: readonly Suggestion[]): string {
  const [first, ...more] = found;
  if (!first) return '';
  if (first.hint !== undefined) return first.hint;
  const names = [first, ...more].flatMap(({ text }) => (text === undefined ? [] : [`"${text}"`]));
  const last = names.pop() ?? '';
  return names.length === 0 ? `Did you mean ${last}?` : `Did you mean ${names.join(', ')} or ${last}?`;
}

const codes: Readonly<Record<Wanted, string>> = {
  resource: 'unknown-resource',
  segment: 'unknown-segment',
  selected: 'unknown-column',
  expanded: 'unknown-navigation',
  operand: 'unknown-column',
  collection: 'unknown-navigation',
  function: 'unknown-function',
  parameter: 'unknown-parameter',
  keyPart: 'unknown-key',
  alias: 'unassigned-alias',
  columnText: 'unknown-column',
  enumType: 'unknown-type',
  enumMember: 'unknown-choice',
  method: 'unknown-aggregate',
  transformation: 'unknown-transformation',
};

const links: Readonly<Record<Wanted, string>> = {
  resource: pages.service,
  segment: pages.types,
  selected: pages.select,
  expanded: pages.join,
  operand: pages.filter,
  collection: pages.filter,
  function: pages.queryFunctions,
  parameter: pages.functions,
  keyPart: pages.retrieve,
  alias: pages.filter,
  columnText: pages.queryFunctions,
  enumType: pages.types,
  enumMember: pages.types,
  method: pages.aggregate,
  transformation: pages.aggregate,
};

function whatIsMissing({ wanted, name, owner, overloads, enumType }: Reference): string {
  const what = shown(name);
  const type = owner ? `"${owner.name}"` : 'it';
  const told: Readonly<Partial<Record<Wanted, string>>> = {
    resource: `There is no table (entity set) or function ${what} in this environment.`,
    segment: name.includes('.')
      ? `${what} is neither a type nor a function or action of ${type}.`
      : `${type} has no column or relationship ${what}.`,
    expanded: `${type} has no relationship (navigation property) ${what}.`,
    collection: `${type} has no relationship (navigation property) ${what}.`,
    function: `There is no function ${what}.`,
    parameter: `"${overloads?.[0]?.name ?? ''}" has no parameter ${what}.`,
    keyPart: `${type} has no column ${what} to be found by.`,
    enumType: `There is no enumeration ${what}.`,
    enumMember: `"${enumType?.name ?? ''}" has no member ${what}.`,
  };
  return told[wanted] ?? (owner ? `${type} has no column ${what}.` : `There is no column ${what}.`);
}
