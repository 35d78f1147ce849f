import { commentStart, readLines } from '../../queryfile/lines';
import type { LanguageBlock, LanguageDocument } from '../document';
import type { Hover } from '../model';
import { codeMarkdown as code, paragraphs, plainMarkdown as plain } from '../reference/markdown';
import { headerMarkdown, headerValueMarkdown, methodMarkdown } from './words';

/** Of variables, methods and headers. */
export function fileHover(document: LanguageDocument, offset: number): Hover | undefined {
  const variable = variableHover(document, offset);
  if (variable) return variable;
  const block = document.blockAt(offset);
  return block && (methodHover(block, offset) ?? headerHover(block, offset));
}

function variableHover({ text, file }: LanguageDocument, offset: number): Hover | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const open = text.lastIndexOf('{{', offset);
  const close = open < lineStart ? -1 : text.indexOf('}}', open);
  if (close < 0 || offset >= close + 2) return undefined;
  const name = text.slice(open + 2, close).trim();
  const range = { start: open, end: close + 2 };
  const found = file.variables.findLast((one) => one.name.name === name);
  if (found) {
    return {
      ...range,
      markdown: paragraphs(`**${plain(name)}**`, code(found.value === '' ? ' ' : found.value)),
    };
  }
  const dynamic = dynamicText(name);
  return dynamic === undefined
    ? undefined
    : { ...range, markdown: paragraphs(`**${plain(name)}**`, plain(dynamic)) };
}

function dynamicText(name: string): string | undefined {
  if (name === '$guid') {
    return 'A new GUID with every run; within one request it stays the same where a variable holds it.';
  }
  if (!/^\$now(?:\s|$)/.test(name)) return undefined;
  return 'The time of the run in UTC. An offset may follow: s, m, h, d, w, M (months) or y, such as -7 d.';
}

function methodHover({ query }: LanguageBlock, offset: number): Hover | undefined {
  const { method } = query;
  if (!method || offset < method.start || offset > method.end) return undefined;
  const markdown = methodMarkdown(method.name);
  return markdown === undefined ? undefined : { start: method.start, end: method.end, markdown };
}

function headerHover({ query }: LanguageBlock, offset: number): Hover | undefined {
  const header = query.headers.find(({ start, end }) => start <= offset && offset <= end);
  if (!header) return undefined;
  const { name, value, valueRange } = header;
  if (offset <= name.end) {
    const markdown = headerMarkdown(name.name);
    return markdown === undefined ? undefined : { start: name.start, end: name.end, markdown };
  }
  if (offset < valueRange.start) return undefined;
  const part = partAt(value, offset - valueRange.start);
  const markdown = part && headerValueMarkdown(name.name, part.text);
  if (!part || markdown === undefined) return undefined;
  const start = valueRange.start + part.start;
  return { start, end: start + part.text.length, markdown };
}

interface Part {
  readonly text: string;
  readonly start: number;
}

/** The part between commas that an offset is in; undefined between two of them. */
function partAt(value: string, at: number): Part | undefined {
  for (const { 0: whole, index } of value.matchAll(/(?:"[^"]*"|[^,"]|")+/g)) {
    const text = whole.trim();
    const start = index + whole.length - whole.trimStart().length;
    if (start <= at && at <= start + text.length) return { text, start };
  }
  return undefined;
}

/** The offset is in a comment: nothing there is part of a request. */
export function isComment({ text }: LanguageDocument, offset: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const rest = text.slice(offset).search(/[\r\n]/);
  const [line] = readLines(text, start, rest < 0 ? text.length : offset + rest);
  if (!line) return false;
  if (line.kind === 'comment' || line.kind === 'separator') return true;
  return line.kind === 'text' && offset - start > commentStart(line.text);
}
