import { isForeign } from './foreign';
import { readLines, type Line } from './lines';
import type { HeaderLine, QueryBlock, QueryFile } from './model';
import { MappedTextBuilder, type MappedText } from './sourceMap';
import { methodOf } from './target';

/** What decides whether and how far a body follows. */
export interface BodyContext {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  /** The file has `###` lines: then a body goes on to the next one. */
  readonly separated: boolean;
}

export function mayCarryBody(method: string): boolean {
  return !/^(?:GET|HEAD|OPTIONS)$/i.test(method);
}

/** Whether the text from `first` on, behind a blank line, is the body of the request above. */
export function carriesBody(request: BodyContext, first: Line): boolean {
  if (!mayCarryBody(request.method)) return false;
  if (isForeign(first) && !hasForeignContent(request)) return false;
  const json = beginsJson(first.text) || isVariable(first.text);
  if (request.method.toUpperCase() === 'DELETE') return json;
  if (request.separated || json) return true;
  // In a file of paragraphs the next one is a request of its own, unless it cannot be one.
  return /^\s*(?:["<]|--)/.test(first.text) || hasForeignContent(request);
}

/** An object or an array; but no address such as `{{base}}/accounts` or `[Organization URI]/…`. */
export function beginsJson(text: string): boolean {
  return /^\s*(?:\{(?!\{)|\[\s*(?:$|[{["'\d\]-]))/.test(text);
}

/** A variable alone on its line. */
function isVariable(text: string): boolean {
  return /^\s*\{\{[^{}]*\}\}\s*$/.test(text);
}

/** A content type that is not JSON, so that the body may begin in any way. */
function hasForeignContent({ headers }: BodyContext): boolean {
  return headers.some(
    ({ name, value }) => name.name.toLowerCase() === 'content-type' && !/json/i.test(value),
  );
}

/** Index of the line after the body that begins at `from`. */
export function bodyEnd(lines: readonly Line[], from: number, request: BodyContext): number {
  const regionEnd = request.separated ? findKind(lines, from, lines.length, 'separator') : lines.length;
  if (isBatch(request)) return regionEnd;
  if (request.separated) return beforeForeign(lines, from, regionEnd);
  return jsonEnd(lines, from, regionEnd) ?? findKind(lines, from, regionEnd, 'blank');
}

/** JSON ends before what another tool does with the answer. A text of it may have any lines, also such as begin like that. */
function beforeForeign(lines: readonly Line[], from: number, limit: number): number {
  let at = afterValue(lines, from, limit);
  while (lines[at]?.kind === 'blank' || lines[at]?.kind === 'comment') at++;
  return at < limit && isForeign(lines[at]) ? at : limit;
}

/** After the JSON that begins at `from`, whose texts may go on over the ends of lines; `limit` where there is none. */
function afterValue(lines: readonly Line[], from: number, limit: number): number {
  const first = lines[from]?.text ?? '';
  if (isVariable(first)) return from + 1;
  if (!beginsJson(first)) return limit;
  let state = outside;
  for (let at = from; at < limit; at++) {
    const line = lines[at];
    if (!line || line.kind === 'comment') continue;
    state = deepened(line.text, state);
    if (state.depth <= 0 && !state.quoted) return at + 1;
  }
  // A quote is missing or too many: line by line.
  return jsonEnd(lines, from, limit) ?? limit;
}

/** The parts of a batch are separated by blank lines. */
function isBatch({ target, headers }: BodyContext): boolean {
  return /(?:^|\/)\$batch(?:\?|$)/.test(target) || isMultipart(headers);
}

function isMultipart(headers: readonly HeaderLine[]): boolean {
  return headers.some(
    ({ name, value }) => name.name.toLowerCase() === 'content-type' && /^multipart\//i.test(value),
  );
}

/** After the line on which the JSON text closes; undefined where it begins or ends otherwise. */
function jsonEnd(lines: readonly Line[], from: number, limit: number): number | undefined {
  if (!/^\s*(?:\{(?!\{)|\[)/.test(lines[from]?.text ?? '')) return undefined;
  let depth = 0;
  let whole = outside;
  for (let at = from; at < limit; at++) {
    const line = lines[at];
    // An unfinished body must not swallow the requests below it.
    if (!line || (at > from && lines[at - 1]?.kind === 'blank' && methodOf(line)?.known)) return at;
    const alone = deepened(line.text, outside);
    depth += alone.depth;
    // A text may go on over the line's end; where a quote is missing, each line counts for itself.
    whole = whole.quoted ? deepened(line.text, whole) : { ...alone, depth: whole.depth + alone.depth };
    if (depth <= 0 || (whole.depth <= 0 && !whole.quoted)) return at + 1;
  }
  return limit;
}

interface Depth {
  /** How many objects and arrays are open. */
  readonly depth: number;
  /** Inside of a text. */
  readonly quoted: boolean;
}

const outside: Depth = { depth: 0, quoted: false };

/** What a line of JSON makes of it. Read by hand: a string may have millions of characters. */
function deepened(text: string, before: Depth): Depth {
  let { depth, quoted } = before;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (quoted) at += char === '\\' ? 1 : 0;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
  }
  return { depth, quoted };
}

/** Index of the first line of a kind in [from, limit), or `limit`. */
function findKind(lines: readonly Line[], from: number, limit: number, kind: Line['kind']): number {
  let at = from;
  while (at < limit && lines[at]?.kind !== kind) at++;
  return at;
}

/** The body of a block as it is sent, `{{…}}` not yet substituted. */
export function bodyText(file: Pick<QueryFile, 'text'>, block: QueryBlock): MappedText | undefined {
  if (!block.body) return undefined;
  const { start, end } = block.body;
  const text = file.text.slice(start, end);
  if (beginsJson(text) && /[#/]/.test(text)) return withoutComments(text, start);
  const lineEnds = isMultipart(block.headers) ? /(?<!\r)\n|\r(?!\n)/g : undefined;
  const builder = new MappedTextBuilder();
  let at = 0;
  // Parts are separated by CRLF (RFC 2046, 5.1.1), and Dataverse takes no other line end, whatever the file has.
  for (const { index } of lineEnds ? text.matchAll(lineEnds) : []) {
    builder.add(text.slice(at, index), start + at);
    builder.addFor('\r\n', start + index, start + index + 1);
    at = index + 1;
  }
  builder.add(text.slice(at), start + at);
  return builder.build();
}

/** Comment lines are left out, as REST Client does it: JSON has none, and no text of it goes on over a line's end. */
function withoutComments(text: string, start: number): MappedText {
  const builder = new MappedTextBuilder();
  const comments = readLines(text).filter(({ kind }) => kind === 'comment');
  let at = 0;
  for (const line of comments) {
    builder.add(text.slice(at, line.start), start + at);
    at = Math.min(text.length, line.end + (text.startsWith('\r\n', line.end) ? 2 : 1));
  }
  builder.add(text.slice(at), start + at);
  const body = builder.build();
  return comments.length > 0 ? body.slice(0, body.text.trimEnd().length) : body;
}
