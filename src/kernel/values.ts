// Where JSON values end, and what they are: as `JsonBytes` says it.
import {
  markOfBoolean,
  markOfEscapes,
  markOfJson,
  markOfNull,
  markOfNumber,
  markOfText,
  markOfWide,
} from '../core/results/decode/rowLayout';

let mark: i32 = 0;

/** Of the value that was read last. */
export function lastMark(): i32 {
  return mark;
}

/** Address of the quote that closes the text at `at`, or 0 where there is none, or a control character before it. */
export function endOfText(at: usize): usize {
  const quotes = i8x16.splat(0x22);
  const slashes = i8x16.splat(0x5c);
  const spaces = i8x16.splat(0x20);
  let pos = at;
  let wide: i32 = 0;
  mark = markOfText;
  for (;;) {
    const bytes = v128.load(pos);
    const found = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, slashes)), i8x16.lt_u(bytes, spaces)),
    );
    const high = i8x16.bitmask(bytes);
    if (found === 0) {
      wide |= high;
      pos += 16;
      continue;
    }
    const place = ctz(found);
    wide |= high & ((1 << place) - 1);
    pos += place;
    const byte = load<u8>(pos);
    if (byte === 0x22) break;
    if (byte !== 0x5c) return 0;
    mark |= markOfEscapes;
    pos += 2;
  }
  if (wide !== 0) mark |= markOfWide;
  return pos;
}

/** Address behind the number or literal at `at`, or 0 where it is none. */
export function endOfPlain(at: usize): usize {
  let pos = at;
  for (;;) {
    const bytes = v128.load(pos);
    const commas = v128.or(i8x16.eq(bytes, i8x16.splat(0x2c)), i8x16.le_u(bytes, i8x16.splat(0x20)));
    // The closing bracket, and the closing brace: they differ in one bit, which `}` has.
    const closers = i8x16.eq(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x7d));
    const found = i8x16.bitmask(v128.or(commas, closers));
    if (found !== 0) {
      pos += ctz(found);
      break;
    }
    pos += 16;
  }
  return markPlain(at, i32(pos - at)) ? pos : 0;
}

function markPlain(at: usize, length: i32): bool {
  const first = load<u8>(at);
  if (first === 0x2d || (first >= 0x30 && first <= 0x39)) {
    mark = markOfNumber;
    return true;
  }
  const word = load<u32>(at);
  const isNull = word === 0x6c6c756e;
  mark = isNull ? markOfNull : markOfBoolean;
  // `null`, `true`, and `fals` before its `e`.
  if (length === 4) return isNull || word === 0x65757274;
  return length === 5 && word === 0x736c6166 && load<u8>(at + 4) === 0x65;
}

/** Address behind the object or array at `at`, or 0 where it does not end, or lies too deep. */
export function endOfNested(at: usize): usize {
  let pos = at;
  let wide: i32 = 0;
  let depth: i32 = 0;
  // A bit for each that is open: whether it is an object.
  let open: u64 = 0;
  do {
    pos = nextMark(pos);
    const byte = load<u8>(pos++);
    if (byte === 0x22) {
      pos = endOfText(pos);
      if (pos === 0) return 0;
      pos++;
      wide |= mark & markOfWide;
      continue;
    }
    if (byte === 0 || depth === 64) return 0;
    const isObject: u64 = byte & 0x20 ? 1 : 0;
    if ((byte | 0x20) === 0x7b) {
      open = (open << 1) | isObject;
      depth++;
    } else {
      if ((open & 1) !== isObject) return 0;
      open >>= 1;
      depth--;
    }
  } while (depth > 0);
  mark = markOfJson | wide;
  return pos;
}

/** Address of the next quote, bracket, brace or zero. */
function nextMark(at: usize): usize {
  let pos = at;
  let found = marksIn(pos);
  while (found === 0) {
    pos += 16;
    found = marksIn(pos);
  }
  return pos + ctz(found);
}

/** A bit for each of sixteen bytes that is a quote, a bracket, a brace or zero. */
function marksIn(at: usize): i32 {
  const bytes = v128.load(at);
  const curly = v128.or(bytes, i8x16.splat(0x20));
  return i8x16.bitmask(
    v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0))),
      v128.or(i8x16.eq(curly, i8x16.splat(0x7b)), i8x16.eq(curly, i8x16.splat(0x7d))),
    ),
  );
}
