import type { ArgumentList, ODataUrl, ResourceSegment, Span } from '../../odata';
import type { UrlBinding } from '../binding';
import type { EntityType } from '../../metadata/model';
import { pages } from './links';
import { listed } from './nearest';
import { addOption } from './optionEdits';
import type { DraftFix, Finding } from './report';

/**
 * Columns that are no key of the table: `accounts(name='x')`. Dataverse answers "The specified key attributes are not a defined
 * key for the account entity". A key may be younger than the schema; but where the schema has others of the table, this one
 * would stand beside them.
 */
export function unknownKeyFault(
  segment: ResourceSegment,
  binding: UrlBinding | undefined,
): { readonly span: Span; readonly finding: Finding } | undefined {
  const result = binding?.resultOf(segment);
  const args = result?.operation ? segment.key : segment.args;
  const type = result?.type;
  if (!args || type?.kind !== 'entity' || type.property('MetadataId')) return undefined;
  const { items } = args;
  // That there is no such column is told of the name.
  const isTold = items.some(
    ({ name }) => !name || binding?.referenceAt(name.end)?.meaning.kind !== 'keyPart',
  );
  const names = items.map(({ name }) => name?.name ?? '');
  if (names.length === 0 || isTold || isKey(type, names)) return undefined;
  const keys = type.alternateKeys.map(({ parts }) => parts.map(({ alias }) => alias));
  const has =
    keys.length === 0
      ? 'It has no alternate keys: use its id or $filter.'
      : `Its alternate keys are ${listed(keys.map((key) => key.join(', ')))}.`;
  return {
    span: { start: args.start + 1, end: Math.max(args.start + 1, args.end - 1) },
    finding: {
      code: 'unknown-key',
      severity: keys.length === 0 ? 'warning' : 'error',
      message: `${listed([names.join(', ')])} is no key of "${type.name}". ${has}`,
      link: pages.retrieve,
      fixes: renamings(args, keys),
    },
  };
}

/** The rows of an elastic table are found by their id and their partition, too. */
function isKey({ key, alternateKeys }: EntityType, names: readonly string[]): boolean {
  const hasAll = (parts: readonly (readonly string[])[]): boolean =>
    parts.length === names.length && parts.every((part) => part.some((name) => names.includes(name)));
  const primary = key.map((name) => [name]);
  const others = alternateKeys.map(({ parts }) => parts.map(({ alias, path }) => [alias, path]));
  return [primary, [...primary, ['partitionid']], ...others].some(hasAll);
}

/** Another key of as many columns, with the values that are there. */
function renamings({ items }: ArgumentList, keys: readonly (readonly string[])[]): DraftFix[] {
  return keys
    .filter((key) => key.length === items.length)
    .map((key) => ({
      title: `Write ${key.join(', ')}`,
      edits: items.flatMap(({ name }, at) =>
        name ? [{ start: name.start, end: name.end, text: key[at] ?? name.name }] : [],
      ),
    }));
}

/** `accounts(name='x')` → `accounts?$filter=name eq 'x'`, where nothing else speaks of one row. */
export function filterInstead(url: ODataUrl, segment: ResourceSegment): DraftFix[] {
  const { text, path, options } = url;
  const { args } = segment;
  if (!args || segment !== path.segments.at(-1) || options.some(({ kind }) => kind === 'filter')) return [];
  const terms = args.items.map(
    ({ name, value }) => `${name?.name ?? ''} eq ${text.slice(value.start, value.end)}`,
  );
  return [
    {
      title: 'Use $filter',
      edits: [
        { start: args.start, end: args.end, text: '' },
        addOption(url, `$filter=${terms.join(' and ')}`),
      ],
    },
  ];
}
