import type { TextTable } from '../../model';
import { firstEntry } from '../../model';
import type { Steps } from '../slices';
import { complexWeight } from './alphabet';
import type { Alphabet } from './alphabet';

/** Some texts; those whose state is below `firstEntry` are none. */
export interface TextPart {
  readonly table: TextTable;
  readonly states: Uint8Array | undefined;
}

/** Texts in parts, each made when it is asked for. */
export interface TextParts {
  readonly parts: number;
  /** Texts in all. */
  readonly texts: number;
  /** Number of the first text of a part. */
  first(part: number): number;
  at(part: number): TextPart;
}

/** Words behind so many do not count for the sort by weights: what they leave equal is compared as text. */
const longestKey = 12;

/** Weights of all texts, end to end, as many in a word as fit, the first one highest. */
export interface TextKeys {
  readonly words: Uint32Array;
  /** Text `i` has the words from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  /** Of two texts with the same words those with different ones differ in case, accents or what stands far behind. */
  readonly variants: Uint32Array;
  /** Texts of simple characters alone. */
  readonly simple: Uint32Array;
  /** The others that are texts. */
  readonly complex: readonly number[];
  /** Greatest word that there can be. */
  readonly most: number;
  /** Bits of the last weight of a word: none is set where the text ends with the word or before. */
  readonly lastWeight: number;
}

/** Which characters occur. */
export function* usedCharacters(
  texts: TextParts,
): Steps<{ readonly used: Uint8Array; readonly pairs: ReadonlySet<number> }> {
  const used = new Uint8Array(0x10000);
  const pairs = new Set<number>();
  for (let part = 0; part < texts.parts; part++) {
    const { units } = texts.at(part).table;
    for (let i = 0; i < units.length; i++) used[units[i] ?? 0] = 1;
    if (units instanceof Uint16Array) notePairs(units, pairs);
    yield;
  }
  return { used, pairs };
}

function notePairs(units: Uint16Array, pairs: Set<number>): void {
  for (let i = 0; i + 1 < units.length; i++) {
    const code = pairAt(units, i, units.length);
    if (code > 0) pairs.add(code);
  }
}

/** Character of the surrogate pair at a place, 0 where there is none. */
function pairAt(units: TextTable['units'], at: number, end: number): number {
  const lead = units[at] ?? 0;
  if ((lead & 0xfc00) !== 0xd800 || at + 1 >= end) return 0;
  const trail = units[at + 1] ?? 0;
  return (trail & 0xfc00) === 0xdc00 ? 0x10000 + ((lead & 0x3ff) << 10) + (trail & 0x3ff) : 0;
}

export function* buildTextKeys(texts: TextParts, alphabet: Alphabet): Steps<TextKeys> {
  const writer = new KeyWriter(texts.texts, alphabet);
  for (let part = 0; part < texts.parts; part++) {
    writer.add(texts.first(part), texts.at(part));
    yield;
  }
  return writer.finish();
}

class KeyWriter {
  readonly #alphabet: Alphabet;
  /** By unit: its weight, with {@link variantFlag} where another unit has the same one. */
  readonly #flagged: Uint16Array;
  /** Of one weight. */
  readonly #bits: number;
  /** Weights in a word. */
  readonly #step: number;
  #words: Uint32Array;
  #length = 0;
  readonly #starts: Uint32Array;
  readonly #variants: Uint32Array;
  readonly #simple: Uint32Array;
  #simples = 0;
  readonly #complex: number[] = [];

  constructor(texts: number, alphabet: Alphabet) {
    this.#alphabet = alphabet;
    this.#flagged = flagVariants(alphabet);
    this.#bits = 32 - Math.clz32(Math.max(1, alphabet.most));
    this.#step = Math.floor(32 / this.#bits);
    this.#words = new Uint32Array(4 * texts + 1024);
    this.#starts = new Uint32Array(texts + 1);
    this.#variants = new Uint32Array(texts);
    this.#simple = new Uint32Array(texts);
  }

  add(first: number, { table, states }: TextPart): void {
    const { ends, units } = table;
    let start = 0;
    for (let i = 0; i < ends.length; i++) {
      const end = ends[i] ?? start;
      const begins = this.#length;
      this.#starts[first + i] = begins;
      if (states === undefined || (states[i] ?? 0) >= firstEntry) {
        this.#reserve();
        if (this.#write(units, start, end, first + i)) this.#simple[this.#simples++] = first + i;
        else {
          this.#complex.push(first + i);
          this.#length = begins;
        }
      }
      start = end;
    }
    this.#starts[first + ends.length] = this.#length;
  }

  finish(): TextKeys {
    return {
      words: this.#words,
      starts: this.#starts,
      variants: this.#variants,
      simple: this.#simple.subarray(0, this.#simples),
      complex: this.#complex,
      most: 2 ** (this.#step * this.#bits) - 1,
      lastWeight: 2 ** this.#bits - 1,
    };
  }

  #reserve(): void {
    if (this.#length + longestKey <= this.#words.length) return;
    const grown = new Uint32Array(this.#words.length + (this.#words.length >> 1));
    grown.set(this.#words);
    this.#words = grown;
  }

  /** The words of one text; false where it has a complex character in them, or letters that belong together. */
  #write(units: TextTable['units'], start: number, end: number, text: number): boolean {
    const flagged = this.#flagged;
    const words = this.#words;
    const bits = this.#bits;
    const step = this.#step;
    const stop = this.#length + longestKey;
    const { contractions } = this.#alphabet;
    let at = this.#length;
    let word = 0;
    let free = step;
    let before = 0;
    let variant = 0;
    let i = start;
    for (; i < end && at < stop; i++) {
      const unit = units[i] ?? 0;
      let weight = flagged[unit] ?? complexWeight;
      if (weight >= variantFlag || weight === 0) {
        variant = Math.imul(variant ^ unit ^ (i - start), 0x01000193) + 1;
        if (weight === complexWeight) {
          weight = this.#pairWeight(units, i, end);
          if (weight === complexWeight) return false;
          variant = Math.imul(variant ^ (units[++i] ?? 0), 0x01000193);
        }
        weight &= variantFlag - 1;
        if (weight === 0) continue;
      }
      if (contractions?.has(before * (this.#alphabet.most + 1) + weight) === true) return false;
      before = weight;
      word = (word << bits) | weight;
      if (--free > 0) continue;
      words[at++] = word;
      word = 0;
      free = step;
    }
    if (free < step) words[at++] = word << (bits * free);
    for (; i < end; i++) variant = Math.imul(variant ^ (units[i] ?? 0), 0x01000193) + 1;
    this.#length = at;
    this.#variants[text] = variant;
    return true;
  }

  #pairWeight(units: TextTable['units'], at: number, end: number): number {
    const code = pairAt(units, at, end);
    return code === 0 ? complexWeight : (this.#alphabet.pairs.get(code) ?? complexWeight);
  }
}

/** Set on the weight of every unit but one of those that share it. */
const variantFlag = 0x8000;

function flagVariants({ units, most }: Alphabet): Uint16Array {
  const flagged = units.slice();
  const taken = new Uint8Array(most + 1);
  // Small letters come behind capital ones here, and are the usual ones.
  for (let unit = units.length - 1; unit >= 0; unit--) {
    const weight = units[unit] ?? 0;
    if (weight === 0 || weight === complexWeight) continue;
    if (taken[weight] === 1) flagged[unit] = weight | variantFlag;
    taken[weight] = 1;
  }
  return flagged;
}
