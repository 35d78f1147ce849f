import { decodeUtf8 } from '../base/utf8';

/**
 * A document as text with one character for each of its bytes (`latin1`): made by a copy, searched by `indexOf`, and
 * only the parts that are read are decoded. Offsets are byte offsets.
 */
export type OneByteText = string;

/** UTF-8 and the character references of XML, for one attribute value or text. Entities of a DTD stay as they stand. */
export function decodeXmlText(raw: OneByteText): string {
  const text = hasHighBytes.test(raw) ? decodeUtf8(bytesOf(raw)) : raw;
  return text.includes('&') ? text.replace(reference, characterOf) : text;
}

const hasHighBytes = /[\u0080-\u00ff]/;
const reference = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function characterOf(whole: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return named[name] ?? whole;
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  // No document may hold NUL, and the cache parts its texts by it.
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}

function bytesOf(raw: OneByteText): Uint8Array {
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
  return bytes;
}
