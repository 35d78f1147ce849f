import type { TextTable } from '../../model';
import { complexWeight, doubleWeight, mostWeights, turnedWeight } from './alphabet';
import type { TextWeights } from './textWeights';
import { pairAt } from './usedCharacters';

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
    let count: number = this.#begin(units, start, from, end);
    let i = from + count;
    this.variant = variant;
    for (; i < end && count < room; i++) {
      const unit = units[i] ?? 0;
      const entry = weights[unit] ?? 0;
      if (entry >>> 16 !== 0) this.#note(unit, i - start);
      let weight = entry & 0xffff;
      this.count = count;
      if (weight === 0 || weight > mostWeights) {
        const odd = this.#oddWeight(units, i, end, weight);
        // A double letter that does not fit as a whole is as good as a complex one: that is rare.
        if (odd === complexWeight || (weight === doubleWeight && count + 1 === room)) return noLetters;
        this.#note(unit, i - start);
        if (takesTwo(weight, odd, units, i, end)) this.#note(units[++i] ?? 0, i - start);
        weight = odd & 0xffff;
        if (weight === 0) continue;
        if (odd > 0xffff) {
          letters[count++] = weight;
          weight = odd >>> 16;
          // The reading can end between two that change places: the next one begins with the rest.
          if (count === room) break;
        }
      }
      if (contracts && count > 0 && this.#contract(letters[count - 1] ?? 0, weight)) return noLetters;
      letters[count++] = weight;
    }
    this.at = i;
    this.count = count;
    return this.mayFollow(units, i, end, letters[count - 1] ?? 0) ? count : noLetters;
  }

  /** Puts a letter first that stands before the place, {@link turnedAt}. @returns how many */
  #begin(units: TextTable['units'], start: number, from: number, end: number): 0 | 1 {
    const rest = this.turnedAt(units, start, from, end);
    this.letters[0] = rest;
    return rest === 0 ? 0 : 1;
  }

  /** What follows must not belong to the last letter, and no character is cut in two. */
  mayFollow(units: TextTable['units'], at: number, end: number, before: number): boolean {
    if (at >= end) return true;
    let weight = (this.#units[units[at] ?? 0] ?? 0) & 0xffff;
    if (weight === complexWeight) weight = this.#pairWeight(units, at, end);
    return weight !== complexWeight && !this.#contract(before, weight);
  }

  /**
   * Weight of the letter that stands before the place and is read at it, as the one at the place is read before: 0
   * where each is read in its own place.
   */
  turnedAt(units: TextTable['units'], start: number, at: number, end: number): number {
    const { turned } = this.#weights;
    if (turned.size === 0 || at <= start || at >= end) return 0;
    const before = turned.get(units[at - 1] ?? 0);
    return before?.behind.has(units[at] ?? 0) === true ? before.weight : 0;
  }

  /** Whether a unit may change places with what follows. */
  mayTurn(unit: number): boolean {
    return this.#weights.turned.has(unit);
  }

  #note(unit: number, at: number): void {
    this.variant = (this.variant + variantOf(unit, at)) | 0;
  }

  /** A unit that is no letter of its own: its weight, and 65,536 times that of its second letter. */
  #oddWeight(units: TextTable['units'], at: number, end: number, weight: number): number {
    if (weight === doubleWeight) return this.#weights.doubles.get(units[at] ?? 0) ?? complexWeight;
    if (weight === turnedWeight) return this.#turnedWeight(units, at, end);
    return weight === complexWeight ? this.#pairWeight(units, at, end) : weight;
  }

  /** Where it changes places with what follows, that is the first letter. */
  #turnedWeight(units: TextTable['units'], at: number, end: number): number {
    const own = this.#weights.turned.get(units[at] ?? 0)?.weight ?? complexWeight;
    if (this.turnedAt(units, at, at + 1, end) === 0) return own;
    return ((this.#units[units[at + 1] ?? 0] ?? 0) & 0xffff) + 0x10000 * own;
  }

  #contract(before: number, weight: number): boolean {
    return this.#weights.contractions?.has(before * this.#weights.base + weight) === true;
  }

  #pairWeight(units: TextTable['units'], at: number, end: number): number {
    const code = pairAt(units, at, end);
    const { pairs, lone } = this.#weights;
    if (code === 0) return lone.get(units[at] ?? 0) ?? complexWeight;
    return code - 0x10000 < pairs.length ? (pairs[code - 0x10000] ?? complexWeight) : complexWeight;
  }
}

/** Whether a letter that is no letter of its own is made of two units. @param odd what the two count as */
function takesTwo(weight: number, odd: number, units: TextTable['units'], at: number, end: number): boolean {
  if (weight === turnedWeight) return odd > 0xffff;
  return weight === complexWeight && pairAt(units, at, end) > 0;
}
