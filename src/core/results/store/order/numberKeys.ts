import { noKey } from './radix';
import type { RowKeys } from './radix';
import type { Steps } from '../slices';

/** Powers of ten by which numbers may be multiplied to become whole. */
const mostDecimals = 6;
const day = 86_400_000;
/** Numbers between two pauses. */
const atOnce = 1_000_000;

/** Keys in the order of numbers; NaN stands for no value. */
export function* numberKeys(values: Float64Array): Steps<RowKeys> {
  const scale = yield* scaleOf(values);
  yield;
  if (scale === undefined) return bitKeys(values);
  if (scale.min > scale.max) return { low: new Uint8Array(values.length), most: 0, none: 0 };
  const most = wholeOf(scale.max, scale) - wholeOf(scale.min, scale);
  return most < noKey ? { low: yield* wholeKeys(values, scale), most, none: noKey } : bitKeys(values);
}

/** What makes all numbers whole, and exactly told apart. */
interface Scale {
  readonly up: number;
  readonly down: number;
  /** Of the numbers as they are. */
  readonly min: number;
  readonly max: number;
}

function wholeOf(value: number, { up, down }: Scale): number {
  return Math.round(value * up) / down;
}

/** Most numbers are whole or amounts with some decimals, in a range that 32 bits hold. */
function* wholeKeys(values: Float64Array, scale: Scale): Steps<Uint32Array> {
  const keys = new Uint32Array(values.length);
  for (let first = 0; first < values.length; first += atOnce) {
    writeWhole(values.subarray(first, first + atOnce), scale, keys.subarray(first));
    yield;
  }
  return keys;
}

function writeWhole(values: Float64Array, scale: Scale, keys: Uint32Array): void {
  const { up, down, min } = scale;
  const base = wholeOf(min, scale);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    // NaN alone differs from itself.
    if (value !== value) keys[i] = noKey;
    else keys[i] = up === 1 ? value / down - base : Math.round(value * up) - base;
  }
}

/** `undefined` where nothing makes them whole. */
function* scaleOf(values: Float64Array): Steps<Scale | undefined> {
  let scale: Scale | undefined = { up: 1, down: day, min: Infinity, max: -Infinity };
  for (let first = 0; first < values.length && scale !== undefined; first += atOnce) {
    scale = widened(scale, values.subarray(first, first + atOnce));
    yield;
  }
  if (scale === undefined) return undefined;
  const { up, down, min, max } = scale;
  // Beyond it neighbouring whole numbers are one and the same.
  const exact = Math.max(Math.abs(min), Math.abs(max)) * up <= Number.MAX_SAFE_INTEGER;
  return exact || min > max ? { up, down: up === 1 ? down : 1, min, max } : undefined;
}

/** A scale for some more numbers. */
function widened(scale: Scale, values: Float64Array): Scale | undefined {
  let { up, down, min, max } = scale;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value !== value) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    while (Math.round(value * up) / up !== value) {
      up *= 10;
      if (up > 10 ** mostDecimals) return undefined;
    }
    // As `value % down` is not 0, many times faster.
    while (down > 1 && Math.floor(value / down) * down !== value) down = down === day ? 1000 : 1;
  }
  return { up, down, min, max };
}

/** The bits of a number in the order of numbers: the sign turned, all bits of negative ones. */
function bitKeys(values: Float64Array): RowKeys {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const little = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const upper = words[2 * i + little] ?? 0;
    const lower = words[2 * i + 1 - little] ?? 0;
    if (value !== value) {
      low[i] = noKey;
      high[i] = noKey;
    } else if (value === 0) {
      // Plus and minus zero are equal.
      high[i] = 0x80000000;
    } else if (upper >= 0x80000000) {
      high[i] = ~upper;
      low[i] = ~lower;
    } else {
      high[i] = upper ^ 0x80000000;
      low[i] = lower;
    }
  }
  return { low, high, most: noKey, none: noKey };
}
