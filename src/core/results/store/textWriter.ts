import type { TextTable } from '../model';

/** Collects texts end to end; used again and again, so that writing many small tables allocates little. */
export class TextWriter {
  #units = new Uint16Array(4096);
  #ends = new Uint32Array(256);
  #length = 0;
  #count = 0;
  #all = 0;

  clear(): void {
    this.#length = 0;
    this.#count = 0;
    this.#all = 0;
  }

  /**
   * Adds a text, or its beginning.
   * @param limit in UTF-16 code units; a surrogate pair is never cut in two
   * @returns whether it was cut
   */
  add(text: string, limit: number): boolean {
    const cut = text.length > limit;
    let length = cut ? limit : text.length;
    if (cut && splitsPair(text.charCodeAt(length - 1), text.charCodeAt(length))) length--;
    this.#reserve(length);
    const units = this.#units;
    let at = this.#length;
    let all = this.#all;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      all |= unit;
      units[at++] = unit;
    }
    this.#all = all;
    this.#end(at);
    return cut;
  }

  /** The same for text `index` of a table. */
  addFrom(table: TextTable, index: number, limit: number): boolean {
    const source = table.units;
    const start = index === 0 ? 0 : (table.ends[index - 1] ?? 0);
    const whole = (table.ends[index] ?? start) - start;
    const cut = whole > limit;
    let length = cut ? limit : whole;
    if (cut && splitsPair(source[start + length - 1] ?? 0, source[start + length] ?? 0)) length--;
    this.#reserve(length);
    const units = this.#units;
    let at = this.#length;
    let all = this.#all;
    for (let from = start, end = start + length; from < end; from++) {
      const unit = source[from] ?? 0;
      all |= unit;
      units[at++] = unit;
    }
    this.#all = all;
    this.#end(at);
    return cut;
  }

  /** A table of its own. */
  finish(): TextTable {
    const units = this.#units.subarray(0, this.#length);
    return {
      ends: this.#ends.slice(0, this.#count),
      units: this.#all > 0xff ? units.slice() : Uint8Array.from(units),
    };
  }

  #reserve(length: number): void {
    if (this.#length + length > this.#units.length) {
      const grown = new Uint16Array(Math.max(2 * this.#units.length, this.#length + length));
      grown.set(this.#units.subarray(0, this.#length));
      this.#units = grown;
    }
    if (this.#count === this.#ends.length) {
      const grown = new Uint32Array(2 * this.#ends.length);
      grown.set(this.#ends);
      this.#ends = grown;
    }
  }

  #end(at: number): void {
    this.#length = at;
    this.#ends[this.#count++] = at;
  }
}

function splitsPair(before: number, after: number): boolean {
  return (before & 0xfc00) === 0xd800 && (after & 0xfc00) === 0xdc00;
}
