const slotBits = 16;
const slots = 2 ** slotBits;
/** More different beginnings are not few any more: most of the slots must stay empty, so that one is found quickly. */
const mostBeginnings = 30_000;
const wordsASlot = 4;

/** Which beginning each text has, of few different ones: such texts go straight to their places. */
export class Beginnings {
  /** Of each slot: its texts, and the two halves of their beginning; one word is to spare. */
  readonly #slots = new Uint32Array(wordsASlot * slots);
  readonly #used: number[] = [];
  /** By text: its slot + 1, or 0 where the text is not sorted. */
  readonly #slotOf: Uint16Array;
  /** There are too many different ones. */
  tooMany = false;

  constructor(texts: number) {
    this.#slotOf = new Uint16Array(texts);
  }

  /** @param high the more important half of the beginning as a number */
  add(text: number, high: number, low: number): void {
    const table = this.#slots;
    const mixed = Math.imul(high, 0x85ebca6b) ^ low;
    let slot = Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b1) >>> (32 - slotBits);
    // The last slot is never used: its number + 1 is too great.
    if (slot === slots - 1) slot = 0;
    let at = wordsASlot * slot;
    while (table[at] !== 0 && (table[at + 1] !== high || table[at + 2] !== low)) {
      slot = slot === slots - 2 ? 0 : slot + 1;
      at = wordsASlot * slot;
    }
    if (table[at] === 0) {
      if (this.#used.length === mostBeginnings) {
        this.tooMany = true;
        return;
      }
      this.#used.push(slot);
      table[at + 1] = high;
      table[at + 2] = low;
    }
    table[at] = (table[at] ?? 0) + 1;
    this.#slotOf[text] = slot + 1;
  }

  /**
   * The added texts in the order of their beginnings, those with the same as they came.
   * @param words one a text, to be carried along
   */
  sorted(words: Uint32Array): SortedBeginnings {
    const table = this.#slots;
    const half = (slot: number, which: number): number => table[wordsASlot * slot + which] ?? 0;
    this.#used.sort((a, b) => half(a, 1) - half(b, 1) || half(a, 2) - half(b, 2));
    const places = new Uint32Array(slots);
    const ends: number[] = [];
    let place = 0;
    for (const slot of this.#used) {
      places[slot] = place;
      place += half(slot, 0);
      ends.push(place);
    }
    const items = new Uint32Array(place);
    const carried = new Uint32Array(place);
    const slotOf = this.#slotOf;
    for (let text = 0; text < slotOf.length; text++) {
      const slot = (slotOf[text] ?? 0) - 1;
      if (slot < 0) continue;
      const at = places[slot] ?? 0;
      places[slot] = at + 1;
      items[at] = text;
      carried[at] = words[text] ?? 0;
    }
    return { items, carried, ends };
  }
}

export interface SortedBeginnings {
  readonly items: Uint32Array;
  /** The first word of each item. */
  readonly carried: Uint32Array;
  /** Where the items of each beginning end. */
  readonly ends: readonly number[];
}
