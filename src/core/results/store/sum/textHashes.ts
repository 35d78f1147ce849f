import type { TextTable } from '../../model';

/** 64 bits of a text, in two words: two texts with the same are taken for equal. */
export class TextHash {
  high = 0;
  low = 0;

  /** Of text `index` of a table. */
  take(table: TextTable, index: number): void {
    const { units, ends } = table;
    const end = ends[index] ?? 0;
    let high = 0x9e3779b9;
    let low = 0x85ebca6b;
    for (let i = index === 0 ? 0 : (ends[index - 1] ?? 0); i < end; i++) {
      const unit = units[i] ?? 0;
      high = Math.imul(high ^ unit, 0x01000193);
      low = Math.imul(low + unit, 0x5bd1e995);
    }
    this.high = mix(high ^ (low >>> 13));
    this.low = mix(low ^ (high >>> 11));
  }
}

function mix(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Numbers texts as they are first seen: equal ones have the same number, from 0. */
export class TextNumbers {
  readonly #hash = new TextHash();
  /** Three words a slot: number + 1, high, low. */
  #slots = new Uint32Array(3 * 1024);
  #mask = 1023;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Number of text `index` of a table: {@link size} before the call where it is a new one. */
  of(table: TextTable, index: number): number {
    if (2 * this.#size > this.#mask) this.#grow();
    this.#hash.take(table, index);
    const { high, low } = this.#hash;
    const slots = this.#slots;
    for (let slot = low & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = 3 * slot;
      const known = slots[at] ?? 0;
      if (known === 0) {
        slots[at] = ++this.#size;
        slots[at + 1] = high;
        slots[at + 2] = low;
        return this.#size - 1;
      }
      if (slots[at + 2] === low && slots[at + 1] === high) return known - 1;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#mask = 2 * this.#mask + 1;
    const slots = new Uint32Array(3 * (this.#mask + 1));
    for (let from = 0; from < old.length; from += 3) {
      if (old[from] === 0) continue;
      let slot = (old[from + 2] ?? 0) & this.#mask;
      while (slots[3 * slot] !== 0) slot = (slot + 1) & this.#mask;
      slots.set(old.subarray(from, from + 3), 3 * slot);
    }
    this.#slots = slots;
  }
}
