import { decodeUtf8 } from '../base/utf8';
import { mayHoldNextLink } from './nextLinkName';

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** Bytes that are looked through at once: cold, a millisecond or two. */
const sliceBytes = 512 * 1024;
/** What a slice and the one behind it have in common: the name, be it spelt with escapes only. */
const overlap = 128;

/**
 * The top-level `@odata.nextLink` of a page, exactly as the server wrote it, without parsing the rows: members
 * before and after the rows are read, and only where neither side has the link is the whole page looked through.
 * Undefined where there is none, or where the body is no JSON object.
 * @param breathe lets others have their turn between two slices of a long page
 */
export async function findNextLink(
  body: Uint8Array,
  breathe?: () => Promise<void>,
): Promise<string | undefined> {
  const link = inHead(body) ?? inTail(body);
  if (link !== undefined) return link;
  // The last page of a result has none.
  for (let from = 0; from < body.length; from += sliceBytes) {
    if (from > 0) await breathe?.();
    if (mayHoldNextLink(body.subarray(from, from + sliceBytes + overlap))) return inWhole(body);
  }
  return undefined;
}

/** Members from the opening brace up to the first array or object. */
function inHead(body: Uint8Array): string | undefined {
  return walkMembers(body, (at) => (isContainerStart(body[at]) ? undefined : skipScalar(body, at)));
}

/** Every member; rows are skipped by counting brackets outside strings, which takes its time. */
function inWhole(body: Uint8Array): string | undefined {
  return walkMembers(body, (at) =>
    isContainerStart(body[at]) ? skipContainer(body, at) : skipScalar(body, at),
  );
}

function walkMembers(body: Uint8Array, skipValue: (at: number) => number | undefined): string | undefined {
  let at = skipSpace(body, startOfText(body));
  if (body[at] !== openBrace) return undefined;
  do {
    const nameStart = skipSpace(body, at + 1);
    if (body[nameStart] !== quote) return undefined;
    const nameEnd = skipString(body, nameStart);
    const valueStart = skipSpace(body, skipSpace(body, nameEnd) + 1);
    const valueEnd = skipValue(valueStart);
    if (valueEnd === undefined) return undefined;
    if (isLinkName(body, nameStart, nameEnd)) return readString(body, valueStart, valueEnd);
    at = skipSpace(body, valueEnd);
  } while (body[at] === comma);
  return undefined;
}

/**
 * Members from the closing brace backwards up to the rows. Backwards a string is as clear as forwards: a quote
 * inside one always stands behind an odd number of backslashes, the one that opens it never does.
 */
function inTail(body: Uint8Array): string | undefined {
  let at = skipSpaceBack(body, body.length - 1);
  if (body[at] !== closeBrace) return undefined;
  do {
    const valueLast = skipSpaceBack(body, at - 1);
    const last = body[valueLast];
    if (last === closeBracket || last === closeBrace || last === openBrace) return undefined;
    const valueStart = last === quote ? stringStart(body, valueLast) : scalarStart(body, valueLast);
    const colonAt = skipSpaceBack(body, valueStart - 1);
    const nameLast = skipSpaceBack(body, colonAt - 1);
    if (body[colonAt] !== colon || body[nameLast] !== quote) return undefined;
    const nameStart = stringStart(body, nameLast);
    if (isLinkName(body, nameStart, nameLast + 1)) return readString(body, valueStart, valueLast + 1);
    at = skipSpaceBack(body, nameStart - 1);
  } while (body[at] === comma);
  return undefined;
}

function isLinkName(body: Uint8Array, start: number, end: number): boolean {
  // Shortest is the plain spelling; anything longer may be spelt with escapes.
  return end - start >= 17 && end - start < 100 && readString(body, start, end) === '@odata.nextLink';
}

function readString(body: Uint8Array, start: number, end: number): string | undefined {
  if (body[start] !== quote) return undefined;
  try {
    const value: unknown = JSON.parse(decodeUtf8(body, start, end));
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function startOfText(body: Uint8Array): number {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function skipSpace(body: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(body[at])) at++;
  return at;
}

function skipSpaceBack(body: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(body[at])) at--;
  return at;
}

function isContainerStart(byte: number | undefined): boolean {
  return byte === openBracket || byte === openBrace;
}

/** From the opening quote to behind the closing one. */
function skipString(body: Uint8Array, start: number): number {
  for (let at = start + 1; at < body.length; at++) {
    const byte = body[at];
    if (byte === backslash) at++;
    else if (byte === quote) return at + 1;
  }
  return body.length;
}

function skipScalar(body: Uint8Array, start: number): number {
  if (body[start] === quote) return skipString(body, start);
  let at = start;
  while (at < body.length && body[at] !== comma && body[at] !== closeBrace) at++;
  return at;
}

function skipContainer(body: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at++) {
    const byte = body[at];
    if (byte === quote) at = skipString(body, at) - 1;
    else if (byte === openBracket || byte === openBrace) depth++;
    else if ((byte === closeBracket || byte === closeBrace) && --depth === 0) return at + 1;
  }
  return body.length;
}

/** From the closing quote back to the opening one; -1 where there is none. */
function stringStart(body: Uint8Array, last: number): number {
  for (let at = last - 1; at >= 0; at--) {
    if (body[at] !== quote) continue;
    let slashes = 0;
    while (body[at - 1 - slashes] === backslash) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

function scalarStart(body: Uint8Array, last: number): number {
  let at = last;
  while (at > 0 && body[at - 1] !== colon && body[at - 1] !== comma && !isSpace(body[at - 1])) at--;
  return at;
}
