import type { Steps } from '../slices';

const slotBits = 16;
const slots = 2 ** slotBits;
/** More different beginnings are not few any more: most of the slots must stay empty, so that one is found quickly. */
const mostBeginnings = 30_000;
/** Texts between two pauses. */
const atOnce = 1_000_000;

/** Which beginning each text has, of few different ones: such texts go straight to their places. */
export class Beginnings {
  /** By hash: number of the beginning + 1, or 0. */
  readonly #slots = new Uint16Array(slots);
  /** The two halves of each. */
  readonly #halves = new Uint32Array(2 * mostBeginnings);
  #count = 0;
  /** By text: the number of its beginning + 1, or 0 where the text is not sorted. */
  readonly #numberOf: Uint16Array;
  /** There are too many different ones. */
  tooMany = false;

  constructor(texts: number) {
    this.#numberOf = new Uint16Array(texts);
  }

  /** The number of a beginning; any where there are too many. @param high the more important half of it as a number */
  number(high: number, low: number): number {
    const halves = this.#halves;
    const mixed = Math.imul(high, 0x85ebca6b) ^ low;
    let slot = Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b1) >>> (32 - slotBits);
    for (;;) {
      const number = (this.#slots[slot] ?? 0) - 1;
      if (number < 0) break;
      if (halves[2 * number] === high && halves[2 * number + 1] === low) return number;
      slot = (slot + 1) & (slots - 1);
    }
    if (this.#count === mostBeginnings) {
      this.tooMany = true;
      return 0;
    }
    const number = this.#count++;
    halves[2 * number] = high;
    halves[2 * number + 1] = low;
    this.#slots[slot] = number + 1;
    return number;
  }

  add(text: number, number: number): void {
    this.#numberOf[text] = number + 1;
  }

  /**
   * The added texts in the order of their beginnings, those with the same as they came.
   * @param words one a text, to be carried along
   */
  *sorted(words: Uint32Array): Steps<SortedBeginnings> {
    const { places, ends } = this.#places();
    yield;
    const count = ends.at(-1) ?? 0;
    const items = new Uint32Array(count);
    const carried = new Uint32Array(count);
    for (let first = 0; first < this.#numberOf.length; first += atOnce) {
      this.#move(first, words, places, { items, carried });
      yield;
    }
    return { items, carried, ends };
  }

  /** Puts some texts where the next ones of their beginnings belong. */
  #move(first: number, words: Uint32Array, places: Uint32Array, into: Carried): void {
    const { items, carried } = into;
    const numberOf = this.#numberOf;
    const end = Math.min(numberOf.length, first + atOnce);
    for (let text = first; text < end; text++) {
      const number = numberOf[text] ?? 0;
      if (number === 0) continue;
      const at = places[number] ?? 0;
      places[number] = at + 1;
      items[at] = text;
      carried[at] = words[text] ?? 0;
    }
  }

  /** Where the texts of each beginning come, by its number + 1, and where they end, in their order. */
  #places(): { readonly places: Uint32Array; readonly ends: number[] } {
    const halves = this.#halves;
    const half = (number: number, which: number): number => halves[2 * number + which] ?? 0;
    const numbers = Array.from({ length: this.#count }, (_, number) => number);
    numbers.sort((a, b) => half(a, 0) - half(b, 0) || half(a, 1) - half(b, 1));
    const counts = new Uint32Array(this.#count + 1);
    for (const number of this.#numberOf) counts[number] = (counts[number] ?? 0) + 1;
    const places = new Uint32Array(counts.length);
    const ends: number[] = [];
    let place = 0;
    for (const number of numbers) {
      places[number + 1] = place;
      place += counts[number + 1] ?? 0;
      ends.push(place);
    }
    return { places, ends };
  }
}

interface Carried {
  readonly items: Uint32Array;
  /** The first word of each item. */
  readonly carried: Uint32Array;
}

export interface SortedBeginnings extends Carried {
  /** Where the items of each beginning end. */
  readonly ends: readonly number[];
}
