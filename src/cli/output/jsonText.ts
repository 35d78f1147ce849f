import {
  afterColon,
  afterComma,
  endOfString,
  endOfValue,
  malformed,
  readString,
  skipSpace,
} from '../../core/results/jsonScanner';

/** [start, end) of a value in a JSON text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** One member of an object: its name, and where its value stands. */
interface MemberSpan extends Span {
  readonly name: string;
}

/**
 * Members of the object at `from`. Values stay as they are written: numbers keep every digit, which parsing into
 * JavaScript numbers would not. All functions here throw `malformed-answer` for what is no JSON.
 */
export function membersOf(text: string, from = 0): readonly MemberSpan[] {
  const members: MemberSpan[] = [];
  let at = enter(text, from, '{', '}');
  while (at !== -1) {
    const nameEnd = endOfString(text, at);
    const start = afterColon(text, nameEnd);
    const end = endOfValue(text, start);
    members.push({ name: stringValue(text, at, nameEnd), start, end });
    at = afterComma(text, end, '}');
  }
  return members;
}

/** Elements of the array at `from`. */
export function elementsOf(text: string, from: number): readonly Span[] {
  const elements: Span[] = [];
  let at = enter(text, from, '[', ']');
  while (at !== -1) {
    const end = endOfValue(text, at);
    elements.push({ start: at, end });
    at = afterComma(text, end, ']');
  }
  return elements;
}

/** Offset of the first thing in a container, or -1 where it is empty. */
function enter(text: string, from: number, opener: '{' | '[', closer: '}' | ']'): number {
  const open = skipSpace(text, from);
  if (text[open] !== opener) throw malformed(text, open);
  const first = skipSpace(text, open + 1);
  return text[first] === closer ? -1 : first;
}

/** The string value of a JSON string literal. */
export function stringValue(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  return inner.includes('\\') ? readString(text, start, end) : inner;
}

/** A value on one line: white space outside strings goes. */
export function onOneLine(text: string): string {
  if (!/[\n\r]/.test(text)) return text;
  const parts: string[] = [];
  let at = 0;
  for (let open = text.indexOf('"'); open !== -1; open = text.indexOf('"', at)) {
    const end = endOfString(text, open);
    parts.push(text.slice(at, open).replace(/\s+/g, ''), text.slice(open, end));
    at = end;
  }
  return parts.join('') + text.slice(at).replace(/\s+/g, '');
}
