import type { TextTable } from '../../model';
import { firstEntry } from '../../model';
import type { Steps } from '../slices';
import { Beginnings } from './beginnings';
import { noPlace, wordsAText } from './letterPlaces';
import type { LetterPlaces, WordPlan } from './letterPlaces';
import { LetterReader, noLetters, variantOf } from './letterReader';
import { SeenBeginnings } from './seenBeginnings';
import { comparedUnits } from './textParts';
import type { TextFinder, TextPart, TextParts } from './textParts';
import type { TextWeights } from './textWeights';

const variantFactor = 0x01000193;

/** The weights of texts as numbers that compare as the texts do: a beginning, and then some words at a time. */
export class TextKeys {
  /** {@link wordsAText} times one a text; the memory of what is never written costs nothing. */
  readonly words: readonly [Uint32Array, Uint32Array];
  readonly beginnings: Beginnings;
  /** Of two texts of the same weights those with different ones differ in case, accents or what stands far behind. */
  readonly variants: Uint32Array;
  /** Texts that weights cannot order. */
  readonly complex: number[] = [];
  /** Complex texts of which that was seen after their first words. */
  readonly late = new Set<number>();
  /** Complex texts that are so only because the plan has no place for some letter; the places have them now. */
  missed = 0;
  readonly #weights: TextWeights;
  readonly #plan: WordPlan;
  readonly #places: LetterPlaces;
  readonly #finder: TextFinder;
  readonly #reader: LetterReader;
  readonly #seenBytes: SeenBeginnings;
  readonly #seenWide: SeenBeginnings;
  /** Two words of the beginning of a text, and {@link wordsAText}. */
  readonly #made = new Uint32Array(2 + wordsAText);
  readonly #texts: number;
  /** Units of each text that its words and those before them are made of, + 1; 0 for as many as are planned. */
  #read: Uint16Array | undefined;

  constructor(texts: number, weights: TextWeights, places: LetterPlaces, finder: TextFinder) {
    this.#weights = weights;
    this.#places = places;
    this.#plan = places.plan();
    this.#finder = finder;
    this.#reader = new LetterReader(weights, Math.max(this.#plan.count + 1, wordsAText * weights.perWord));
    this.#seenBytes = new SeenBeginnings(this.#plan.beginning);
    this.#seenWide = new SeenBeginnings(2 * this.#plan.beginning);
    this.words = [new Uint32Array(texts), new Uint32Array(texts)];
    this.variants = new Uint32Array(texts);
    this.beginnings = new Beginnings(texts);
    this.#texts = texts;
  }

