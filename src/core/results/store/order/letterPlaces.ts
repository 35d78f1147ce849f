import { firstEntry } from '../../model';
import { BeginningCounts } from './beginningCounts';
import { estimateDifferent } from './estimate';
import { LetterReader, noLetters, variantOf } from './letterReader';
import type { TextParts } from './textParts';
import type { TextWeights } from './textWeights';
import { mostWeights } from './alphabet';
import { notedPlaces, partsToRead } from './usedCharacters';
import type { UsedPlaces } from './usedCharacters';

/** Words of the beginnings that many texts have in common. */
const beginningWords = 2;
/** Words that are made of what follows, at a time. */
export const wordsAText = 2;
/** A word is less: the sign of an entry says that the letter has no place in it. */
const wordLimit = 2 ** 31;
export const noPlace = -1;
/** Letters that are noted at all places together: a language of many thousand letters has few places. */
const mostNoted = 1 << 20;
/** Texts by which is seen how far beginnings reach. */
const sampledTexts = 1024;
/** Of texts in units of two bytes so many are read to see which letters stand where. */
const notedTexts = 8192;
/** So many different beginnings are still few. */
const fewBeginnings = 9000;

/**
 * How the first letters of texts make words. At each place only some letters occur: their numbers are the digits of
 * a number, each place with a base of its own, so that a word holds more of them than if every letter of the alphabet
 * could stand anywhere. The first words hold beginnings that many texts share, the other ones what follows.
 */
export interface WordPlan {
  /** Letters that the words hold. */
  readonly count: number;
  /** Place behind the last one of each word: two of the beginning, and {@link wordsAText}. */
  readonly ends: readonly number[];
  /** Letters of the beginning. */
  readonly beginning: number;
  /** Place behind the first word of what follows it. */
  readonly firstEnd: number;
  /** Texts with fewer letters than this, and than `count`, have no words. */
  readonly shortest: number;
  /** No text has more than `count` letters; those that do have no words. */
  readonly whole: boolean;
  /** By word: a text ends in it, or before, where its word is a multiple of this; 0 where that cannot be seen. */
  readonly endBases: readonly number[];
  /** By place and weight, `base` of them a place: what the letter adds to its word, or {@link noPlace}. */
  readonly byWeight: Int32Array;
  /** By place and unit of one byte: what it adds to its word, or {@link noPlace}, and what it adds to the variant. */
  readonly byUnit: Int32Array;
}

/** Notes which letters stand where, and plans words by that. */
export class LetterPlaces {
  readonly #weights: TextWeights;
  readonly #reader: LetterReader;
  readonly #places: number;
  /** By place and weight: 1 where it was seen there. */
  readonly #seen: Uint8Array;
  #shortest: number;
  /** Letters that most texts share the beginning of. */
  #beginning = notedPlaces;

  constructor(weights: TextWeights, texts: TextParts, used: UsedPlaces, sampled: boolean) {
    this.#weights = weights;
    const { base } = weights;
    this.#places = Math.min(notedPlaces - 1, Math.floor(mostNoted / base));
    this.#reader = new LetterReader(weights, this.#places);
    this.#seen = new Uint8Array(this.#places * base);
    this.#shortest = used.shortest;
    for (let at = 0; at < this.#places << 8; at++) {
      if (used.units[at] === 1) this.#see(at >>> 8, (weights.units[at & 0xff] ?? 0) & 0xffff);
    }
    this.#sample(texts, sampled);
  }

  /** Makes room for the letters of a text. */
  note(units: Uint8Array | Uint16Array, start: number, end: number): void {
    this.#note(units, start, end);
  }

