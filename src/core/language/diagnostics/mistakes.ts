import type { ODataUrl, Span, SyntaxProblem } from '../../odata';
import { isoDate } from './dates';
import { lambdaMistake } from './lambdaMistake';
import { pages } from './links';
import { operatorMistake } from './operatorMistakes';
import type { DraftFix, Finding } from './report';
import { separatorMistake } from './separatorMistakes';

/** A fault of syntax that people make so often that it has a name of its own. */
export interface Mistake {
  readonly span: Span;
  readonly finding: Finding;
  /** Where whatever else is wrong comes from this alone. */
  readonly explains?: Span;
}

type Recognize = (url: ODataUrl, error: SyntaxProblem) => Mistake | undefined;

const recognizers: readonly Recognize[] = [
  flowMistake,
  dateMistake,
  timeMistake,
  guidMistake,
  separatorMistake,
  lambdaMistake,
  operatorMistake,
  quoteMistake,
];

const recognizable: ReadonlySet<SyntaxProblem['code']> = new Set([
  'unexpected-text',
  'bad-literal',
  'expected-close',
  // What a GUID in braces gives: an object of JSON begins that way.
  'expected-name',
  'expected-value',
]);

/** What the parser stumbled over, where that can be told better than by it. */
export function mistakeAt(url: ODataUrl, error: SyntaxProblem): Mistake | undefined {
  if (error.code === 'expected-expression') return quoteMistake(url, error);
  if (!recognizable.has(error.code)) return undefined;
  for (const recognize of recognizers) {
    const found = recognize(url, error);
    if (found) return found;
  }
  return undefined;
}

/** The run of characters of numbers, dates and GUIDs that an error lies in. */
function tokenAround(text: string, at: number): Span {
  // A character without width comes along when GUIDs are copied from web pages.
  const part = /[\w\-./{}\u200b]/;
  let start = at;
  while (start > 0 && part.test(text.charAt(start - 1))) start--;
  let end = at;
  while (end < text.length && part.test(text.charAt(end))) end++;
  return { start, end };
}

function write(span: Span, text: string | undefined, title?: string): DraftFix[] {
  if (text === undefined) return [];
  return [{ title: title ?? `Write ${text}`, edits: [{ ...span, text }], preferred: true }];
}

/** `@{addDays(utcNow(),-7)}`: what Power Automate fills in. */
function flowMistake({ text }: ODataUrl, { start }: SyntaxProblem): Mistake | undefined {
  const at = text.startsWith('@{', start) ? start : start - 1;
  const expression = /^@\{[^}]*\}/.exec(text.slice(at))?.[0];
  if (expression === undefined) return undefined;
  return {
    span: { start: at, end: at + expression.length },
    finding: {
      code: 'unexpected-text',
      severity: 'error',
      message:
        'Power Automate fills this in, nobody here. Write a variable, {{name}}, or for a date {{$now -7 d}}.',
      link: pages.filter,
    },
  };
}

/** `12/31/2026`, `2026-1-5`, `2026-13-45` */
function dateMistake({ text, path }: ODataUrl, error: SyntaxProblem): Mistake | undefined {
  if (error.start < path.end) return undefined;
  const { start, end } = tokenAround(text, error.start);
  const span = { start, end: Math.max(end, error.code === 'bad-literal' ? error.end : end) };
  const token = text.slice(span.start, span.end);
  const isDate = /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|\d{4}-\d\d-\d\dT[\w.:+-]*)$/i;
  if (!isDate.test(token)) return undefined;
  return { span, finding: dateFinding(token, write(span, isoDate(token))) };
}

/** `2026-12-31 10:00` */
function timeMistake({ text }: ODataUrl, { start }: SyntaxProblem): Mistake | undefined {
  const time = /^\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?/i.exec(text.slice(start, start + 40));
  const before = /(\d{4}-\d\d-\d\d)(?:\s|%20)+$/.exec(text.slice(Math.max(0, start - 40), start));
  if (!time || !before) return undefined;
  const span = { start: start - before[0].length, end: start + time[0].length };
  const meant = `${before[1] ?? ''}T${time[0]}${time[1] === undefined ? 'Z' : ''}`;
  return { span, finding: dateFinding(text.slice(span.start, span.end), write(span, meant)) };
}

function dateFinding(written: string, fixes: readonly DraftFix[]): Finding {
  return {
    code: 'date-format',
    severity: 'error',
    message: `${written} is no date to Dataverse. Write it as 2026-01-31 or 2026-01-31T08:00:00Z.`,
    link: pages.filter,
    fixes,
  };
}

/** `‘a’`: what word processors and web pages make of quotes. */
function quoteMistake({ text }: ODataUrl, { start }: SyntaxProblem): Mistake | undefined {
  const quoted = /^[\u2018-\u201f\u00b4`]([^\u2018-\u201f\u00b4`'&]*)([\u2018-\u201f\u00b4`']?)/.exec(
    text.slice(start),
  );
  if (!quoted) return undefined;
  const [whole, inner = '', close] = quoted;
  const span = { start, end: start + whole.length };
  const message = `Text is written in straight single quotes: '${inner}'.`;
  const fixes = close === '' ? [] : write(span, `'${inner}'`);
  return { span, finding: { code: 'bad-literal', severity: 'error', message, link: pages.filter, fixes } };
}

const wholeGuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Hexadecimal digits and dashes as a GUID has them, but not as many. */
function guidMistake({ text }: ODataUrl, { start }: SyntaxProblem): Mistake | undefined {
  const span = withEncodedBraces(text, tokenAround(text, start));
  const token = text.slice(span.start, span.end).replace(/^%7b/i, '{').replace(/%7d$/i, '}');
  const isLike = /^\{?[0-9a-f\u200b]+(?:-[0-9a-f\u200b]*){2,}\}?$/i.test(token);
  if (!isLike || wholeGuid.test(token)) return undefined;
  const plain = token.replaceAll(/[{}\u200b]/g, '');
  return { span, finding: { severity: 'error', link: pages.retrieve, ...guidFinding(token, plain, span) } };
}

/** `%7B…%7D` */
function withEncodedBraces(text: string, { start, end }: Span): Span {
  const opens = /^%7b/i.test(text.slice(start - 1, start + 2));
  const closes = /^%7d/i.test(text.slice(end, end + 3));
  return { start: opens ? start - 1 : start, end: closes ? end + 3 : end };
}

function guidFinding(token: string, plain: string, span: Span): Pick<Finding, 'code' | 'message' | 'fixes'> {
  if (!wholeGuid.test(plain)) {
    const message = `"${plain}" is no whole GUID: that has 8, 4, 4, 4 and 12 hexadecimal digits with "-" between them.`;
    return { code: 'incomplete-guid', message };
  }
  const fixes = write(span, plain);
  if (token.includes('{')) return { code: 'guid-form', message: 'A GUID is written without braces.', fixes };
  const message = 'An invisible character stands in this GUID. Write it anew.';
  return { code: 'incomplete-guid', message, fixes };
}
