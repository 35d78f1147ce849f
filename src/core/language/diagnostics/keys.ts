import type { Argument, ODataUrl, ResourceSegment, Span } from '../../odata';
import type { UrlBinding } from '../binding';
import { filterInstead, unknownKeyFault } from './alternateKeys';
import { pages } from './links';
import type { DraftFix, Finding, Report } from './report';
import type { Subject } from './rule';

/** What definitions are found by, beside their ids. */
const definitionKeys: Readonly<Record<string, string>> = {
  EntityDefinitions: 'LogicalName',
  Attributes: 'LogicalName',
  GlobalOptionSetDefinitions: 'Name',
  RelationshipDefinitions: 'SchemaName',
};

/** A finding and its place in the URL. */
interface Fault {
  readonly span: Span;
  readonly finding: Finding;
  /** Where its columns are no key. */
  readonly segment?: ResourceSegment;
}

/** Keys in the path that name no row, and words without quotes there: `EntityDefinitions(LogicalName=account)`. */
export function checkKeys({ block, url, binding }: Subject, report: Report): void {
  for (const { span, finding, segment } of keyFaults(url, binding)) {
    const filter = segment && block.method === 'GET' ? filterInstead(url, segment) : [];
    report.target(span, { ...finding, fixes: [...(finding.fixes ?? []), ...filter] });
  }
}

export function keyFaults(url: ODataUrl, binding: UrlBinding | undefined): Fault[] {
  const found: Fault[] = [];
  for (const segment of url.path.segments) {
    // $filter(…), $crossjoin(…)
    if (segment.name.name.startsWith('$')) continue;
    const unknown = unknownKeyFault(segment, binding);
    if (unknown) found.push({ ...unknown, segment });
    // Without the names of its parameters a function is told of as a whole.
    const isCall = binding?.resultOf(segment)?.operation !== undefined;
    for (const item of [...(segment.args?.items ?? []), ...(segment.key?.items ?? [])]) {
      // What the parser has told is not told again.
      const isBroken = url.errors.some(({ start }) => item.start <= start && start <= item.end);
      if (item.value.kind !== 'path' || isBroken || (isCall && !item.name)) continue;
      const type = binding?.expectationOf(item.value)?.type.name;
      found.push({ span: item.value, finding: findingFor(url, segment, item, type) });
    }
  }
  return found;
}

function findingFor(
  { text }: ODataUrl,
  segment: ResourceSegment,
  item: Argument,
  type: string | undefined,
): Finding {
  const { start, end } = item.value;
  const word = text.slice(start, end);
  const property = item.name ? undefined : definitionKeys[segment.name.name];
  const common = { code: 'wrong-literal', link: pages.retrieve } as const;
  const isId = property === undefined && (item.name ? type === 'Edm.Guid' : type !== 'Edm.String');
  if (isId) {
    const message = `"${word}" is no GUID. Write the row's id, such as 00000000-0000-0000-0000-000000000000, or an alternate key: …(column='text').`;
    // Examples have such a word where one fills in the id.
    return { ...common, severity: 'warning', message };
  }
  const meant = `${property === undefined ? '' : `${property}=`}'${word}'`;
  const fixes: DraftFix[] = [
    { title: `Write ${meant}`, edits: [{ start, end, text: meant }], preferred: true },
  ];
  return {
    ...common,
    severity: 'error',
    message: `Text stands in single quotes here: ${meant}.`,
    fixes,
  };
}
