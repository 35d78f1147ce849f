import type { ProblemError } from '../../base/problem';
import { malformedAnswer } from '../malformedAnswer';
import { entryTypes } from '../model';
import { hashFactor, hashStart } from './rowLayout';

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;

/** What a value is, in the low bits of its mark: 0 nothing, 1 null, or index of `entryTypes` + 2. */
export const stateMask = 0x07;
export const nullState = 1;
export const textState = entryTypes.indexOf('text') + 2;
export const numberState = entryTypes.indexOf('number') + 2;
const booleanState = entryTypes.indexOf('boolean') + 2;
const jsonState = entryTypes.indexOf('json') + 2;
/** Set where a text holds escapes. */
export const escapedMark = 0x08;
/** Set where a text holds more than ASCII. */
export const wideMark = 0x10;

const ones = 0x01010101;
const highBits = 0x80808080;

/**
 * JSON as the bytes in which it came: offsets in, offsets out, four bytes at a time where it can be. A text is looked
 * at once. Everything throws a ProblemError of kind `malformed-answer` where the
 * bytes are no JSON; numbers and escapes are not checked here.
 */
export class JsonBytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly length: number;
  /** Of the value that was read last. */
  mark = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.length = bytes.length;
  }

  byte(at: number): number {
    return at < this.length ? (this.bytes[at] ?? 0) : 0;
  }

  malformed(at: number): ProblemError {
    return malformedAnswer(at, this.length, 'byte');
  }

  /** Offset behind white space, and behind the byte order mark that Dataverse sends now and then. */
  skipSpace(at: number): number {
    let pos = at;
    if (pos === 0 && this.byte(0) === 0xef && this.byte(1) === 0xbb && this.byte(2) === 0xbf) pos = 3;
    while (pos < this.length) {
      const byte = this.bytes[pos] ?? 0;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
      pos++;
    }
    return pos;
  }

  /** Offset of the quote that closes the string whose text begins at `at`, behind the one that opens it. */
  endOfText(at: number): number {
    const { view } = this;
    const last = this.length - 4;
    let all = 0;
    let pos = at;
    while (pos <= last) {
      const word = view.getInt32(pos, true);
      const quotes = word ^ 0x22222222;
      const slashes = word ^ 0x5c5c5c5c;
      // Each is non-zero where one of the four bytes is a quote, a backslash, a control character.
      const found =
        ((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes) | ((word - 0x20202020) & ~word);
      if ((found & highBits) !== 0) break;
      all |= word;
      pos += 4;
    }
    return this.#endOfTextByBytes(pos, (all & highBits) === 0 ? textState : textState | wideMark);
  }

  #endOfTextByBytes(at: number, markSoFar: number): number {
    const { bytes, length } = this;
    let mark = markSoFar;
    let pos = at;
    while (pos < length) {
      const byte = bytes[pos] ?? 0;
      if (byte === quote) {
        this.mark = mark;
        return pos;
      }
      if (byte < 0x20) throw this.malformed(pos);
      pos++;
      if (byte === backslash) {
        mark |= escapedMark;
        pos++;
      } else if (byte > 0x7f) mark |= wideMark;
    }
    throw this.malformed(length);
  }

  /** Offset behind the string that opens at `at`. */
  endOfString(at: number): number {
    if (this.byte(at) !== quote) throw this.malformed(at);
    return this.endOfText(at + 1) + 1;
  }

  /** Offset behind the object or array that opens at `at`. */
  endOfNested(at: number): number {
    const { bytes, length } = this;
    const closers: number[] = [];
    let pos = at;
    let wide = 0;
    while (pos < length) {
      const byte = bytes[pos] ?? 0;
      if (byte === quote) {
        pos = this.endOfText(pos + 1) + 1;
        wide |= this.mark & wideMark;
        continue;
      }
      if (byte === openBrace) closers.push(closeBrace);
      else if (byte === openBracket) closers.push(closeBracket);
      else if (byte === closeBrace || byte === closeBracket) {
        if (closers.pop() !== byte) throw this.malformed(pos);
        if (closers.length === 0) {
          this.mark = jsonState | wide;
          return pos + 1;
        }
      }
      pos++;
    }
    throw this.malformed(length);
  }

  /** Offset behind the number or literal at `at`. */
  endOfPlain(at: number): number {
    const { bytes, length } = this;
    let pos = at;
    while (pos < length) {
      const byte = bytes[pos] ?? 0;
      if (byte === comma || byte === closeBrace || byte === closeBracket || byte <= 0x20) break;
      pos++;
    }
    this.mark = this.#plainMark(at, pos);
    return pos;
  }

  #plainMark(at: number, end: number): number {
    const first = this.byte(at);
    if (first === 0x2d || (first >= 0x30 && first <= 0x39)) return numberState;
    const word = first === 0x6e ? 'null' : first === 0x74 ? 'true' : 'false';
    const length = Math.min(end - at, word.length);
    let same = 0;
    while (same < length && this.bytes[at + same] === word.charCodeAt(same)) same++;
    if (same === word.length && end - at === same) return first === 0x6e ? nullState : booleanState;
    throw this.malformed(same === end - at ? end : at);
  }

  /** Offset behind the value at `at`. */
  endOfValue(at: number): number {
    const byte = this.byte(at);
    if (byte === quote) return this.endOfText(at + 1) + 1;
    if (byte === openBrace || byte === openBracket) return this.endOfNested(at);
    return this.endOfPlain(at);
  }

  /** Offset of the value behind the colon that follows a key ending at `at`. */
  afterColon(at: number): number {
    const colon = this.skipSpace(at);
    if (this.byte(colon) !== 0x3a) throw this.malformed(colon);
    return this.skipSpace(colon + 1);
  }

  /** Offset behind the comma at `at`, or -1 where the container closes with `closer`. */
  afterComma(at: number, closer: number): number {
    const pos = this.skipSpace(at);
    const byte = this.byte(pos);
    if (byte === comma) return this.skipSpace(pos + 1);
    if (byte === closer) return -1;
    throw this.malformed(pos);
  }

  /** Of the bytes between two offsets, as sixteen bytes at a time make it: in four sums, word by word. */
  hashOf(start: number, end: number): number {
    const { view } = this;
    let [a, b, c, d] = [hashStart, hashStart, hashStart, hashStart];
    let pos = start;
    for (; pos + 16 <= end; pos += 16) {
      a = stirred(a ^ view.getInt32(pos, true));
      b = stirred(b ^ view.getInt32(pos + 4, true));
      c = stirred(c ^ view.getInt32(pos + 8, true));
      d = stirred(d ^ view.getInt32(pos + 12, true));
    }
    if (pos < end) {
      a = stirred(a ^ this.#word(pos, end));
      b = stirred(b ^ this.#word(pos + 4, end));
      c = stirred(c ^ this.#word(pos + 8, end));
      d = stirred(d ^ this.#word(pos + 12, end));
    }
    const half = Math.imul(Math.imul(a, hashFactor) ^ b, hashFactor) ^ c;
    return Math.imul(half, hashFactor) ^ d ^ (end - start);
  }

  /** Four bytes; those from `end` on are zero. */
  #word(at: number, end: number): number {
    if (at + 4 <= end) return this.view.getInt32(at, true);
    let word = 0;
    for (let pos = end - 1; pos >= at; pos--) word = (word << 8) | (this.bytes[pos] ?? 0);
    return word;
  }

  /** Whether `length` bytes from `at` on are those of `other` from `from` on. */
  same(at: number, other: DataView, from: number, length: number): boolean {
    if (at + length > this.length) return false;
    const { view } = this;
    const last = length - 8;
    if (last < 0) return this.#sameWords(at, other, from, length);
    // From the end, where keys that begin alike differ; some of the first eight may be looked at twice.
    for (let i = last; i > 0; i -= 8) {
      if (view.getFloat64(at + i, true) !== other.getFloat64(from + i, true)) {
        return this.#sameWords(at, other, from, length);
      }
    }
    return view.getFloat64(at, true) === other.getFloat64(from, true)
      ? true
      : this.#sameWords(at, other, from, length);
  }

  /** The same by bytes that are no numbers: what is no UTF-8 may be NaN, which is not even itself. */
  #sameWords(at: number, other: DataView, from: number, length: number): boolean {
    const { view } = this;
    const last = length - 4;
    if (last < 0) {
      for (let i = 0; i < length; i++) if (view.getInt8(at + i) !== other.getInt8(from + i)) return false;
      return true;
    }
    for (let i = last; i > 0; i -= 4) {
      if (view.getInt32(at + i, true) !== other.getInt32(from + i, true)) return false;
    }
    return view.getInt32(at, true) === other.getInt32(from, true);
  }
}

function stirred(word: number): number {
  const product = Math.imul(word, hashFactor);
  return product ^ (product >>> 15);
}
