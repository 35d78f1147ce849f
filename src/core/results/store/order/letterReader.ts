import type { TextTable } from '../../model';
import { complexWeight, doubleWeight } from './alphabet';
import type { TextWeights } from './textWeights';
import { pairAt } from './usedCharacters';

/** Greater weights, and 0, need a second look. */
const mostPlain = doubleWeight - 1;
/** Texts that cannot be ordered by weights. */
export const noLetters = -1;

/** What a unit adds to the variant of its text, where it is not the usual one of its weight. @param at place in the text */
export function variantOf(unit: number, at: number): number {
  // Variants are sums: every bit of the place has to change every bit, or exchanged capitals would add up to the same.
  let mixed = Math.imul(at + 1, 0x9e3779b1) ^ unit;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Reads texts as weights of their letters, whatever characters they are made of. */
export class LetterReader {
  /** The weights that were read last. */
  readonly letters: Uint16Array;
  /** How many they are, also where something stood behind them that cannot be ordered. */
  count = 0;
  /** Where the reading ended. */
  at = 0;
  /** Of two texts of the same weights those with different ones differ in case or accents. */
  variant = 0;
  readonly #weights: TextWeights;
  readonly #units: TextWeights['units'];
  readonly #contracts: boolean;

  /** @param room letters that are read at once at most */
  constructor(weights: TextWeights, room: number) {
    this.letters = new Uint16Array(room);
    this.#weights = weights;
    this.#units = weights.units;
    this.#contracts = weights.contractions !== undefined;
  }

  /**
   * The next weights of a text that begins at `start`, from a place on: how many there are, {@link noLetters} where
   * the text has a complex character in them, or letters that belong together.
   * @param variant that of the letters before
   */
  read(
    units: TextTable['units'],
    start: number,
    from: number,
    end: number,
    room: number,
    variant: number,
  ): number {
    const { letters } = this;
    const weights = this.#units;
    const contracts = this.#contracts;
    let count = 0;
    let i = from;
    this.variant = variant;
    for (; i < end && count < room; i++) {
      const unit = units[i] ?? 0;
      const entry = weights[unit] ?? 0;
      if (entry >>> 16 !== 0) this.#note(unit, i - start);
      let weight = entry & 0xffff;
      this.count = count;
      if (weight === 0 || weight > mostPlain) {
        const odd = this.#oddWeight(units, i, end, weight);
        // A double letter that does not fit as a whole is as good as a complex one: that is rare.
        if (odd === complexWeight || (odd > 0xffff && count + 1 === room)) return noLetters;
        this.#note(unit, i - start);
        if (weight === complexWeight) this.#note(units[++i] ?? 0, i - start);
        weight = odd & 0xffff;
        if (weight === 0) continue;
        if (odd > 0xffff) {
          letters[count++] = weight;
          weight = odd >>> 16;
        }
      }
      if (contracts && count > 0 && this.#contract(letters[count - 1] ?? 0, weight)) return noLetters;
      letters[count++] = weight;
    }
    this.at = i;
    this.count = count;
    return this.mayFollow(units, i, end, letters[count - 1] ?? 0) ? count : noLetters;
  }

  /** What follows must not belong to the last letter, and no character is cut in two. */
  mayFollow(units: TextTable['units'], at: number, end: number, before: number): boolean {
    if (at >= end) return true;
    let weight = (this.#units[units[at] ?? 0] ?? 0) & 0xffff;
    if (weight === complexWeight) weight = this.#pairWeight(units, at, end);
    return weight !== complexWeight && !this.#contract(before, weight);
  }

  #note(unit: number, at: number): void {
    this.variant = (this.variant + variantOf(unit, at)) | 0;
  }

  /** A unit that is no letter of its own: its weight, and 65,536 times that of its second letter. */
  #oddWeight(units: TextTable['units'], at: number, end: number, weight: number): number {
    if (weight === doubleWeight) return this.#weights.doubles.get(units[at] ?? 0) ?? complexWeight;
    return weight === complexWeight ? this.#pairWeight(units, at, end) : weight;
  }

  #contract(before: number, weight: number): boolean {
    return this.#weights.contractions?.has(before * this.#weights.base + weight) === true;
  }

  #pairWeight(units: TextTable['units'], at: number, end: number): number {
    const code = pairAt(units, at, end);
    if (code === 0) return complexWeight;
    const { pairs } = this.#weights;
    return code - 0x10000 < pairs.length ? (pairs[code - 0x10000] ?? complexWeight) : complexWeight;
  }
}