  /** A text ends in its word at a depth where that is a multiple of this; 0 where it cannot be seen. */
  endBase(depth: number): number {
    return depth < wordsAText ? (this.#plan.endBases[2 + depth] ?? 0) : this.#weights.base;
  }

  /** The first words of some texts. */
  add(first: number, { table, states }: TextPart): void {
    const { ends, units } = table;
    const write = this.#weights.contractions === undefined ? this.#writerOf(units) : undefined;
    let start = 0;
    for (let i = 0; i < ends.length; i++) {
      const end = ends[i] ?? start;
      if (states === undefined || (states[i] ?? 0) >= firstEntry) {
        const text = first + i;
        const counts = end - start > comparedUnits ? start + comparedUnits : end;
        const done = write !== undefined && write(start, counts, text);
        if (!done && !this.#writeAny(units, start, counts, text)) this.complex.push(text);
      }
      start = end;
    }
  }

  #writerOf(units: TextTable['units']): (start: number, end: number, text: number) => boolean {
    if (units instanceof Uint8Array) {
      this.#seenBytes.turnTo(units);
      return (start, end, text) => this.#writeBytes(units, start, end, text);
    }
    this.#seenWide.turnTo(units);
    return (start, end, text) => this.#writeWide(units, start, end, text);
  }

  /** The first words of a text in which every unit is a letter of its own; false where one is not. */
  #writeBytes(units: Uint8Array, start: number, end: number, text: number): boolean {
    const { byUnit, beginning, firstEnd } = this.#plan;
    const stop = this.#fits(end - start);
    if (stop < 0) return false;
    const seen = this.#seenBytes;
    const near = stop < beginning ? stop : beginning;
    let record = seen.find(start, near);
    if (record < 0) record = this.#learn(seen, units, start, near, end);
    if (record < 0) return false;
    let variant = seen.variantOf(record);
    let all = 0;
    let place = near;
    let first = 0;
    for (const to = firstEnd < stop ? firstEnd : stop; place < to; place++) {
      const at = ((place << 8) | (units[start + place] ?? 0)) << 1;
      const letter = byUnit[at] ?? 0;
      variant = (variant + (byUnit[at + 1] ?? 0)) | 0;
      all |= letter;
      first = (first + letter) | 0;
    }
    let second = 0;
    for (; place < stop; place++) {
      const at = ((place << 8) | (units[start + place] ?? 0)) << 1;
      const letter = byUnit[at] ?? 0;
      variant = (variant + (byUnit[at + 1] ?? 0)) | 0;
      all |= letter;
      second = (second + letter) | 0;
    }
    if (all < 0 || (stop < end - start && !this.#reader.mayFollow(units, start + stop, end, 0))) return false;
    this.#add(text, seen.beginningOf(record), first, second, variant);
    return true;
  }

  /** The same for units of two bytes. */
  #writeWide(units: Uint16Array, start: number, end: number, text: number): boolean {
    const { byWeight, beginning, firstEnd } = this.#plan;
    const stop = this.#fits(end - start);
    if (stop < 0) return false;
    const seen = this.#seenWide;
    const near = stop < beginning ? stop : beginning;
    let record = seen.find(2 * start, 2 * near);
    if (record < 0) record = this.#learn(seen, units, start, near, end);
    if (record < 0) return false;
    const { units: weights, base } = this.#weights;
    let variant = seen.variantOf(record);
    let all = 0;
    let first = 0;
    let second = 0;
    for (let place = near; place < stop; place++) {
      const unit = units[start + place] ?? 0;
      const entry = weights[unit] ?? 0;
      const weight = entry & 0xffff;
      const letter = weight < base ? (byWeight[place * base + weight] ?? 0) : noPlace;
      if (entry >>> 16 !== 0) variant = (variant + variantOf(unit, place)) | 0;
      all |= letter;
      if (place < firstEnd) first = (first + letter) | 0;
      else second = (second + letter) | 0;
    }
    if (all < 0 || (stop < end - start && !this.#reader.mayFollow(units, start + stop, end, 0))) return false;
    this.#add(text, seen.beginningOf(record), first, second, variant);
    return true;
  }

  /** Makes a record of a beginning, the first `near` units of a text, that was not seen before; -1 where that is not to be. */
  #learn(seen: SeenBeginnings, units: TextTable['units'], start: number, near: number, end: number): number {
    const reader = this.#reader;
    const letters = reader.read(units, start, start, end, near, 0);
    if (letters !== near || reader.at - start !== near) return -1;
    // Other texts that begin so may go on with what changes places with it.
    if (near > 0 && reader.mayTurn(units[start + near - 1] ?? 0)) return -1;
    const made = this.#made;
    if (!this.#makeWords(near)) return -1;
    const number = this.beginnings.number(made[0] ?? 0, made[1] ?? 0);
    return seen.keep(number, reader.variant);
  }

  /** Of the first letters that the reader has read; false where the plan has no place for one. */
  #makeWords(letters: number): boolean {
    const { ends, byWeight } = this.#plan;
    const { base } = this.#weights;
    const reader = this.#reader;
    let all = 0;
    let place = 0;
    for (let number = 0; number < this.#made.length; number++) {
      const to = Math.min(ends[number] ?? 0, letters);
      let word = 0;
      for (; place < to; place++) {
        const letter = byWeight[place * base + (reader.letters[place] ?? 0)] ?? noPlace;
        all |= letter;
        word = (word + letter) | 0;
      }
      this.#made[number] = word;
    }
    return all >= 0;
  }

  /** How many of its letters the words of a text hold; -1 where the plan has no words for texts so long. */
  #fits(letters: number): number {
    const { count, shortest, whole } = this.#plan;
    if (letters < count) return letters < shortest ? -1 : letters;
    return whole && letters > count ? -1 : count;
  }

  /**
   * The first words of any text; false where it has a complex character in them, letters that belong together, or
   * one that the plan has no place for.
   */
  #writeAny(units: TextTable['units'], start: number, end: number, text: number): boolean {
    const { count, whole } = this.#plan;
    const reader = this.#reader;
    const letters = reader.read(units, start, start, end, whole ? count + 1 : count, 0);
    if (letters === noLetters) return false;
    const stop = this.#fits(letters);
    if (stop < 0 || !this.#makeWords(stop)) {
      this.#places.note(units, start, end);
      this.missed++;
      return false;
    }
    const made = this.#made;
    const beginning = this.beginnings.number(made[0] ?? 0, made[1] ?? 0);
    this.#add(text, beginning, made[2] ?? 0, made[3] ?? 0, reader.variant);
    if (reader.at - start !== stop) this.#setRead(text, reader.at - start);
    return true;
  }

