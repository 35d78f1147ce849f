import type { NavigationProperty } from '../../metadata/model';
import type { ExpandItem, Expression, Identifier, ODataUrl } from '../../odata';
import type { Reference, StructuredType, UrlBinding } from '../binding';
import { pages } from './links';
import type { DraftFix, Report } from './report';
import type { Subject } from './rule';
import { visitExpressions, visitOptions } from './walk';

/** Names that the schema knows, but that cannot do what they stand for. */
export function checkMeanings(subject: Subject, report: Report): void {
  const { binding, url } = subject;
  if (!binding) return;
  for (const reference of binding.references) {
    if (reference.wanted === 'selected') checkSelected(url.text, reference, report);
    else if (reference.wanted === 'collection') checkCollection(binding, reference, report);
    else if (reference.wanted === 'operand') checkThroughCollection(url, reference, report);
    else if (reference.wanted === 'segment') checkWord(reference, report);
  }
  visitOptions(url.options, (option) => {
    if (option.kind === 'expand') for (const item of option.items) checkExpanded(binding, item, report);
    if (option.kind === 'orderby') {
      for (const { expression } of option.items) checkSorted(url, binding, expression, report);
    }
  });
  checkCompared(subject, binding, report);
}

/** `$select=primarycontactid`: published code does it, and gets `_primarycontactid_value`. */
function checkSelected(text: string, { meaning, start, end, name }: Reference, report: Report): void {
  if (meaning.kind !== 'navigation') return;
  const { navigation, owner } = meaning;
  const behind = /^\/(\w+)/.exec(text.slice(end))?.[1];
  const column = columnOf(navigation, owner);
  const single = column !== undefined && !navigation.collection && behind === undefined;
  const edits = [{ start, end, text: column ?? '' }];
  report.target(
    { start, end },
    {
      code: 'select-navigation',
      severity: 'warning',
      message: single
        ? `"${name}" is a relationship. The column that holds its value is "${column}": select that.`
        : `"${name}" is a relationship, not a column. Put it into $expand: $expand=${name}($select=${behind ?? '…'}).`,
      link: pages.select,
      fixes: single ? [{ title: `Write ${column}`, edits, preferred: true }] : [],
    },
  );
}

function columnOf({ constraint, name }: NavigationProperty, owner: StructuredType): string | undefined {
  return constraint ?? owner.property(`_${name.toLowerCase()}_value`)?.name;
}

function checkExpanded(binding: UrlBinding, { path }: ExpandItem, report: Report): void {
  const last = path.at(-1);
  const meaning = last && binding.referenceAt(last.end)?.meaning;
  if (!last || meaning?.kind !== 'property') return;
  const { owner, property } = meaning;
  const targets = owner.kind === 'entity' ? owner.lookupTargets(property.name) : [];
  const advice =
    targets.length > 0
      ? `Expand the relationship instead: ${targets
          .slice(0, 3)
          .map((one) => one.name)
          .join(', ')}.`
      : 'Put it into $select.';
  const { start, end } = last;
  report.target(last, {
    code: 'expand-column',
    severity: 'error',
    message: `"${last.name}" is a column of "${owner.name}": only relationships (navigation properties) can be expanded. ${advice}`,
    link: pages.join,
    fixes: targets.slice(0, 5).map((one, at): DraftFix => {
      return { title: `Write ${one.name}`, edits: [{ start, end, text: one.name }], preferred: at === 0 };
    }),
  });
}

/** `any` and `all` need a collection. */
function checkCollection(
  binding: UrlBinding,
  { meaning, start, end, name }: Reference,
  report: Report,
): void {
  const single =
    (meaning.kind === 'navigation' && !meaning.navigation.collection) ||
    (meaning.kind === 'property' && !meaning.property.type.collection);
  const called = binding.referenceAt(end + 1);
  if (!single || (called?.name !== 'any' && called?.name !== 'all')) return;
  const advice =
    meaning.kind === 'navigation'
      ? `Write ${name}/…, such as ${name}/createdon eq null.`
      : 'Compare it directly.';
  report.target(
    { start, end },
    {
      code: 'lambda-on-single',
      severity: 'error',
      message: `"${name}" is one value, not many: "${called.name}" does not go with it. ${advice}`,
      link: pages.filter,
    },
  );
}

/** `Account_Tasks/subject eq 'x'`: of which of the rows? */
function checkThroughCollection(
  { text, options }: ODataUrl,
  { meaning, ownerCollection, start, end, name }: Reference,
  report: Report,
): void {
  const isMember = meaning.kind === 'property' || meaning.kind === 'navigation';
  if (!ownerCollection || !isMember) return;
  const collection = /([\w]+)\/$/.exec(text.slice(0, start))?.[1] ?? '';
  const isSorted = options.some((one) => one.kind === 'orderby' && one.start < start && end <= one.end);
  const advice = isSorted
    ? 'Rows are sorted by their own columns, or by those behind a lookup.'
    : `Say whether any or all of them are meant: ${collection}/any(x:x/${name} eq …).`;
  report.target(
    { start, end },
    {
      code: 'collection-without-lambda',
      severity: 'error',
      message: `"${collection}" is many rows. ${advice}`,
      link: pages.filter,
    },
  );
}

