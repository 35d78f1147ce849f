import type { TextTable } from '../../model';
import { firstEntry } from '../../model';
import type { Steps } from '../slices';
import { complexWeight, doubleWeight } from './alphabet';
import { comparedUnits } from './textParts';
import type { TextFinder, TextPart, TextParts } from './textParts';
import type { TextWeights } from './textWeights';
import { pairAt } from './usedCharacters';

/** Words that are made of each text at a time: twenty letters and more. */
export const wordsAText = 4;

const variantFactor = 0x01000193;
/** Greater weights, and 0, need a second look. */
const mostPlain = doubleWeight - 1;

/** The weights of texts as numbers that compare as the texts do, some words at a time. */
export class TextKeys {
  /** {@link wordsAText} a text, 0 behind its end. */
  readonly words: Uint32Array;
  /** Of two texts of the same weights those with different ones differ in case, accents or what stands far behind. */
  readonly variants: Uint32Array;
  /** A multiple of it is a word in which the text ends. */
  readonly base: number;
  readonly #weights: TextWeights;
  readonly #units: TextWeights['units'];
  readonly #perWord: number;
  readonly #contracts: boolean;
  readonly #finder: TextFinder;
  /** The weights of the text that is being read. */
  readonly #letters: Uint16Array;
  /** Units of each text that its words and those before them are made of. */
  readonly #read: Uint16Array;
  readonly #simple: Uint32Array;
  #simples = 0;
  /** Texts that weights cannot order. */
  readonly complex: number[] = [];
  /** Complex texts of which that was seen after their first words. */
  readonly late = new Set<number>();

  constructor(texts: number, weights: TextWeights, finder: TextFinder) {
    this.#weights = weights;
    this.#units = weights.units;
    this.#perWord = weights.perWord;
    this.#contracts = weights.contractions !== undefined;
    this.#finder = finder;
    this.base = weights.base;
    this.#letters = new Uint16Array(wordsAText * weights.perWord);
    this.words = new Uint32Array(wordsAText * texts);
    this.variants = new Uint32Array(texts);
    this.#read = new Uint16Array(texts);
    this.#simple = new Uint32Array(texts);
  }

  /** Texts of simple characters alone, as far as they were read. */
  get simple(): Uint32Array {
    return this.#simple.subarray(0, this.#simples);
  }