  #add(text: number, beginning: number, first: number, second: number, variant: number): void {
    this.words[0][text] = first;
    if (second !== 0) this.words[1][text] = second;
    this.variants[text] = variant;
    this.beginnings.add(text, beginning);
  }

  #setRead(text: number, units: number): void {
    this.#read ??= new Uint16Array(this.#texts);
    this.#read[text] = units + 1;
  }

  /** Units that were read of the text that the finder has found. */
  #readOf(text: number): number {
    const read = this.#read?.[text] ?? 0;
    return read > 0 ? read - 1 : Math.min(this.#plan.count, this.#finder.end - this.#finder.start);
  }

  /** The next words of some texts, in place of those before. */
  goOn(items: Uint32Array): void {
    const finder = this.#finder;
    for (const item of items) {
      finder.find(item);
      const { table, start, end } = finder;
      if (this.#writeNext(table.units, start, start + this.#readOf(item), end, item)) continue;
      for (const words of this.words) words[item] = 0;
      this.complex.push(item);
      this.late.add(item);
    }
  }

  /** Any letter can stand anywhere here. */
  #writeNext(units: TextTable['units'], start: number, from: number, end: number, text: number): boolean {
    const { base, perWord } = this.#weights;
    const reader = this.#reader;
    const count = reader.read(units, start, from, end, wordsAText * perWord, this.variants[text] ?? 0);
    if (count === noLetters) return false;
    for (let number = 0, i = 0; number < wordsAText; number++) {
      let word = 0;
      for (const to = i + perWord; i < to; i++) {
        word = (Math.imul(word, base) + (i < count ? (reader.letters[i] ?? 0) : 0)) | 0;
      }
      const words = this.words[number];
      if (words !== undefined) words[text] = word;
    }
    this.variants[text] = reader.variant;
    this.#setRead(text, reader.at - start);
    return true;
  }

  /** Whether some texts are the same as the first one behind what was read of them. */
  areSame(first: number, items: Uint32Array): boolean {
    const finder = this.#finder;
    finder.find(first);
    const { units } = finder.table;
    const reader = this.#reader;
    const start = finder.start + this.#readOf(first);
    const { end } = finder;
    const turned = reader.turnedAt(units, finder.start, start, end);
    for (const item of items) {
      finder.find(item);
      const at = finder.start + this.#readOf(item);
      if (finder.end - at !== end - start) return false;
      const others = finder.table.units;
      if (reader.turnedAt(others, finder.start, at, finder.end) !== turned) return false;
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
      for (let at = start + this.#readOf(item); at < end; at++) {
        variant = (Math.imul(variant, variantFactor) + (units[at] ?? 0) + 1) | 0;
      }
      this.variants[item] = variant;
    }
  }
}

/** Stops where there are too many beginnings. */
export function* addAll(keys: TextKeys, texts: TextParts): Steps<void> {
  for (let part = 0; part < texts.parts && !keys.beginnings.tooMany; part++) {
    keys.add(texts.first(part), texts.at(part));
    yield;
  }
}
