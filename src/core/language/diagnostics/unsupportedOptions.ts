import type { QueryOption } from '../../odata';
import { pages } from './links';
import { removeOption } from './optionEdits';
import type { Finding, Report } from './report';
import type { Subject } from './rule';
import { visitOptions, type OptionPlace } from './walk';

const anywhere: Readonly<Partial<Record<QueryOption['kind'], string>>> = {
  skip: 'Go through pages with the header "Prefer: odata.maxpagesize=…" and the @odata.nextLink of each answer.',
  search: 'Filter with contains(…), or use the Dataverse Search API.',
  format: 'Dataverse answers in JSON only; leave it out.',
  compute: 'Compute from the answer, or use a calculated column or $apply.',
  index: 'Leave it out.',
  schemaversion: 'Leave it out.',
};

const inExpand: Readonly<Partial<Record<QueryOption['kind'], string>>> = {
  skip: 'Leave it out, or ask for the related rows in a request of their own.',
  count: 'Ask for the number in a request of its own, such as accounts(…)/Account_Tasks/$count.',
  search: 'Use $filter.',
  levels: 'Write one $expand in the other for each level.',
  apply: 'Aggregate in a request of its own.',
  compute: 'Compute from the answer.',
};

/** Query options that Dataverse refuses, or does not do as it is told. */
export function checkUnsupportedOptions({ block, url }: Subject, report: Report): void {
  const isCount = url.path.segments.at(-1)?.name.name === '$count';
  const isPaged = block.headerValues.some(({ text }) => /maxpagesize/i.test(text));
  visitOptions(url.options, (option, place) => {
    const finding =
      option.kind === 'top' && place.depth === 0
        ? !isCount && doubtfulTop(option.number, isPaged)
        : unsupported(option, place);
    if (!finding) return;
    const siblings = place.item?.options ?? url.options;
    const edits = [removeOption(url.text, option, siblings)];
    // Without it, `$top=0` would read the whole table.
    const preferred = !(option.kind === 'top' && option.number === 0);
    const fixes = [{ title: `Remove ${option.name.name}`, edits, preferred }];
    report.target(option.name, { ...finding, fixes });
  });
}

const mostRows = 5000;

function unsupported(option: QueryOption, { depth }: OptionPlace): Finding | undefined {
  const { kind, name } = option;
  if (depth > 0) {
    const advice = inExpand[kind];
    if (advice === undefined) return undefined;
    const message = `Dataverse does not support ${name.name} inside $expand. ${advice}`;
    return { code: 'unsupported-in-expand', severity: 'error', message, link: pages.join };
  }
  const advice = anywhere[kind];
  if (advice === undefined) return undefined;
  const message = `Dataverse does not support ${name.name}. ${advice}`;
  const link = kind === 'skip' ? pages.page : pages.overview;
  return { code: 'unsupported-option', severity: 'error', message, link };
}

/** "Don't use $top when you request pages of data" (Use OData to query data). */
function doubtfulTop(number: number | undefined, isPaged: boolean): Finding | undefined {
  const common = { severity: 'warning', link: pages.page } as const;
  if (isPaged) {
    const message = '$top and a page size do not go together: one of them has no effect. Take one out.';
    return { ...common, code: 'top-with-pages', message };
  }
  if (number === 0) {
    const message = 'This asks for no rows. For their number, put /$count behind the table.';
    return { ...common, code: 'top-limit', message };
  }
  if ((number ?? 0) <= mostRows) return undefined;
  return {
    ...common,
    code: 'top-limit',
    message: `An answer has 5,000 rows at most. ${anywhere.skip ?? ''}`,
  };
}