  /** The first words of some texts. */
  add(first: number, { table, states }: TextPart): void {
    const { ends, units } = table;
    let start = 0;
    let odd = 0;
    for (let i = 0; i < ends.length; i++) {
      const end = ends[i] ?? start;
      if (states === undefined || (states[i] ?? 0) >= firstEntry) {
        const counts = Math.min(end, start + comparedUnits);
        // Where most texts before were odd ones, there is no use in trying.
        if (2 * odd <= i && this.#writePlain(units, start, counts, first + i)) {
          this.#simple[this.#simples++] = first + i;
        } else {
          odd++;
          if (this.#write(units, start, start, counts, first + i)) this.#simple[this.#simples++] = first + i;
          else this.complex.push(first + i);
        }
      }
      start = end;
    }
  }

  /** The next words of some texts, in place of those before. */
  goOn(items: Uint32Array): void {
    const finder = this.#finder;
    for (const item of items) {
      finder.find(item);
      const { table, start, end } = finder;
      this.words.fill(0, wordsAText * item, wordsAText * (item + 1));
      if (this.#write(table.units, start, start + (this.#read[item] ?? 0), end, item)) continue;
      this.complex.push(item);
      this.late.add(item);
    }
  }

  /** Whether some texts are the same as the first one behind what was read of them. */
  areSame(first: number, items: Uint32Array): boolean {
    const finder = this.#finder;
    finder.find(first);
    const { units } = finder.table;
    const start = finder.start + (this.#read[first] ?? 0);
    const { end } = finder;
    for (const item of items) {
      finder.find(item);
      const at = finder.start + (this.#read[item] ?? 0);
      if (finder.end - at !== end - start) return false;
      const others = finder.table.units;
      for (let j = start, k = at; j < end; j++, k++) if (units[j] !== others[k]) return false;
    }
    return true;
  }

  /** Lets what was not read of some texts count as a variant. */
  giveUp(items: Uint32Array): void {
    const finder = this.#finder;
    for (const item of items) {
      finder.find(item);
      const { table: { units }, start, end } = finder; // prettier-ignore
      let variant = this.variants[item] ?? 0;
      for (let at = start + (this.#read[item] ?? 0); at < end; at++) {
        variant = (Math.imul(variant, variantFactor) + (units[at] ?? 0) + 1) | 0;
      }
      this.variants[item] = variant;
    }
  }

  /** The first words of a text in which every unit is a letter of its own; false where one is not. */
  #writePlain(units: TextTable['units'], start: number, end: number, text: number): boolean {
    if (this.#contracts) return false;
    const { words } = this;
    const weights = this.#units;
    const perWord = this.#perWord;
    const { base } = this;
    const stop = wordsAText * (text + 1);
    let variant = 0;
    let i = start;
    let to = i;
    for (let at = stop - wordsAText; at < stop && i < end; at++) {
      to = i + perWord;
      let word = 0;
      for (const last = to < end ? to : end; i < last; i++) {
        const entry = weights[units[i] ?? 0] ?? 0;
        const weight = entry & 0xffff;
        if (weight === 0 || weight > mostPlain) return false;
        variant = (Math.imul(variant, variantFactor) + (entry >>> 16)) | 0;
        word = (Math.imul(word, base) + weight) | 0;
      }
      words[at] = i === to ? word : Math.imul(word, this.#weights.powers[to - i] ?? 1);
    }
    this.variants[text] = variant;
    this.#read[text] = i - start;
    return this.#mayFollow(units, i, end, 0);
  }

  /**
   * The words of one text from a place on; false where it has a complex character in them, or letters that belong
   * together.
   */
  #write(units: TextTable['units'], start: number, from: number, end: number, text: number): boolean {
    const count = this.#readWeights(units, start, from, end, text);
    if (count < 0) return false;
    const { words, base } = this;
    const letters = this.#letters;
    const perWord = this.#perWord;
    for (let i = 0, at = wordsAText * text; i < count; at++) {
      let word = 0;
      for (const to = i + perWord; i < to; i++) {
        word = (Math.imul(word, base) + (i < count ? (letters[i] ?? 0) : 0)) | 0;
      }
      words[at] = word;
    }
    return true;
  }

  /** The next weights of a text, as many as its words take: how many there are, -1 where they cannot order it. */
  #readWeights(units: TextTable['units'], start: number, from: number, end: number, text: number): number {
    const letters = this.#letters;
    const room = letters.length;
    const weights = this.#units;
    const contracts = this.#contracts;
    let variant = this.variants[text] ?? 0;
    let count = 0;
    let i = from;
    for (; i < end && count < room; i++) {
      const entry = weights[units[i] ?? 0] ?? 0;
      variant = (Math.imul(variant, variantFactor) + (entry >>> 16)) | 0;
      let weight = entry & 0xffff;
      if (weight === 0 || weight > mostPlain) {
        const odd = this.#oddWeight(units, i, end, weight);
        // A double letter that does not fit as a whole is as good as a complex one: that is rare.
        if (odd === complexWeight || (odd > 0xffff && count + 1 === room)) return -1;
        variant = (variant + (units[i] ?? 0) + 1) | 0;
        if (weight === complexWeight) variant = (Math.imul(variant, variantFactor) + (units[++i] ?? 0)) | 0;
        weight = odd & 0xffff;
        if (weight === 0) continue;
        if (odd > 0xffff) {
          letters[count++] = weight;
          weight = odd >>> 16;
        }
      }
      if (contracts && count > 0 && this.#contract(letters[count - 1] ?? 0, weight)) return -1;
      letters[count++] = weight;
    }
    this.variants[text] = variant;
    this.#read[text] = i - start;
    return this.#mayFollow(units, i, end, letters[count - 1] ?? 0) ? count : -1;
  }

  /** A unit that is no letter of its own: its weight, and 65,536 times that of its second letter. */
  #oddWeight(units: TextTable['units'], at: number, end: number, weight: number): number {
    if (weight === doubleWeight) return this.#weights.doubles.get(units[at] ?? 0) ?? complexWeight;
    return weight === complexWeight ? this.#pairWeight(units, at, end) : weight;
  }

  /** What follows must not belong to the last letter, and no character is cut in two. */
  #mayFollow(units: TextTable['units'], at: number, end: number, before: number): boolean {
    if (at >= end) return true;
    let weight = (this.#units[units[at] ?? 0] ?? 0) & 0xffff;
    if (weight === complexWeight) weight = this.#pairWeight(units, at, end);
    return weight !== complexWeight && !this.#contract(before, weight);
  }

  #contract(before: number, weight: number): boolean {
    return this.#weights.contractions?.has(before * this.base + weight) === true;
  }

  #pairWeight(units: TextTable['units'], at: number, end: number): number {
    const code = pairAt(units, at, end);
    if (code === 0) return complexWeight;
    const { pairs } = this.#weights;
    return code - 0x10000 < pairs.length ? (pairs[code - 0x10000] ?? complexWeight) : complexWeight;
  }
}

export function* addAll(keys: TextKeys, texts: TextParts): Steps<void> {
  for (let part = 0; part < texts.parts; part++) {
    keys.add(texts.first(part), texts.at(part));
    yield;
  }
}
