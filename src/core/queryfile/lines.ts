import type { Named } from './model';

/** One line without its line break. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: LineKind;
}

type LineKind = 'blank' | 'separator' | 'comment' | 'variable' | 'text';

/** The lines of [start, end). A byte order mark at the very beginning belongs to no line. */
export function readLines(text: string, start = 0, end = text.length): Line[] {
  const lines: Line[] = [];
  let at = start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
  // The next of either, looked for only when it lies behind: the search is the engine's own, and fast from the start.
  let feed = -1;
  let carriage = -1;
  while (at <= end) {
    if (feed < at) feed = indexOf(text, '\n', at);
    if (carriage < at) carriage = indexOf(text, '\r', at);
    const lineEnd = Math.min(feed, carriage, end);
    lines.push({ start: at, end: lineEnd, text: text.slice(at, lineEnd), kind: kindOf(text, at, lineEnd) });
    if (lineEnd >= end) break;
    at = lineEnd + (feed === carriage + 1 && lineEnd === carriage ? 2 : 1);
  }
  return lines;
}

function indexOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? Infinity : found;
}

/** By character codes: every line of a file is looked at after every keystroke. */
function kindOf(text: string, start: number, end: number): LineKind {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  if (at === end) return 'blank';
  const code = text.charCodeAt(at);
  if (code === 0x23) return text.startsWith('###', at) ? 'separator' : 'comment';
  if (code === 0x2f) return text.charCodeAt(at + 1) === 0x2f && at + 1 < end ? 'comment' : 'text';
  if (code !== 0x40) return 'text';
  const equals = text.indexOf('=', at);
  return equals >= 0 && equals < end ? 'variable' : 'text';
}

/** What `trim` takes away. */
function isBlank(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x09 ||
    (code > 0x7f ? /\s/.test(String.fromCharCode(code)) : code === 0x0b || code === 0x0c)
  );
}

/** What stands between blanks: the line's content with its place. */
export function trimmed(line: Line): Named {
  return place(line, 0, line.text.length);
}

/** [from, to) of the line's text without the blanks around it. */
export function place(line: Line, from: number, to: number): Named {
  const part = line.text.slice(from, to);
  const start = line.start + from + part.length - part.trimStart().length;
  const name = part.trim();
  return { name, start, end: start + name.length };
}

/** Title of a separator line; undefined where it has none. */
export function titleOf(line: Line): Named | undefined {
  const from = /^\s*#+/.exec(line.text)?.[0].length ?? 0;
  const title = place(line, from, line.text.length);
  return title.name === '' ? undefined : title;
}

/** `# @word argument` */
export interface Directive {
  readonly word: string;
  readonly argument: Named;
  readonly whole: Named;
}

export function directiveOf(line: Line): Directive | undefined {
  const match = /^(\s*(?:#+|\/{2,})\s*)@([a-z][\w-]*)(?=\s|$)/i.exec(line.text);
  if (!match) return undefined;
  const [head, lead = '', word = ''] = match;
  return {
    word: word.toLowerCase(),
    argument: place(line, head.length, line.text.length),
    whole: place(line, lead.length, line.text.length),
  };
}

/** Where a comment behind the text of a line begins; the line's length where there is none. Not inside quotes. */
export function commentStart(content: string): number {
  if (!content.includes('#') && !content.includes('//')) return content.length;
  let quote = '';
  for (let at = 0; at < content.length; at++) {
    const char = content.charAt(at);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if ((char === "'" || char === '"') && content.includes(char, at + 1)) quote = char;
    else if (beginsComment(content, at)) return at;
  }
  return content.length;
}

/** Only behind a blank: `https://` and `#` in an address are no comments. */
function beginsComment(content: string, at: number): boolean {
  if (content.charAt(at) !== '#' && !content.startsWith('//', at)) return false;
  return /\s/.test(content.charAt(at - 1));
}
