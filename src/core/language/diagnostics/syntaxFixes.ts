import type { ODataUrl, QueryOption, Span, SyntaxProblem } from '../../odata';
import { withZone } from './dates';
import { nearestNames } from './nearest';
import { removeOption } from './optionEdits';
import type { DraftFix } from './report';
import { visitOptions } from './walk';

/** What may have been meant, best first. */
export function syntaxFixes(url: ODataUrl, { code, start, end }: SyntaxProblem): DraftFix[] {
  const text = url.text.slice(start, end);
  if (code === 'operator-case') {
    return [replace(`Write ${text.toLowerCase()}`, { start, end }, text.toLowerCase())];
  }
  if (code === 'bad-literal') return literalFixes(text, { start, end });
  if (code === 'unterminated-string') return quoteFixes(url, { start, end });
  if (code === 'unknown-option') return optionFixes(url, { start, end }, text);
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

/** A quote inside a text that has to be doubled, or one that is missing at its end. */
function quoteFixes(url: ODataUrl, { start, end }: Span): DraftFix[] {
  const option = url.options.find((one) => one.start <= start && start < one.end);
  const from = option?.start ?? 0;
  const text = url.text.slice(from, option?.end ?? url.text.length);
  // 'O'Bryan': the text before the error is closed by the quote that belongs inside.
  const inner = /('|%27)((?:(?!\1).)*)$/i.exec(text.slice(0, start - from));
  const quote = /^(?:'|%27)/i.exec(text.slice(start - from))?.[0];
  const closes = /^(?:'|%27)[^'%()=&,]+(?:'|%27)/i.test(text.slice(start - from));
  if (inner && quote !== undefined && closes) {
    const at = { start, end: start + quote.length };
    return [replace('Write the quote inside the text twice', at, `${quote}${quote}`)];
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

/** What other languages and libraries call the options. */
const synonyms: Readonly<Partial<Record<string, string>>> = {
  $take: '$top',
  $limit: '$top',
  $first: '$top',
  $where: '$filter',
  $sort: '$orderby',
  $order: '$orderby',
  $fields: '$select',
  $columns: '$select',
  $include: '$expand',
};

function optionFixes(url: ODataUrl, span: Span, text: string): DraftFix[] {
  const name = /^[$\w]*/.exec(text)?.[0] ?? '';
  if (/^\$inlinecount$/i.test(name)) {
    const option = url.options.find((one) => one.name.start === span.start);
    const { start, end } = option ?? span;
    return [replace('Write $count=true, as OData 4 has it', { start, end }, '$count=true')];
  }
  const synonym = synonyms[name.toLowerCase()];
  const nameSpan = { start: span.start, end: span.start + name.length };
  if (synonym !== undefined) return [replace(`Write ${synonym}`, nameSpan, synonym)];
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
