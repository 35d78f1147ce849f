import { complexWeight, mostWeights } from './alphabet';
import type { Alphabet } from './alphabet';

/** The weights of an alphabet, as texts are read by them. */
export interface TextWeights {
  /**
   * By UTF-16 code unit: its weight in the low half; the high half tells it from the one that usually has this weight,
   * which has 0 there.
   */
  readonly units: Int32Array;
  /** By how far a character of two units is behind U+FFFF; those behind the second plane are complex. */
  readonly pairs: Uint16Array;
  readonly lone: Alphabet['lone'];
  readonly doubles: Alphabet['doubles'];
  readonly turned: Alphabet['turned'];
  readonly contractions: Alphabet['contractions'];
  /** Weights are its digits: greater than any weight. */
  readonly base: number;
  /** Weights in a word of 32 bits, the first one highest. */
  readonly perWord: number;
  /** By number of digits: what moves a number up by so many. */
  readonly powers: Uint32Array;
}

export function textWeights(alphabet: Alphabet): TextWeights {
  const { units, pairs, lone, doubles, turned, contractions, most } = alphabet;
  const base = Math.max(2, most + 1);
  let perWord = 1;
  while (base ** (perWord + 1) <= 2 ** 32) perWord++;
  return {
    units: withVariants(units, most),
    pairs: pairTable(pairs),
    lone,
    doubles,
    turned,
    contractions,
    base,
    perWord,
    powers: Uint32Array.from({ length: perWord + 1 }, (_, digits) => base ** digits),
  };
}

function withVariants(weights: Uint16Array, most: number): Int32Array {
  const units = Int32Array.from(weights);
  const taken = new Uint8Array(most + 1);
  // Small letters come behind capital ones here, and are the usual ones.
  for (let unit = weights.length - 1; unit >= 0; unit--) {
    const weight = weights[unit] ?? 0;
    if (weight === 0 || weight > mostWeights) continue;
    if (taken[weight] === 1) units[unit] = (unit << 16) | weight;
    taken[weight] = 1;
  }
  return units;
}

/** Emoji and old scripts are in the first plane, rare Han characters in the second one. */
const tablePlanes = 0x20000;

function pairTable(pairs: Alphabet['pairs']): Uint16Array {
  const table = new Uint16Array(pairs.size === 0 ? 0 : tablePlanes).fill(complexWeight);
  for (const [code, weight] of pairs) if (code - 0x10000 < table.length) table[code - 0x10000] = weight;
  return table;
}
