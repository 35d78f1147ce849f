import type { ODataUrl, QueryOption, Span, SyntaxProblem } from '../../odata';
import { withZone } from './dates';
import { nearestNames } from './nearest';
import { removeOption } from './optionEdits';
import type { DraftFix } from './report';
import { visitOptions } from './walk';

/** What may have been meant, best first. */
export function syntaxFixes(url: ODataUrl, error: SyntaxProblem): DraftFix[] {
  const { code, start, end } = error;
  const text = url.text.slice(start, end);
  if (code === 'operator-case') {
    return [replace(`Write ${text.toLowerCase()}`, { start, end }, text.toLowerCase())];
  }
  if (code === 'bad-literal') return literalFixes(text, { start, end });
  if (code === 'unterminated-string') return quoteFixes(url, { start, end });
  if (code === 'unknown-option') return optionFixes(url, { start, end }, text);
  if (code === 'duplicate-option') return duplicateFixes(url, { start, end });
  if (code === 'fragment') return fragmentFixes(url, { start, end });
  return code === 'expected-close' ? closeFixes(url, error) : [];
}

/** In a path, which may be a context URL of an answer, nothing is meant to go on behind it. */
function fragmentFixes({ path }: ODataUrl, { start, end }: Span): DraftFix[] {
  if (start <= path.end) return [replace('Remove what follows "#"', { start, end }, '')];
  return [replace('Write %23 for #', { start, end: start + 1 }, '%23')];
}

const gap = String.raw`(?:\s|%20)`;
/** `(name,'a'` and `(PropertyName='name'`, where a condition follows. */
const beforeCondition = new RegExp(
  String.raw`^\(${gap}*(?:[\w/]+${gap}*,|(?:\w+=[\w'@-]+,)*\w+=)${gap}*(?:'(?:[^']|'')*'|[@\w-]+)(?=${gap}+(?:and|or)${gap})`,
);

/** Behind a text that is not closed itself, a bracket would become a part of it. */
function closeFixes({ text, errors }: ODataUrl, { missing, start, end }: SyntaxProblem): DraftFix[] {
  if (!missing) return [];
  const isOpen = (one: SyntaxProblem): boolean => one.code === 'unterminated-string' && end <= one.start;
  if (errors.some((one) => isOpen(one) && one.end <= missing.at)) return [];
  // contains(name,'a' and statecode eq 0: a condition is none of its arguments.
  const call = beforeCondition.exec(text.slice(start, missing.at))?.[0];
  const at = call === undefined ? missing.at : start + call.length;
  return [replace(`Add "${missing.text}"`, { start: at, end: at }, missing.text)];
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
  const before = text.slice(0, start - from);
  const quote = /^(?:'|%27)/i.exec(text.slice(start - from))?.[0];
  const isInside = (before.match(/'|%27/gi)?.length ?? 0) % 2 === 1;
  if (isInside && quote !== undefined) {
    const edits = [{ start, end: start + quote.length, text: `${quote}${quote}` }];
    // What stands before an opening quote is no part of a text.
    const closes = /^(?:'|%27)[^'%=&]*[^'%=&\s(,[](?:'|%27)/i.test(text.slice(start - from));
    const rest = url.text.slice(start + quote.length, end);
    // 'O'Bryan): the word behind it is the text's last, and no condition is part of it.
    const condition = rest.search(/(?:\s|%20)(?:and|or)(?:\s|%20)/i);
    const last = (condition < 0 ? rest : rest.slice(0, condition)).trimEnd();
    const at = start + quote.length + last.length;
    if (!closes && !/(?:'|%27)$/i.test(last)) edits.push({ start: at, end: at, text: quote });
    return [{ title: 'Write the quote inside the text twice', edits, preferred: true }];
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
