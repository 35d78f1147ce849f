import type { QueryOption, SelectOption, Span } from '../../odata';
import type { TextEdit } from '../model';
import { pages } from './links';
import { nearestNames } from './nearest';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitOptions } from './walk';

/** Options whose form Dataverse takes but nobody means: misspelt names, blanks, a comma too many. */
export function checkOptionForm({ block, url }: Subject, report: Report): void {
  const { map } = block.target;
  /** Lines of a file are joined with blanks, which nobody wrote. */
  const isWritten = ({ start, end }: Span): boolean => {
    const range = map.rangeToDocument(start, end);
    return range.end - range.start === end - start;
  };
  visitOptions(url.options, (option, { depth }) => {
    if (option.kind === 'custom') {
      // In parentheses it is an error, which the parser has told.
      if (depth === 0) checkMisspelt(url.text, option, report);
    } else checkBlanks(url.text, option, isWritten, report);
    if (option.kind === 'select' && option.trailingComma) {
      report.target(option.trailingComma, {
        code: 'trailing-comma',
        severity: 'warning',
        message: 'A column is missing behind the comma. Dataverse passes over it; take it out.',
        link: pages.select,
        fixes: [
          {
            title: 'Remove the comma',
            edits: [{ ...span(option.trailingComma), text: '' }],
            preferred: true,
          },
        ],
      });
    }
  });
}

function span({ start, end }: Span): Span {
  return { start, end };
}

const systemOptions = ['$select', '$expand', '$filter', '$orderby', '$top', '$count', '$apply', '$skiptoken'];
const customOptions = ['fetchXml', 'savedQuery', 'userQuery', 'partitionId'];

/** Without its `$` an option means nothing to Dataverse, and the answer is another one than it looks like. */
function checkMisspelt(text: string, { name, value }: QueryOption, report: Report): void {
  if (name.name.startsWith('$') || name.name === '') return;
  if (!value && /\s/.test(name.name)) {
    reportLooseText(text, name, report);
    return;
  }
  const lower = name.name.toLowerCase();
  if ((lower === 'savedquery' || lower === 'userquery') && value) checkView(text, name.name, value, report);
  if (/^(?:\?|amp;)/.test(lower)) {
    reportSign(name, report);
    return;
  }
  if (customOptions.some((one) => one.toLowerCase() === lower)) return;
  const system = systemOptions.find((one) => one.slice(1) === lower);
  const near = system === undefined ? nearestNames(name.name, customOptions, 1) : [system];
  const [meant] = name.name.length < 4 && system === undefined ? [] : near;
  if (meant === undefined) return;
  report.target(name, {
    code: 'misspelt-option',
    severity: 'warning',
    message: `Dataverse passes over "${name.name}". Did you mean ${meant}?`,
    link: pages.overview,
    fixes: [{ title: `Write ${meant}`, edits: [{ ...span(name), text: meant }], preferred: true }],
  });
}

/** `savedQuery=Active accounts` */
function checkView(text: string, name: string, { start, end }: Span, report: Report): void {
  const written = text.slice(start, end).trim();
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(written) || /^[[<{@]/.test(written)) return;
  report.target(
    { start, end },
    {
      code: 'wrong-literal',
      severity: 'warning',
      message: `"${name}" takes the id of a view, without quotes or braces, such as 00000000-0000-0000-0000-000000000000.`,
      link: pages.predefined,
    },
  );
}

/** `accounts??$select=name`, `accounts?$select=name&amp;$top=1` */
function reportSign({ name, start, end }: QueryOption['name'], report: Report): void {
  const rest = name.replace(/^(?:\?|amp;)+/i, '');
  const rule = name.startsWith('?')
    ? 'One "?" stands before the options, not more'
    : '"&amp;" is how HTML writes "&"';
  report.target(
    { start, end },
    {
      code: 'misspelt-option',
      severity: 'warning',
      message: `${rule}: Dataverse passes over "${name}".`,
      link: pages.overview,
      fixes: [{ title: `Write ${rest}`, edits: [{ start, end, text: rest }], preferred: true }],
    },
  );
}

/** `name eq 'a' && revenue gt 1`: the rest of the filter became an option. */
function reportLooseText(text: string, { start, end }: Span, report: Report): void {
  const sign = /(?:\s|%20)*&+(?:\s|%20)*$/.exec(text.slice(0, start))?.[0] ?? '';
  report.target(
    { start, end },
    {
      code: 'loose-text',
      severity: 'error',
      message:
        'This is no option of the query: "&" has ended the one before it. Conditions are joined with "and".',
      link: pages.filter,
      fixes: [
        {
          title: 'Write "and"',
          edits: [{ start: start - sign.length, end: start, text: ' and ' }],
          preferred: true,
        },
      ],
    },
  );
}

function checkBlanks(
  text: string,
  option: QueryOption,
  isWritten: (blanks: Span) => boolean,
  report: Report,
): void {
  const blanks = [
    ...aroundName(text, option),
    ...(option.kind === 'select' ? betweenItems(text, option) : []),
  ];
  const written = blanks.filter(isWritten);
  const [first] = written;
  if (!first) return;
  const edits = written.map((one): TextEdit => ({ ...one, text: '' }));
  report.target(first, {
    code: 'blank-in-option',
    severity: 'warning',
    message: `There are blanks in ${option.name.name} where none belong. Dataverse takes them, other services may not.`,
    link: pages.overview,
    fixes: [{ title: 'Remove the blanks', edits, preferred: true }],
  });
}

/** Before the name, and on both sides of the `=`. */
function aroundName(text: string, { name, value }: QueryOption): Span[] {
  const before = /(?:[ \t]|%20|%09)*$/i.exec(text.slice(Math.max(0, name.start - 60), name.start))?.[0]
    .length;
  const gaps = [{ start: name.start - (before ?? 0), end: name.start }];
  if (value) {
    gaps.push({ start: name.end, end: value.start - 1 });
    gaps.push({ start: value.start, end: value.start + blanksAt(text, value.start) });
  }
  return gaps.filter((gap) => gap.end > gap.start && blanksAt(text, gap.start) >= gap.end - gap.start);
}

function betweenItems(text: string, { items }: SelectOption): Span[] {
  const gaps: Span[] = [];
  for (const [at, item] of items.entries()) {
    const next = items[at + 1];
    if (!next) break;
    const comma = text.indexOf(',', item.end);
    if (comma < 0 || comma >= next.start) continue;
    gaps.push({ start: item.end, end: comma }, { start: comma + 1, end: next.start });
  }
  return gaps.filter((gap) => gap.end > gap.start && blanksAt(text, gap.start) >= gap.end - gap.start);
}

/** How much of the text at an offset is blank, percent-encoded or not. */
function blanksAt(text: string, start: number): number {
  return /^(?:[ \t]|%20|%09)*/i.exec(text.slice(start, start + 60))?.[0].length ?? 0;
}
