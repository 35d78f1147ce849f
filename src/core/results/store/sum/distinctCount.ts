import type { TextTable } from '../../model';
import { TextHash } from './textHashes';

/** So many different texts are told apart exactly; twelve bytes each. */
const exactly = 1 << 21;

/**
 * Counts different texts. Beyond two million of them only every second, fourth … hash is kept, and the number is an
 * estimate, off by about a thousandth.
 */
export class DistinctCount {
  readonly #hash = new TextHash();
  /** Two words a slot; 0 in both is an empty one. */
  #slots = new Uint32Array(2 * 1024);
  #mask = 1023;
  #size = 0;
  /** Only hashes without these bits are kept. */
  #dropped = 0;

  get count(): number {
    return this.#size * (this.#dropped + 1);
  }

  get estimated(): boolean {
    return this.#dropped > 0;
  }

  add(table: TextTable, index: number): void {
    this.#hash.take(table, index);
    const { high, low } = this.#hash;
    if ((high & this.#dropped) !== 0) return;
    this.#insert(high === 0 && low === 0 ? 1 : high, low);
    if (2 * this.#size <= this.#mask) return;
    if (this.#size >= exactly) this.#dropped = 2 * this.#dropped + 1;
    else this.#mask = 2 * this.#mask + 1;
    this.#rebuild();
  }

  #insert(high: number, low: number): void {
    const slots = this.#slots;
    for (let slot = low & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const knownHigh = slots[2 * slot] ?? 0;
      const knownLow = slots[2 * slot + 1] ?? 0;
      if (knownHigh === high && knownLow === low) return;
      if (knownHigh !== 0 || knownLow !== 0) continue;
      slots[2 * slot] = high;
      slots[2 * slot + 1] = low;
      this.#size++;
      return;
    }
  }

  #rebuild(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(2 * (this.#mask + 1));
    this.#size = 0;
    for (let at = 0; at < old.length; at += 2) {
      const high = old[at] ?? 0;
      const low = old[at + 1] ?? 0;
      if ((high !== 0 || low !== 0) && (high & this.#dropped) === 0) this.#insert(high, low);
    }
  }
}
