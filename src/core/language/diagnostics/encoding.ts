import type { Literal, QueryOption } from '../../odata';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';
import { visitExpressions } from './walk';

/** Characters that are encoded twice, or not although other programs would need it. */
export function checkEncoding({ url }: Subject, report: Report): void {
  visitExpressions(url, (expression) => {
    if (expression.kind === 'literal' && expression.type === 'string') {
      checkLiteral(url.text, expression, report);
    }
  });
  checkDoubleEncoding(url.text, url.path.start, url.path.end, report);
  for (const option of url.options) {
    if (option.kind === 'skiptoken' || option.kind === 'deltatoken' || option.kind === 'custom') continue;
    checkDoubleEncoding(url.text, option.start, option.end, report);
    checkPlus(url.text, option, report);
  }
}

const codes: Readonly<Record<string, string>> = { '&': '%26', '#': '%23', '+': '%2B', '%': '%25' };

function checkLiteral(text: string, { start, end }: Literal, report: Report): void {
  const content = text.slice(start, end);
  for (const match of content.matchAll(/[&#+]|%(?![0-9a-f]{2})/gi)) {
    const [char] = match;
    const code = codes[char] ?? '';
    const at = { start: start + match.index, end: start + match.index + 1 };
    report.target(at, {
      code: 'unencoded-character',
      severity: 'information',
      message: `"${char}" is sent as ${code} here. Written as it is, other programs would read it as a part of the URL.`,
      link: pages.headers,
      fixes: [{ title: `Write ${code}`, edits: [{ ...at, text: code }], preferred: true }],
    });
  }
}

function checkDoubleEncoding(text: string, start: number, end: number, report: Report): void {
  const part = text.slice(start, end);
  if (!part.includes('%25')) return;
  for (const match of part.matchAll(/%25([0-9a-f]{2})/gi)) {
    const at = { start: start + match.index, end: start + match.index + match[0].length };
    const once = `%${match[1] ?? ''}`;
    report.target(at, {
      code: 'double-encoded',
      severity: 'warning',
      message: `"${match[0]}" is encoded twice: Dataverse reads it as the text "${once}". Write ${once}.`,
      link: pages.headers,
      fixes: [{ title: `Write ${once}`, edits: [{ ...at, text: once }], preferred: true }],
    });
  }
}

/** `name+eq+'x'`, as form encoding writes it. */
function checkPlus(text: string, { kind, value }: QueryOption, report: Report): void {
  if (!value || (kind !== 'filter' && kind !== 'orderby' && kind !== 'apply')) return;
  const pattern = /\+(?:and|or|not|eq|ne|gt|ge|lt|le|asc|desc|with|as)(?=\+|$|,|\))/g;
  const [first] = text.slice(value.start, value.end).matchAll(pattern);
  if (!first) return;
  const at = { start: value.start + first.index, end: value.start + first.index + 1 };
  const whole = text.slice(value.start, value.end).replaceAll(/\+(?!\d\d(?::|%3a)\d\d)/gi, ' ');
  report.target(at, {
    code: 'plus-as-blank',
    severity: 'information',
    message: '"+" stands for a blank here, and is sent as %20. Write a blank, which is easier to read.',
    link: pages.headers,
    fixes: [
      {
        title: 'Write blanks for "+"',
        edits: [{ start: value.start, end: value.end, text: whole }],
        preferred: true,
      },
    ],
  });
}
