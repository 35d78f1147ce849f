import type { LanguageBlock, LanguageDocument } from '../language/document';
import type { TextEdit } from '../language/model';
import type { Expression, QueryOption } from '../odata';
import type { Range } from '../queryfile/sourceMap';
import { allOf } from './condition';

/**
 * Edits of a block's document that make its `$filter` ask for the conditions too. None of what stands there is written
 * anew: an `or` on top gets parentheses, and the conditions follow.
 */
export function addToFilter(
  document: LanguageDocument,
  block: LanguageBlock,
  conditions: readonly string[],
): readonly TextEdit[] {
  if (conditions.length === 0) return [];
  const added = allOf(conditions);
  const filter = optionOf(block, 'filter');
  if (filter?.kind !== 'filter') return [newOption(document, block, `$filter=${added}`)];
  const { start, end } = filter.expression;
  if (start === end) return [behind(block, filter.end, added)];
  return isOr(filter.expression)
    ? [before(block, start, '('), behind(block, end, `) and ${added}`)]
    : [behind(block, end, ` and ${added}`)];
}

/** Edits that make the block ask for just these columns; nested `$select` of expanded records stay. */
export function setSelect(
  document: LanguageDocument,
  block: LanguageBlock,
  columns: readonly string[],
): readonly TextEdit[] {
  const own = columns.filter((name) => !name.includes('/'));
  if (own.length === 0) return [];
  const text = own.join(',');
  const select = optionOf(block, 'select');
  if (!select) return [newOption(document, block, `$select=${text}`)];
  const { value } = select;
  if (!value) return [behind(block, select.end, `=${text}`)];
  if (value.start === value.end) return [behind(block, value.end, text)];
  return [{ ...block.target.map.rangeToDocument(value.start, value.end), text }];
}

/** Where the block's `$filter` stands in its document, from the name to the end of its text; undefined without one. */
export function filterOf(block: LanguageBlock): Range | undefined {
  const filter = optionOf(block, 'filter');
  return filter && block.target.map.rangeToDocument(filter.start, filter.end);
}

/** Edits that make the block's own `Prefer` ask for all annotations, formatted values among them. */
export function askForFormatted(block: LanguageBlock): readonly TextEdit[] {
  const header = block.query.headers.findLast(({ name }) => name.name.toLowerCase() === 'prefer');
  if (!header) return [];
  const { value, valueRange } = header;
  const wanted = 'odata.include-annotations="*"';
  const asked = /odata\.include-annotations\s*=\s*(?:"[^"]*"?|[^;,\s]*)/i.exec(value);
  const { end } = valueRange;
  if (!asked) return [{ start: end, end, text: value === '' ? wanted : `,${wanted}` }];
  const start = valueRange.start + asked.index;
  return [{ start, end: start + asked[0].length, text: wanted }];
}

function optionOf({ url }: LanguageBlock, kind: QueryOption['kind']): QueryOption | undefined {
  return url.options.find((option) => option.kind === kind);
}

/** Behind the last one, on a line of its own where the others have theirs. */
function newOption({ text }: LanguageDocument, block: LanguageBlock, option: string): TextEdit {
  const { url, target } = block;
  const last = url.options.at(-1);
  if (!last) return behind(block, url.path.end, `?${option}`);
  const lineStart = text.lastIndexOf('\n', target.map.toDocument(last.start)) + 1;
  const own = /^([ \t]*)[?&]/.exec(text.slice(lineStart, target.map.toDocument(last.start)));
  const lineEnd = /\r\n/.test(text) ? '\r\n' : '\n';
  return behind(block, last.end, own ? `${lineEnd}${own[1] ?? ''}&${option}` : `&${option}`);
}

/** `or` binds looser than the `and` that is to follow (OData URL conventions 5.1.1.17). */
function isOr(expression: Expression): boolean {
  return expression.kind === 'logical' && expression.operator === 'or';
}

function before({ target }: LanguageBlock, at: number, text: string): TextEdit {
  const start = target.map.toDocument(at);
  return { start, end: start, text };
}

/** Behind what ends there, not in front of what comes next: that may stand on another line. */
function behind({ target }: LanguageBlock, at: number, text: string): TextEdit {
  const { end } = target.map.rangeToDocument(at - 1, at);
  return { start: end, end, text };
}
