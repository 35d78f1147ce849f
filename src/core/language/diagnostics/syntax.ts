import type { ODataUrl, QueryOption, Span, SyntaxProblem } from '../../odata';
import { pages } from './links';
import { nearestNames } from './nearest';
import { removeOption } from './optionEdits';
import type { DraftFix, Report } from './report';
import type { Subject } from './rule';
import { visitOptions } from './walk';

/** What the parser could not read. */
export function checkSyntax({ block, url }: Subject, report: Report): void {
  const { holes } = block.target;
  for (const error of url.errors) {
    // An unknown value may be anything: around it the parser's guesses mean nothing.
    if (holes.length > 0 && isAroundHole(url, error, holes)) continue;
    const key = brokenGuid(url, error);
    if (key) {
      reportGuid(url, key, report);
      continue;
    }
    const { start, end, code, message } = error;
    const fixes = fixesOf(url, error);
    report.target(
      { start, end },
      { code: codeOf(url, error), severity: 'error', message, link: links[code] ?? pages.filter, fixes },
    );
  }
}

/** In the same option, or in the same path, as a variable without a value. */
function isAroundHole(url: ODataUrl, { start }: Span, holes: readonly Span[]): boolean {
  const option = url.options.find((one) => one.start <= start && start <= one.end);
  const part = option ?? { start: 0, end: url.path.end };
  return holes.some((hole) => hole.start >= part.start && hole.end <= part.end);
}

function codeOf(url: ODataUrl, { code, start, end }: SyntaxProblem): string {
  if (code === 'bad-literal' && isVersion3(url.text.slice(start, end))) return 'v3-literal';
  return code;
}

function isVersion3(text: string): boolean {
  return /^(?:guid|datetime|datetimeoffset|time|x|binary)(?:'|%27)|^-?[\d.]+(?:e-?\d+)?[lmfd]$/i.test(text);
}

/** What stands in a key's parentheses, where it is made of hexadecimal digits and dashes as a GUID is, but is none. */
function brokenGuid(url: ODataUrl, { code, start, end }: SyntaxProblem): Span | undefined {
  if (end > url.path.end || (code !== 'unexpected-text' && code !== 'bad-literal')) return undefined;
  const open = url.text.lastIndexOf('(', start);
  // A character without width comes along when GUIDs are copied from web pages.
  const key = /^(\(\s*)([0-9a-f\u200b]+(?:-[0-9a-f\u200b]*)+)\s*[,)]/i.exec(url.text.slice(open, open + 80));
  const text = key?.[2];
  if (text === undefined || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return undefined;
  const from = open + (key?.[1]?.length ?? 0);
  return { start: from, end: from + text.length };
}

function reportGuid({ text }: ODataUrl, span: Span, report: Report): void {
  const plain = text.slice(span.start, span.end).replaceAll('\u200b', '');
  const whole = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(plain);
  report.target(span, {
    code: 'incomplete-guid',
    severity: 'error',
    message: whole
      ? 'An invisible character stands in this GUID. Write it anew.'
      : `"${plain}" is no whole GUID: that has 8, 4, 4, 4 and 12 hexadecimal digits with "-" between them.`,
    link: pages.retrieve,
    fixes: whole ? [replace('Remove the invisible character', span, plain)] : [],
  });
}

const links: Readonly<Partial<Record<SyntaxProblem['code'], string>>> = {
  'unknown-option': pages.overview,
  'misplaced-option': pages.overview,
  'duplicate-option': pages.overview,
  'bad-encoding': pages.requests,
  fragment: pages.requests,
};

function fixesOf(url: ODataUrl, { code, start, end }: SyntaxProblem): DraftFix[] {
  const text = url.text.slice(start, end);
  if (code === 'operator-case') {
    return [replace(`Write ${text.toLowerCase()}`, { start, end }, text.toLowerCase())];
  }
  if (code === 'bad-literal') return literalFixes(text, { start, end });
  if (code === 'unterminated-string') return quoteFixes(url, { start, end });
  if (code === 'unknown-option') return optionFixes({ start, end }, text);
  if (code === 'duplicate-option') return duplicateFixes(url, { start, end });
  if (code === 'fragment') return [replace('Write %23 for #', { start, end: start + 1 }, '%23')];
  if (code === 'expected-close') return [replace('Add ")"', { start: end, end }, ')')];
  return [];
}

function replace(title: string, span: Span, text: string): DraftFix {
  return { title, edits: [{ ...span, text }], preferred: true };
}

/** What OData 3 wrote, as OData 4 does; text in double quotes. */
function literalFixes(text: string, span: Span): DraftFix[] {
  const typed = /^(guid|datetime|datetimeoffset)(?:'|%27)(.*?)(?:'|%27)?$/i.exec(text);
  if (typed?.[2] !== undefined) {
    const value = typed[1]?.toLowerCase() === 'guid' ? typed[2] : withZone(typed[2]);
    return [replace(`Write ${value}`, span, value)];
  }
  const number = /^(-?[\d.]+(?:e-?\d+)?)[lmfd]$/i.exec(text)?.[1];
  if (number !== undefined) return [replace(`Write ${number}`, span, number)];
  const quoted = /^"(.*)"$/.exec(text)?.[1];
  if (quoted !== undefined) {
    const value = `'${quoted.replaceAll("'", "''")}'`;
    return [replace(`Write ${value}`, span, value)];
  }
  return [];
}

function withZone(value: string): string {
  return /T[\d:.]+$/i.test(value) ? `${value}Z` : value;
}

/** A quote inside a text that has to be doubled, or one that is missing at its end. */
function quoteFixes(url: ODataUrl, { start, end }: Span): DraftFix[] {
  const option = url.options.find((one) => one.start <= start && start < one.end);
  const whole = option?.end ?? url.text.length;
  const inner = /^'([^']*)'([^'()=]+)'/.exec(url.text.slice(url.text.lastIndexOf("'", start - 1), whole));
  const open = url.text.lastIndexOf("'", start - 1);
  if (inner && open >= 0) {
    const middle = open + 1 + (inner[1]?.length ?? 0);
    return [replace('Write the quote inside the text twice', { start: middle, end: middle + 1 }, "''")];
  }
  return [replace('Add the closing quote', { start: end, end }, "'")];
}

const options = [
  '$select',
  '$expand',
  '$filter',
  '$orderby',
  '$top',
  '$count',
  '$apply',
  '$skiptoken',
  '$deltatoken',
];

function optionFixes(span: Span, text: string): DraftFix[] {
  const name = /^[$\w]*/.exec(text)?.[0] ?? '';
  const nameSpan = { start: span.start, end: span.start + name.length };
  const near = nearestNames(name.startsWith('$') ? name : `$${name}`, options);
  return near.map((one, at) => ({
    title: `Write ${one}`,
    edits: [{ ...nameSpan, text: one }],
    preferred: at === 0,
  }));
}

function duplicateFixes(url: ODataUrl, { start }: Span): DraftFix[] {
  const found: DraftFix[] = [];
  const look = (siblings: readonly QueryOption[]): void => {
    const option = siblings.find(({ name }) => name.start === start);
    if (!option) return;
    const edits = [removeOption(url.text, option, siblings)];
    found.push({ title: `Remove the second ${option.name.name}`, edits, preferred: true });
  };
  look(url.options);
  visitOptions(url.options, (option) => {
    if (option.kind === 'expand') for (const item of option.items) look(item.options);
  });
  return found;
}
