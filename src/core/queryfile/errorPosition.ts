import { sourceOf } from '../odata/source';
import type { QueryRequest, Range } from './model';

/**
 * The place in the document that a server's message speaks of: "… at position 21 in 'name eq …'", or a name that it
 * quotes. Undefined where it names none that the request holds. Positions count from 0 in the decoded text
 * (Microsoft.OData.Core, `ExpressionLexer`).
 */
export function errorRange(
  message: string,
  request: Pick<QueryRequest, 'target' | 'source'>,
): Range | undefined {
  const { chars, offsets } = sourceOf(request.target);
  const found = positionIn(message, chars) ?? nameIn(message, chars);
  if (!found) return undefined;
  const start = offsets?.[found.start] ?? found.start;
  const end = offsets?.[found.end] ?? found.end;
  return request.source.target.rangeToDocument(start, end);
}

/** `at position N in '…'` or `at 'N' in '…'`: the token that begins or ends there. */
function positionIn(message: string, text: string): Range | undefined {
  const match = /\bat (?:position )?'?(\d{1,6})'? in '/.exec(message);
  if (!match) return undefined;
  const quoted = message.slice(match.index + match[0].length);
  // The quoted text may hold quotes, and words may follow it.
  let end = quoted.lastIndexOf("'");
  for (let tries = 0; end > 0 && tries < 20; tries++) {
    const start = placeOf(quoted.slice(0, end), text);
    if (start >= 0) return tokenAt(text, start, start + end, start + Number(match[1]));
    end = quoted.lastIndexOf("'", end - 1);
  }
  return undefined;
}

/** Where a text stands; the value of an option before any other place. */
function placeOf(part: string, text: string): number {
  const value = text.indexOf(`=${part}`);
  return value >= 0 ? value + 1 : text.indexOf(part);
}

function tokenAt(text: string, first: number, last: number, position: number): Range {
  // The end of an expression is no place to underline: what stands before it is.
  let at = Math.min(Math.max(first, position), last - 1);
  while (at > first && text.charAt(at) === ' ') at--;
  let start = at;
  let end = at + 1;
  if (isWord(text.charAt(at))) {
    while (start > first && isWord(text.charAt(start - 1))) start--;
    while (end < last && isWord(text.charAt(end))) end++;
  }
  return { start, end };
}

/** The first name that the message quotes and that stands in the request as a word of its own. */
function nameIn(message: string, text: string): Range | undefined {
  for (const [, single, double] of message.matchAll(/'([^'\n]{1,200})'|"([^"\n]{1,200})"/g)) {
    const name = single ?? double ?? '';
    if (!isWord(name.charAt(0)) && !/^[$@]/.test(name)) continue;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (!isWord(text.charAt(at - 1)) && !isWord(text.charAt(at + name.length))) {
        return { start: at, end: at + name.length };
      }
    }
  }
  return undefined;
}

function isWord(char: string): boolean {
  return /^[\p{L}\p{N}_]$/u.test(char);
}
