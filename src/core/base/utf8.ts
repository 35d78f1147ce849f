/**
 * UTF-8 bytes as text, without a leading byte order mark; what is no UTF-8 becomes U+FFFD. For headers, error
 * bodies and links: whole pages of rows are for the platform's own decoder, at the edges.
 */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const marked = bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
  const parts: string[] = [];
  let units: number[] = [];
  let at = marked ? start + 3 : start;
  while (at < end) {
    const [point, length] = readPoint(bytes, at, end);
    if (point > 0xffff) units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    else units.push(point);
    at += length;
    if (units.length >= 4096) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  parts.push(String.fromCharCode(...units));
  return parts.join('');
}

const replacement = 0xfffd;
/** Smallest code point of each length in bytes: a shorter form exists for anything below. */
const smallest = [0, 0, 0x80, 0x800, 0x10000] as const;

function readPoint(bytes: Uint8Array, at: number, end: number): readonly [point: number, length: number] {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return [first, 1];
  const length =
    first >= 0xf0 && first < 0xf8
      ? 4
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xc2 && first < 0xe0
          ? 2
          : 1;
  if (length === 1) return [replacement, 1];
  let point = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = at + i < end ? (bytes[at + i] ?? 0) : 0;
    if ((next & 0xc0) !== 0x80) return [replacement, i];
    point = (point << 6) | (next & 0x3f);
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point < (smallest[length] ?? 0) || point > 0x10ffff || surrogate
    ? [replacement, length]
    : [point, length];
}

/** First byte of a code point, by the number of bytes that follow it. */
const leadBytes = [0, 0xc0, 0xe0, 0xf0] as const;

/** Text as UTF-8 bytes; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[at++] = unit;
      continue;
    }
    let point = text.codePointAt(i) ?? replacement;
    if (point > 0xffff) i++;
    else if (point >= 0xd800 && point <= 0xdfff) point = replacement;
    const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    bytes[at++] = (leadBytes[more] ?? 0) | (point >> (6 * more));
    for (let shift = 6 * (more - 1); shift >= 0; shift -= 6) bytes[at++] = 0x80 | ((point >> shift) & 0x3f);
  }
  return bytes.slice(0, at);
}