  #see(place: number, weight: number): void {
    if (weight > 0 && weight <= mostWeights) this.#seen[place * this.#weights.base + weight] = 1;
  }

  #sample(texts: TextParts, sampled: boolean): void {
    const parts = [...partsToRead(texts, sampled)];
    const sample: Uint16Array[] = [];
    for (const number of parts) {
      const { table, states } = texts.at(number);
      const { units, ends } = table;
      const noted = units instanceof Uint8Array ? sampledTexts : notedTexts;
      const step = Math.max(1, Math.floor((ends.length * parts.length) / noted));
      const kept = Math.max(1, Math.floor(noted / sampledTexts));
      for (let i = 0; i * step < ends.length; i++) {
        const text = i * step;
        if (states !== undefined && (states[text] ?? 0) < firstEntry) continue;
        const start = text === 0 ? 0 : (ends[text - 1] ?? 0);
        const count = this.#note(units, start, ends[text] ?? start);
        if (count !== noLetters && i % kept === 0) sample.push(this.#reader.letters.slice(0, count));
      }
    }
    this.#beginning = Math.min(
      commonLetters(sample, this.#places),
      this.#dealt().ends[beginningWords - 1] ?? 0,
    );
    const counted = new BeginningCounts(texts, parts);
    while (this.#beginning > 0 && counted.estimate(this.#beginning) > fewBeginnings) this.#beginning--;
  }

  #note(units: Uint8Array | Uint16Array, start: number, end: number): number {
    const reader = this.#reader;
    const count = reader.read(units, start, start, end, this.#places, 0);
    for (let i = 0; i < reader.count; i++) this.#see(i, reader.letters[i] ?? 0);
    if (count !== noLetters && count < this.#shortest) this.#shortest = count;
    return count;
  }

  /** Fewer beginnings are told apart. */
  shorten(): void {
    this.#beginning = Math.floor((3 * this.#beginning) / 4);
  }

  plan(): WordPlan {
    const { base } = this.#weights;
    const { letters, bases, used, ends, steps } = this.#dealt();
    const count = ends.at(-1) ?? 0;
    const whole = count === used;
    const byWeight = new Int32Array(count * base).fill(noPlace);
    for (let place = 0; place < count; place++) {
      const first = place >= this.#shortest ? 1 : 0;
      letters[place]?.forEach((weight, i) => {
        byWeight[place * base + weight] = (first + i) * (steps[place] ?? 1);
      });
    }
    const endBases = ends.map((end, word) => {
      if (whole && end === count) return 1;
      const last = end - 1;
      return end > (ends[word - 1] ?? 0) && last >= this.#shortest ? (bases[last] ?? 0) : 0;
    });
    return {
      count,
      ends,
      beginning: ends[beginningWords - 1] ?? 0,
      firstEnd: ends[beginningWords] ?? 0,
      shortest: this.#shortest,
      whole,
      endBases,
      byWeight,
      byUnit: this.#byUnit(byWeight),
    };
  }

  #dealt(): DealtLetters {
    const letters = Array.from({ length: this.#places }, (_, place) => this.#lettersAt(place));
    const bases = letters.map((some, place) => some.length + (place >= this.#shortest ? 1 : 0));
    const used = letters.findIndex((some) => some.length === 0);
    const dealt = dealOut(bases.slice(0, used < 0 ? bases.length : used), this.#beginning);
    return { letters, bases, used, ...dealt };
  }

  #lettersAt(place: number): number[] {
    const { base } = this.#weights;
    const letters: number[] = [];
    const seen = this.#seen.subarray(place * base, (place + 1) * base);
    for (let weight = seen.indexOf(1); weight > 0; weight = seen.indexOf(1, weight + 1)) letters.push(weight);
    return letters;
  }

  #byUnit(byWeight: Int32Array): Int32Array {
    const { base, units } = this.#weights;
    const count = byWeight.length / base;
    const table = new Int32Array(count << 9);
    for (let at = 0; at < count << 8; at++) {
      const place = at >>> 8;
      const entry = units[at & 0xff] ?? 0;
      const weight = entry & 0xffff;
      table[2 * at] = weight < base ? (byWeight[place * base + weight] ?? noPlace) : noPlace;
      table[2 * at + 1] = entry >>> 16 === 0 ? 0 : variantOf(at & 0xff, place);
    }
    return table;
  }
}

interface DealtLetters {
  /** Weights that were seen, by place. */
  readonly letters: readonly (readonly number[])[];
  /** Of the digit at each place. */
  readonly bases: readonly number[];
  /** The first place at which nothing was seen, -1 where there is none. */
  readonly used: number;
  readonly ends: readonly number[];
  readonly steps: readonly number[];
}

/** Which places each word holds, and what each place counts in it. */
function dealOut(bases: readonly number[], beginning: number): { ends: number[]; steps: number[] } {
  const ends: number[] = [];
  let place = 0;
  for (let word = 0; word < beginningWords + wordsAText; word++) {
    const stop = word < beginningWords ? Math.min(beginning, bases.length) : bases.length;
    for (let size = 1; place < stop; place++) {
      size *= bases[place] ?? 1;
      if (size > wordLimit) break;
    }
    ends.push(place);
  }
  const steps = bases.map(() => 1);
  let start = 0;
  for (const end of ends) {
    for (let at = end - 2; at >= start; at--) steps[at] = (steps[at + 1] ?? 1) * (bases[at + 1] ?? 1);
    start = end;
  }
  return { ends, steps };
}

/** How many letters the beginnings have of which there are few, as far as some texts tell. */
function commonLetters(sample: readonly Uint16Array[], most: number): number {
  let beginnings = sample.map(() => 0);
  for (let place = 0; place < most; place++) {
    const numbers = new Map<number, number>();
    const counts: number[] = [];
    beginnings = sample.map((letters, i) => {
      const key = (beginnings[i] ?? 0) * 0x10000 + (letters[place] ?? 0);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    });
    if (estimateDifferent(counts) > fewBeginnings) return place;
  }
  return most;
}