const words = new Set(['$ref', '$value', '$count', '$metadata', '$batch', '$entity', '$all', '$crossjoin']);

/** `$links` of OData 3. */
function checkWord({ meaning, name, start, end }: Reference, report: Report): void {
  if (meaning.kind !== 'builtin' || words.has(name)) return;
  const isOld = name === '$links';
  report.target(
    { start, end },
    {
      code: 'unknown-segment',
      severity: 'error',
      message: `There is no ${name} in a path. ${isOld ? 'What was $links in OData 3 is $ref now, behind the relationship.' : 'Write $ref, $value or $count.'}`,
      link: pages.associate,
    },
  );
}

/** `$orderby=primarycontactid` */
function checkSorted({ text }: ODataUrl, binding: UrlBinding, expression: Expression, report: Report): void {
  if (expression.kind === 'literal' || expression.kind === 'unary') {
    reportNoColumn(text, expression, report);
    return;
  }
  const last = expression.kind === 'path' ? expression.segments.at(-1) : undefined;
  const meaning = last && binding.referenceAt(last.end)?.meaning;
  if (!last || meaning?.kind !== 'navigation') return;
  const { navigation, owner } = meaning;
  const column = navigation.collection ? undefined : columnOf(navigation, owner);
  const { start, end } = last;
  report.target(last, {
    code: 'orderby-navigation',
    severity: 'error',
    message: `"${last.name}" is a relationship: rows are sorted by columns. ${column === undefined ? 'Name a column.' : `Sort by "${column}", or by a column such as ${last.name}/….`}`,
    link: pages.order,
    fixes:
      column === undefined
        ? []
        : [{ title: `Write ${column}`, edits: [{ start, end, text: column }], preferred: true }],
  });
}

/** `$orderby='name'`, `$orderby=-name` */
function reportNoColumn(text: string, expression: Expression, report: Report): void {
  const { start, end } = expression;
  const isDescending = expression.kind === 'unary' && expression.operand.kind === 'path';
  const word = text.slice(start, end).replaceAll(/^(?:-|'|%27)|(?:'|%27)$/g, '');
  const meant = isDescending ? `${word} desc` : word;
  report.target(
    { start, end },
    {
      code: 'quoted-column',
      severity: 'error',
      message: `Rows are sorted by columns, which have neither quotes nor signs: ${meant}.`,
      link: pages.order,
      fixes: /^\w+(?: desc)?$/.test(meant)
        ? [{ title: `Write ${meant}`, edits: [{ start, end, text: meant }], preferred: true }]
        : [],
    },
  );
}

/** `contact_customer_accounts eq null` */
function reportRows({ name, start, end }: Identifier, report: Report): void {
  report.target(
    { start, end },
    {
      code: 'collection-without-lambda',
      severity: 'error',
      message: `"${name}" is many rows, which have no value to compare. Ask whether there are any: ${name}/any(), or not ${name}/any().`,
      link: pages.filter,
    },
  );
}

/** `primarycontactid eq 00000000-…`: "Found operand types 'contact' and 'Edm.Guid' for operator kind 'Equal'". */
function checkCompared({ url }: Subject, binding: UrlBinding, report: Report): void {
  visitExpressions(url, (expression) => {
    if (expression.kind !== 'binary' || expression.left.kind !== 'path') return;
    const { left, right } = expression;
    const last = left.segments.at(-1);
    const meaning = last && binding.referenceAt(last.end)?.meaning;
    if (!last || meaning?.kind !== 'navigation') return;
    const { navigation, owner } = meaning;
    if (navigation.collection) reportRows(last, report);
    if (navigation.collection || mayBeNull(url, right)) return;
    const column = columnOf(navigation, owner);
    const { start, end } = last;
    report.target(last, {
      code: 'compare-navigation',
      // Microsoft publishes it for Dynamics 365 apps that are offline.
      severity: isGuid(url, right) ? 'warning' : 'error',
      message: `"${last.name}" is a relationship, which has no value to compare with. ${column === undefined ? 'Compare one of its columns.' : `Compare the column "${column}".`}`,
      link: pages.filter,
      fixes:
        column === undefined
          ? []
          : [{ title: `Write ${column}`, edits: [{ start, end, text: column }], preferred: true }],
    });
  });
}

/** Whether there is one at all may be asked; nothing is said of what is not written yet. An unassigned alias is null. */
export function mayBeNull(url: ODataUrl, side: Expression): boolean {
  const value = valueOf(url, side);
  if (!value || value.kind === 'missing' || value.kind === 'error') return true;
  return value.kind === 'literal' && value.type === 'null';
}

function isGuid(url: ODataUrl, side: Expression): boolean {
  const value = valueOf(url, side);
  return value?.kind === 'literal' && value.type === 'guid';
}

/** What an alias stands for; undefined where nothing says so. */
function valueOf({ options }: ODataUrl, side: Expression): Expression | undefined {
  if (side.kind !== 'alias-reference') return side;
  const option = options.find((one) => one.kind === 'alias' && one.name.name === side.name);
  return option?.kind === 'alias' ? option.expression : undefined;
}
