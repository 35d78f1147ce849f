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

/** Weights behind so many do not count for the sort by weights: what they leave equal is compared as text. */
const longestKey = 64;

/** Weights of all texts, end to end. */
export interface TextKeys {
  readonly weights: Uint8Array | Uint16Array;
  /** Text `i` has the weights from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  /** Of all units of a text: texts with different ones differ. */
  readonly hashes: Uint32Array;
  /** Texts of simple characters alone. */
  readonly simple: Uint32Array;
  /** The others that are texts. */
  readonly complex: readonly number[];
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
  #weights: Uint8Array | Uint16Array;
  #length = 0;
  readonly #starts: Uint32Array;
  readonly #hashes: Uint32Array;
  readonly #simple: Uint32Array;
  #simples = 0;
  readonly #complex: number[] = [];

  constructor(texts: number, alphabet: Alphabet) {
    this.#alphabet = alphabet;
    const size = 16 * texts + 1024;
    this.#weights = alphabet.most > 0xff ? new Uint16Array(size) : new Uint8Array(size);
    this.#starts = new Uint32Array(texts + 1);
    this.#hashes = new Uint32Array(texts);
    this.#simple = new Uint32Array(texts);
  }

  add(first: number, { table, states }: TextPart): void {
    const { ends, units } = table;
    const { contractions } = this.#alphabet;
    let start = 0;
    for (let i = 0; i < ends.length; i++) {
      const end = ends[i] ?? start;
      const begins = this.#length;
      this.#starts[first + i] = begins;
      if (states === undefined || (states[i] ?? 0) >= firstEntry) {
        this.#reserve(Math.min(end - start, longestKey));
        let simple = this.#write(units, start, end, first + i);
        if (simple && contractions !== undefined) simple = !this.#contracts(begins, contractions);
        if (simple) this.#simple[this.#simples++] = first + i;
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
      weights: this.#weights,
      starts: this.#starts,
      hashes: this.#hashes,
      simple: this.#simple.subarray(0, this.#simples),
      complex: this.#complex,
    };
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#weights.length) return;
    const size = this.#weights.length + (this.#weights.length >> 1) + more;
    const grown = this.#weights instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size);
    grown.set(this.#weights);
    this.#weights = grown;
  }

  /** Weights and hash of one text; false where it has a complex character within the key. */
  #write(units: TextTable['units'], start: number, end: number, text: number): boolean {
    const { units: weightOf, pairs } = this.#alphabet;
    const weights = this.#weights;
    const stop = this.#length + longestKey;
    let at = this.#length;
    let hash = 0x811c9dc5;
    let simple = true;
    for (let i = start; i < end; i++) {
      const unit = units[i] ?? 0;
      hash = Math.imul(hash ^ unit, 0x01000193);
      let weight = weightOf[unit] ?? complexWeight;
      if (weight === complexWeight) {
        const code = pairAt(units, i, end);
        weight = code === 0 ? complexWeight : (pairs.get(code) ?? complexWeight);
        if (weight === complexWeight) simple &&= at >= stop;
        else hash = Math.imul(hash ^ (units[++i] ?? 0), 0x01000193);
      }
      if (weight === 0 || at >= stop || weight === complexWeight) continue;
      weights[at++] = weight;
    }
    this.#length = at;
    this.#hashes[text] = hash;
    return simple;
  }

  #contracts(begins: number, contractions: ReadonlySet<number>): boolean {
    const weights = this.#weights;
    const size = this.#alphabet.most + 1;
    for (let i = begins + 1; i < this.#length; i++) {
      if (contractions.has((weights[i - 1] ?? 0) * size + (weights[i] ?? 0))) return true;
    }
    return false;
  }
}
