import type { HeaderLine, Range } from '../../queryfile';
import { commentStart, readLines, type Line } from '../../queryfile/lines';
import type { LanguageBlock, LanguageDocument } from '../document';

/** What part of a document the cursor is in. */
export type Place =
  /** Between `{{` and `}}`. */
  | { readonly kind: 'variable'; readonly range: Range; readonly closed: boolean }
  | { readonly kind: 'directive'; readonly range: Range }
  | { readonly kind: 'environment'; readonly range: Range }
  | {
      readonly kind: 'headerValue';
      readonly block: LanguageBlock;
      readonly header: HeaderLine;
      readonly end: number;
    }
  | { readonly kind: 'body'; readonly block: LanguageBlock }
  /** Where a request may begin; `above` is a request without a body. */
  | { readonly kind: 'start'; readonly range: Range; readonly above?: LanguageBlock }
  | {
      readonly kind: 'target';
      readonly block: LanguageBlock;
      /** The first word of the block: a method may stand there. */
      readonly first?: Range;
      /** The first word of a later line: a header may begin there, or the next option. */
      readonly lineStart?: Range;
      /** Headers stand above: nothing of the target can follow. */
      readonly afterHeaders: boolean;
    };

/** Undefined in comments, titles and definitions of variables. */
export function placeAt(document: LanguageDocument, offset: number): Place | undefined {
  const line = lineAt(document.text, offset);
  const before = line.text.slice(0, offset - line.start);
  const variable = variableAt(line, before, offset);
  if (variable) return variable;
  if (line.kind === 'separator') return undefined;
  if (line.kind === 'comment') return directiveAt(line, before);
  const block = document.blockAt(offset);
  const body = block?.query.body;
  if (block && body && offset >= body.start && offset <= body.end) return { kind: 'body', block };
  if (line.kind === 'blank') return blankPlace(document, block, line, offset);
  if (!block || offset < block.query.requestRange.start) return undefined;
  if (line.kind === 'variable' && !continuesOption(block, line)) return undefined;
  if (commentStart(line.text) < before.length) return undefined;
  if (body && offset >= body.start) return { kind: 'body', block };
  return requestPlace(document, block, line, before, offset);
}

function lineAt(text: string, offset: number): Line {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const rest = text.slice(offset).search(/[\r\n]/);
  const end = rest < 0 ? text.length : offset + rest;
  return readLines(text, start, end)[0] ?? { start, end, text: text.slice(start, end), kind: 'blank' };
}

function variableAt(line: Line, before: string, offset: number): Place | undefined {
  const open = before.lastIndexOf('{{');
  if (open < 0 || before.includes('}}', open)) return undefined;
  const inside = before.slice(open + 2);
  const start = line.start + open + 2 + (inside.length - inside.trimStart().length);
  const after = /^[^{}"'&\s]*/.exec(line.text.slice(before.length))?.[0].length ?? 0;
  const closed = /^\s*\}\}/.test(line.text.slice(before.length + after));
  return { kind: 'variable', range: { start, end: offset + after }, closed };
}

/** `# @na|`, `# @env de|` */
function directiveAt(line: Line, before: string): Place | undefined {
  const word = /^(\s*(?:#+|\/{2,})\s*)(@[\w-]*)?$/.exec(before);
  if (word) {
    const start = line.start + (word[1]?.length ?? 0);
    const rest = /^[\w-]*/.exec(line.text.slice(before.length))?.[0].length ?? 0;
    return { kind: 'directive', range: { start, end: line.start + before.length + rest } };
  }
  const environment = /^(\s*(?:#+|\/{2,})\s*@env\s+).*$/i.exec(before);
  if (!environment) return undefined;
  return { kind: 'environment', range: { start: line.start + (environment[1]?.length ?? 0), end: line.end } };
}

/** An empty line: right below a request it goes on with it, elsewhere a request begins. */
function blankPlace(
  document: LanguageDocument,
  block: LanguageBlock | undefined,
  line: Line,
  offset: number,
): Place {
  const { requestRange, body } = block?.query ?? {};
  const end = requestRange?.end ?? 0;
  const between = block && line.start > end ? document.text.slice(end, line.start) : '';
  const here = { start: offset, end: offset };
  // Between the options of a read, or above the body.
  if (block && requestRange && line.start > requestRange.start && line.start < (body?.start ?? end)) {
    return { kind: 'target', block, lineStart: here, afterHeaders: block.query.headers.length > 0 };
  }
  if (block && line.start > end && /^[^\S\r\n]*(?:\r\n|\r|\n)$/.test(between) && !block.query.body) {
    return { kind: 'target', block, lineStart: here, afterHeaders: block.query.headers.length > 0 };
  }
  const isLone = block && line.start > end && /^\s*$/.test(between) && !block.query.body;
  return { kind: 'start', range: here, ...(isLone ? { above: block } : {}) };
}

/** `@p1=…` on a line of its own behind `&` is an option. */
function continuesOption({ target }: LanguageBlock, line: Line): boolean {
  return (
    target.map.fromDocument(line.start + line.text.search(/\S/)) !== undefined && !line.text.includes('{{')
  );
}

function requestPlace(
  document: LanguageDocument,
  block: LanguageBlock,
  line: Line,
  before: string,
  offset: number,
): Place | undefined {
  const { headers, requestRange } = block.query;
  const header = headers.find(({ start }) => start >= line.start && start <= line.end);
  if (header && offset > document.text.indexOf(':', header.name.end)) {
    return { kind: 'headerValue', block, header, end: line.end };
  }
  const afterHeaders = headers.some(({ start }) => start < line.start);
  const isFirst = line.start <= requestRange.start;
  const word = (isFirst ? /^\s*([A-Za-z]*)$/ : /^\s*([\w.$-]*)$/).exec(before);
  const range = word && { start: offset - (word[1]?.length ?? 0), end: offset + restOfWord(line, before) };
  if (header && range) return { kind: 'target', block, lineStart: range, afterHeaders: true };
  if (!range) return { kind: 'target', block, afterHeaders };
  return { kind: 'target', block, ...(isFirst ? { first: range } : { lineStart: range }), afterHeaders };
}

function restOfWord(line: Line, before: string): number {
  return /^[\w.$-]*/.exec(line.text.slice(before.length))?.[0].length ?? 0;
}
