import type { Range } from '../../queryfile';
import type { LanguageBlock, LanguageDocument } from '../document';
import { walkTree } from './nodes';

/**
 * What to select one after the other at an offset, innermost first: a name, the expression or item around it, the
 * option, the target, the request, the block, the document. Each holds the one before it and is larger.
 */
export function selectionRanges(document: LanguageDocument, offset: number): readonly Range[] {
  const block = document.blockAt(offset);
  const whole = { start: 0, end: document.text.length };
  const ranges = block
    ? [...rangesIn(document, block, offset), block.query.requestRange, block.query.range]
    : [];
  const nested: Range[] = [];
  for (const { start, end } of [...ranges, whole]) {
    if (start > offset || end < offset) continue;
    const last = nested.at(-1);
    const larger = !last || (start <= last.start && end >= last.end && end - start > last.end - last.start);
    if (larger && end > start) nested.push({ start, end });
  }
  return nested;
}

function rangesIn({ text }: LanguageDocument, block: LanguageBlock, offset: number): Range[] {
  const { body, headers } = block.query;
  if (body && offset >= body.start && offset <= body.end) return [...jsonRanges(text, body, offset), body];
  const header = headers.find(({ start, end }) => start <= offset && offset <= end);
  if (header) return [header.name, header.valueRange, header];
  return targetRanges(block, offset);
}

function targetRanges(block: LanguageBlock, offset: number): Range[] {
  const { map, text } = block.target;
  const at = map.fromDocument(offset);
  if (at === undefined) return [];
  const ranges: Range[] = [];
  const add = (start: number, end: number): void => {
    ranges.unshift(map.rangeToDocument(start, end));
  };
  walkTree(block.url, (node) => {
    const { start, end } = node;
    if (start > at || end < at) return false;
    add(start, end);
    // A text without its quotes.
    if (node.kind === 'literal' && text.charAt(end - 1) === "'" && at > start && at < end) {
      add(text.indexOf("'", start) + 1, end - 1);
    }
    if (node.kind === 'arguments' && text.charAt(end - 1) === ')' && at > start && at < end) {
      add(start + 1, end - 1);
    }
    return true;
  });
  return ranges;
}

/** Texts, objects and arrays around an offset; inside of their marks, then with them. */
function jsonRanges(text: string, body: Range, offset: number): Range[] {
  const open: number[] = [];
  const ranges: Range[] = [];
  for (let at = body.start; at < body.end; at++) {
    const char = text.charAt(at);
    if (char === '"') {
      const close = stringEnd(text, at, body.end);
      const within = at < offset && offset <= close;
      if (within) ranges.push({ start: at + 1, end: close }, { start: at, end: close + 1 });
      at = close;
    } else if (char === '{' || char === '[') open.push(at);
    else if (char === '}' || char === ']') {
      const start = open.pop();
      if (start === undefined || start >= offset || at < offset) continue;
      ranges.push({ start: start + 1, end: at }, { start, end: at + 1 });
    }
  }
  return ranges.filter(({ end }) => end <= body.end);
}

function stringEnd(text: string, open: number, limit: number): number {
  for (let at = open + 1; at < limit; at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (char === '"') return at;
  }
  return limit;
}
