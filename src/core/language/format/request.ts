import { commentStart, place, readLines, type Line } from '../../queryfile/lines';
import type { QueryBlock, QueryFile } from '../../queryfile';
import type { LayoutOptions } from './layout';
import { layOutTarget, type Aside } from './target';

/** The lines of a request without its body, and the text to put in their place. */
export interface FormattedHead {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A file, and its variables as they are to be written, by their offsets. */
export interface FormattedFile {
  readonly file: QueryFile;
  readonly variables: ReadonlyMap<number, string>;
}

/**
 * Method, target and headers of a block in our style. Comments stay where they stand. Undefined for a block that cannot
 * be read as a whole.
 */
export function formatHead(
  { file, variables }: FormattedFile,
  block: QueryBlock,
  options: LayoutOptions,
): FormattedHead | undefined {
  const start = lineStart(file.text, block.requestRange.start);
  const lines = readLines(file.text, start, lineEnd(file.text, headEnd(file, block)));
  const parts = new HeadParts(block, variables);
  for (const line of lines) parts.read(line);
  parts.finish();
  if (parts.odd) return undefined;
  const layout = layOutTarget(
    { text: block.target, lineStarts: parts.lineStarts, asides: parts.asides },
    block.method ? `${block.method.name.toUpperCase()} ` : '',
    parts.version,
  );
  if (!layout || block.target === '') return undefined;
  const text = [layout.print(options), ...parts.below].join(options.eol);
  return { start, end: lines.at(-1)?.end ?? start, text };
}

/** End of the last line of method, target and headers. */
export function headEnd({ text }: QueryFile, { body, requestRange }: QueryBlock): number {
  if (!body) return requestRange.end;
  const above = text.slice(requestRange.start, body.start);
  return requestRange.start + above.trimEnd().length;
}

export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !'\r\n'.includes(text.charAt(at))) at++;
  return at;
}

export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !'\r\n'.includes(text.charAt(at - 1))) at--;
  return at === 0 && text.startsWith('\ufeff') ? 1 : at;
}

interface Waiting {
  readonly text: string;
  readonly trailing: boolean;
  readonly variable: boolean;
}

/** Sorts the lines of a head into those of the target, comments between them, and headers below. */
class HeadParts {
  readonly lineStarts = new Map<number, string>();
  readonly asides: Aside[] = [];
  /** Headers, and comments among them. */
  readonly below: string[] = [];
  /** ` HTTP/1.1` */
  version = '';
  /** A comment before the target, or a version within it: nobody writes so, and no style has a place for it. */
  odd = false;
  readonly #block: QueryBlock;
  readonly #headers: ReadonlyMap<number, string>;
  readonly #variables: ReadonlyMap<number, string>;
  #targetEnd = 0;
  /** Comments and variables whose place in the target is not known until the next line. */
  #waiting: Waiting[] = [];

  constructor(block: QueryBlock, variables: ReadonlyMap<number, string>) {
    this.#block = block;
    this.#variables = variables;
    this.#headers = new Map(
      block.headers.map(({ start, name, value }) => [start, `${name.name}: ${value}`.trimEnd()]),
    );
  }

  read(line: Line): void {
    const { name: content, start } = place(line, 0, line.text.length);
    if (content === '') return;
    const header = this.#headers.get(start);
    if (header !== undefined) {
      this.finish();
      this.below.push(header);
      return;
    }
    const variable = this.#variables.get(start);
    const text = variable ?? content;
    if (line.kind !== 'comment' && variable === undefined) this.#readTarget(line);
    else if (this.below.length > 0) this.below.push(text);
    else this.#waiting.push({ text, trailing: false, variable: variable !== undefined });
  }

  /** No line of the target follows: comments stay with its last line, variables stand below. */
  finish(): void {
    const from = this.#waiting.findIndex(({ variable }) => variable);
    const rest = from < 0 ? [] : this.#waiting.splice(from);
    this.#settle(this.#targetEnd);
    this.below.push(...rest.map(({ text }) => text));
  }

  #readTarget(line: Line): void {
    const { method, targetMap } = this.#block;
    const from = method && method.start >= line.start && method.end <= line.end ? method.end - line.start : 0;
    const comment = Math.max(from, commentStart(line.text));
    const part = place(line, from, comment);
    const version = /(?:^|\s)(HTTP\/\d(?:\.\d)?)$/i.exec(part.name)?.[1] ?? '';
    const end = part.end - version.length;
    if (end > part.start) {
      this.odd ||= this.version !== '';
      const at = targetMap.fromDocument(part.start) ?? this.#targetEnd;
      this.#settle(at);
      this.lineStarts.set(at, line.text.slice(0, part.start - line.start));
      this.#targetEnd = targetMap.fromDocument(lastContent(line, part.start, end)) ?? at;
    }
    if (version !== '') this.version = ` ${version}`;
    const remark = place(line, comment, line.text.length).name;
    if (remark !== '') this.#waiting.push({ text: remark, trailing: true, variable: false });
  }

  /** The comments that were met stand before the line that begins at `next`. */
  #settle(next: number): void {
    this.odd ||= this.#targetEnd === 0 && this.#waiting.length > 0;
    for (const { text, trailing } of this.#waiting) {
      this.asides.push({ at: this.#targetEnd, next, text, trailing });
    }
    this.#waiting = [];
  }
}

/** End of what is written in [start, end). */
function lastContent(line: Line, start: number, end: number): number {
  return start + line.text.slice(start - line.start, end - line.start).trimEnd().length;
}
