import type { ExpandItem, QueryOption, Span } from '../../odata';
import type { NavigationProperty, Schema } from '../../metadata/model';
import type { StructuredType, UrlBinding } from '../binding';
import { structuredType } from '../binding/place';
import { pages } from './links';
import { removeOption } from './optionEdits';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitOptions, type OptionPlace } from './walk';

const mostExpands = 15;

/** What Dataverse does not support in `$expand`. */
export function checkExpands(subject: Subject, report: Report): void {
  const items: ExpandItem[] = [];
  visitOptions(subject.url.options, (option, place) => {
    if (option.kind !== 'expand') return;
    items.push(...option.items);
    checkTwice(option.items, report);
    checkBeside(subject, option.items, report);
    checkSiblings(subject, option.items, report);
    for (const item of option.items) checkItem(subject, item, place, report);
  });
  if (items.length <= mostExpands) return;
  const first = items.toSorted((a, b) => a.start - b.start)[mostExpands];
  if (first) reportTooMany(first, report);
}

/** The same relationship twice: of the two only one can be in the answer. */
function checkTwice(items: readonly ExpandItem[], report: Report): void {
  const seen = new Set<string>();
  for (const { path, suffix } of items) {
    const last = path.at(-1);
    const whole = [...path, ...(suffix ? [suffix] : [])].map(({ name }) => name).join('/');
    if (last && seen.has(whole)) {
      report.target(last, {
        code: 'duplicate-expand',
        severity: 'warning',
        message: `"${last.name}" stands twice in this $expand. Put all its options into one: ${last.name}($select=…;$filter=…).`,
        link: pages.join,
      });
    }
    if (whole !== '') seen.add(whole);
  }
}

/** "Combinations with N:N" (Join tables, supported relationship types): the page gives no error, and code does it. */
function checkBeside({ binding, schema }: Subject, items: readonly ExpandItem[], report: Report): void {
  if (!binding || !schema || items.length < 2) return;
  const known = items.flatMap((item) => navigationOf(item, binding) ?? []);
  const many = known.find((one) => isManyToMany(one, schema));
  const at = items.find((item) => many && navigationOf(item, binding) === many);
  if (!many || !at || known.every((one) => isManyToMany(one, schema))) return;
  report.target(at.path.at(-1) ?? at, {
    code: 'many-to-many-beside',
    severity: 'warning',
    message: `"${many.name}" is a many-to-many relationship. Expanding it beside others is not supported: ask for it in a request of its own.`,
    link: pages.join,
  });
}

/** "If you use a nested $expand anywhere in your query" (Join tables), no collection takes $top or $orderby. */
function checkSiblings({ binding }: Subject, items: readonly ExpandItem[], report: Report): void {
  if (!binding) return;
  const collections = items.filter((item) => navigationOf(item, binding)?.collection);
  const flat = collections.filter(({ options }) => !options.some(({ kind }) => kind === 'expand'));
  if (flat.length === collections.length) return;
  for (const { kind, name } of flat.flatMap(({ options }) => options)) {
    if (kind !== 'top' && kind !== 'orderby') continue;
    report.target(name, {
      code: 'expand-top-orderby',
      severity: 'warning',
      message: `Dataverse does not support ${name.name} beside a relationship with a nested $expand.`,
      link: pages.join,
    });
  }
}

function reportTooMany(item: ExpandItem, report: Report): void {
  report.target(item.path[0] ?? item, {
    code: 'too-many-expands',
    severity: 'error',
    message: `A query may expand at most ${mostExpands} relationships, nested ones counted. Ask for the rest in a request of its own.`,
    link: pages.join,
  });
}

function checkItem(
  { url, binding, schema }: Subject,
  item: ExpandItem,
  place: OptionPlace,
  report: Report,
): void {
  if (item.path[0]?.name === '*') {
    reportAll(item.path[0], place.depth === 0 ? binding?.result.type : undefined, report);
    return;
  }
  const navigation = binding && navigationOf(item, binding);
  checkSuffix(item, navigation, report);
  const nested = item.options.find(({ kind }) => kind === 'expand');
  if (navigation && schema && (nested ?? place.depth > 0) && isManyToMany(navigation, schema)) {
    report.target(nested?.name ?? item.path.at(-1) ?? item, {
      code: 'nested-many-to-many',
      severity: 'error',
      message: `"${navigation.name}" is a many-to-many relationship. Dataverse does not support it together with a nested $expand. Ask for one of the levels in a request of its own.`,
      link: pages.join,
    });
  }
  for (const option of item.options) {
    if (option.kind !== 'top' && option.kind !== 'orderby') continue;
    const reason = refusalOf(option, place, navigation, nested);
    if (reason === undefined) continue;
    const edits = [removeOption(url.text, option, item.options)];
    report.target(option.name, {
      code: 'expand-top-orderby',
      severity: 'error',
      message: `${reason} Only $select and $filter can stand there.`,
      link: pages.join,
      fixes: [{ title: `Remove ${option.name.name}`, edits, preferred: true }],
    });
  }
}

/** `$expand=*`; `type`: of the rows, where it is known. */
function reportAll(star: Span, type: StructuredType | undefined, report: Report): void {
  const count = type?.navigationProperties.length;
  if (count !== undefined && count <= mostExpands) return;
  report.target(star, {
    code: 'too-many-expands',
    severity: count === undefined ? 'warning' : 'error',
    message: `This asks for all relationships, and a query may expand at most ${mostExpands}. Name those that you need.`,
    link: pages.join,
  });
}

function refusalOf(
  { name }: QueryOption,
  { depth }: OptionPlace,
  navigation: NavigationProperty | undefined,
  nested: QueryOption | undefined,
): string | undefined {
  if (navigation && !navigation.collection) {
    return `"${navigation.name}" leads to one row: ${name.name} does not go with it.`;
  }
  if (nested) return `Dataverse does not support ${name.name} together with a nested $expand.`;
  return depth > 0
    ? `Dataverse does not support ${name.name} in a nested $expand of a collection.`
    : undefined;
}

function checkSuffix(
  { suffix }: ExpandItem,
  navigation: NavigationProperty | undefined,
  report: Report,
): void {
  if (!suffix) return;
  const { name } = suffix;
  if (name !== '$ref') {
    report.target(suffix, {
      code: 'unsupported-in-expand',
      severity: 'error',
      message: `Dataverse does not support /${name} inside $expand. Ask for it in a request of its own.`,
      link: pages.join,
      fixes: [{ title: `Remove /${name}`, edits: [{ start: suffix.start - 1, end: suffix.end, text: '' }] }],
    });
  } else if (navigation?.collection) {
    report.target(suffix, {
      code: 'ref-on-collection',
      severity: 'error',
      message: `Inside $expand, /$ref is for lookups only; "${navigation.name}" leads to many rows. Select the key instead: ${navigation.name}($select=…).`,
      link: pages.join,
      fixes: [{ title: 'Remove /$ref', edits: [{ start: suffix.start - 1, end: suffix.end, text: '' }] }],
    });
  }
}

function navigationOf({ path }: ExpandItem, binding: UrlBinding): NavigationProperty | undefined {
  const last = path.at(-1);
  const meaning = last && binding.referenceAt(last.end)?.meaning;
  return meaning?.kind === 'navigation' ? meaning.navigation : undefined;
}

/** A collection on both sides. */
function isManyToMany({ collection, partner, target }: NavigationProperty, schema: Schema): boolean {
  if (!collection || partner === undefined) return false;
  return structuredType(schema, target)?.navigationProperty(partner)?.collection === true;
}
