import { Code } from './characters';
import { hexDigit, sourceOf, type Source } from './source';
import { splitUrl, type UrlStructure } from './structure';

/**
 * Percent-encodes a request target (relative or absolute) as Dataverse wants it: a space is `%20`; a `+`, `&`, `#` or
 * `%` that is data is `%2B`, `%26`, `%23`, `%25`; other characters that no URL may hold go as UTF-8. `$`, the order of
 * options and every `%XX` that is there stay as written. What stands in a string literal or in the XML of `fetchXml`
 * is data; `&`, `?` and `#` elsewhere are syntax. Empty options (`?&`, a trailing `&`) are left out. Encoding twice
 * gives the same as once.
 */
export function encodeRequestTarget(text: string): string {
  const source = sourceOf(text.trim());
  const structure = splitUrl(source);
  const path = encodePath(source, structure);
  const options = structure.options.map(({ start, end }) =>
    encodeData(withoutForm(textOf(source, start, end).trimStart()), '', '&#+'),
  );
  const fragment = encodeData(textOf(source, structure.end, source.chars.length), '#', '');
  const query = options.length > 0 ? `?${options.join('&')}` : '';
  return path + query + fragment;
}

/**
 * An option that another program has form-encoded: its `+` are blanks, which is how the server reads them, too. It is told
 * by a `+` between words; one that people wrote has blanks there, and a `+` in a text of it is data.
 */
function withoutForm(option: string): string {
  if (!option.includes('+') || /\s/.test(option)) return option;
  const isQuery = /^(?:\$|%24)/.test(option) || /%[0-9a-f]{2}/i.test(option);
  const outsideTexts = option.replaceAll(/'[^']*'|%27(?:(?!%27).)*%27/g, '');
  if (!isQuery || !/\+(?!\d)/.test(outsideTexts)) return option;
  // But for the offset of a time.
  return option.replaceAll(/\+(?!\d\d(?::|%3a)\d\d)/gi, '%20');
}

function textOf(source: Source, start: number, end: number): string {
  const { offsets, text } = source;
  return offsets ? text.slice(offsets[start], offsets[end]) : text.slice(start, end);
}

function encodePath(source: Source, structure: UrlStructure): string {
  let out = encodeRoot(textOf(source, 0, structure.rootEnd));
  let at = structure.rootEnd;
  for (const { start, end } of structure.pathLiterals) {
    out += encodeData(textOf(source, at, start), '&', '+');
    out += encodeData(textOf(source, start, end), '', '&#+?/');
    at = end;
  }
  return out + encodeData(textOf(source, at, structure.pathEnd), '&', '+');
}

/** An address that is encoded already, but for what no request line can carry: spaces, control and other characters. */
export function encodeUnsendable(url: string): string {
  return url.replace(/[^\x21-\x7e]/gu, (char) => encodeCodePoint(char.codePointAt(0) ?? 0));
}

/** The origin stays as it is: brackets of an IPv6 address are no data. */
function encodeRoot(root: string): string {
  const origin = /^https?:\/\/[^/]*/i.exec(root)?.[0] ?? '';
  return encodeData(origin, '[]', '') + encodeData(root.slice(origin.length), '', '+');
}

// What encodeURI leaves alone (RFC 3986 unreserved and reserved, but for the brackets), without `&`, `#` and `+`.
const plain = new Uint8Array(128);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'();,/?:@=$") {
  plain[char.charCodeAt(0)] = 1;
}

/** Encodes what is not plain; `keep` is left alone too, `force` is encoded in any case. */
function encodeData(text: string, keep: string, force: string): string {
  let out = '';
  let written = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 && plain[code] === 1 && (code >= 0x40 || !force.includes(text.charAt(at)))) continue;
    if (code === Code.percent && isTriplet(text, at)) {
      at += 2;
    } else if (force.includes(text.charAt(at)) || !keep.includes(text.charAt(at))) {
      const whole = text.codePointAt(at) ?? 0;
      out += text.slice(written, at) + encodeCodePoint(whole);
      if (whole > 0xffff) at++;
      written = at + 1;
    }
  }
  return written === 0 ? text : out + text.slice(written);
}

function isTriplet(text: string, at: number): boolean {
  return hexDigit(text.charCodeAt(at + 1)) >= 0 && hexDigit(text.charCodeAt(at + 2)) >= 0;
}

/** UTF-8 (RFC 3629) as `%XX`; half a surrogate pair becomes U+FFFD. */
function encodeCodePoint(code: number): string {
  if (code >= 0xd800 && code <= 0xdfff) return '%EF%BF%BD';
  if (code < 0x80) return percent(code);
  if (code < 0x800) return percent(0xc0 | (code >> 6)) + continuation(code, 0);
  if (code < 0x10000) return percent(0xe0 | (code >> 12)) + continuation(code, 6) + continuation(code, 0);
  return (
    percent(0xf0 | (code >> 18)) + continuation(code, 12) + continuation(code, 6) + continuation(code, 0)
  );
}

function continuation(code: number, shift: number): string {
  return percent(0x80 | ((code >> shift) & 0x3f));
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
