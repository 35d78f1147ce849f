import type { OneByteText } from './xmlText';

/** Behind a comment, CDATA section, processing instruction or document type that starts at `at` (`<!` or `<?`). */
export function markupEnd(text: OneByteText, at: number): number {
  if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return behind(text, ']]>', at + 9);
  if (text.startsWith('<?', at)) return behind(text, '?>', at + 2);
  return doctypeEnd(text, at);
}

function behind(text: OneByteText, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? text.length : at + end.length;
}

/** `<!DOCTYPE a [ <!ENTITY b "c"> ]>`; nothing in it is looked at. */
function doctypeEnd(text: OneByteText, at: number): number {
  const close = text.indexOf('>', at);
  if (close === -1) return text.length;
  const subset = text.indexOf('[', at);
  if (subset === -1 || subset > close) return close + 1;
  const subsetEnd = text.indexOf(']', subset);
  return subsetEnd === -1 ? text.length : behind(text, '>', subsetEnd);
}
