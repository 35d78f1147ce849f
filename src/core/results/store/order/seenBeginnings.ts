import type { TextTable } from '../../model';

const placeBits = 16;
const places = 2 ** placeBits;
/** Of the places most stay empty, or nearly: a beginning is found quickly. */
const mostSeen = 44_000;
/** Of a record: hash, bytes, number of the beginning, variant; then what it is written in. */
const headWords = 4;

interface MissedBeginning {
  readonly view: DataView;
  readonly start: number;
  readonly bytes: number;
  readonly hash: number;
  /** Where the number of its record is to stand. */
  readonly place: number;
}

/**
 * The beginnings that were read already, by the very units they are written in, four bytes at a time: of many texts
 * that begin alike the letters are looked at once.
 */
export class SeenBeginnings {
  /** By hash: number of the record, or 0. */
  readonly #places = new Uint16Array(places);
  readonly #stride: number;
  /** The first one is of the beginning that found no room. */
  #records: Int32Array;
  #count = 0;
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Of the last units of a table, with room behind them. */
  #tail = this.#view;
  #tailFrom = 0;
  /** Beginnings that begin behind it are read from the tail. */
  #lastInView = 0;
  readonly #room: number;
  #missed: MissedBeginning | undefined;

  /** @param most bytes of a beginning */
  constructor(most: number) {
    this.#room = Math.ceil(most / 4) * 4;
    this.#stride = headWords + this.#room / 4;
    this.#records = new Int32Array(64 * this.#stride);
  }

  /** The table that the next texts stand in. */
  turnTo({ buffer, byteOffset, byteLength }: TextTable['units']): void {
    this.#view = new DataView(buffer, byteOffset, byteLength);
    this.#lastInView = byteLength - this.#room;
    this.#tailFrom = Math.max(0, this.#lastInView);
    const tail = new Uint8Array(2 * this.#room);
    tail.set(new Uint8Array(buffer, byteOffset + this.#tailFrom, byteLength - this.#tailFrom));
    this.#tail = new DataView(tail.buffer);
  }

  /** Where the record of a beginning stands, -1 where it was not seen. @param at its first byte in the table */
  find(at: number, bytes: number): number {
    const near = at > this.#lastInView;
    const view = near ? this.#tail : this.#view;
    const start = near ? at - this.#tailFrom : at;
    let hash = bytes;
    const whole = start + (bytes & ~3);
    for (let i = start; i < whole; i += 4) {
      hash = Math.imul(hash ^ view.getInt32(i, true), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    if ((bytes & 3) !== 0) hash = Math.imul(hash ^ restOf(view, whole, bytes), 0x85ebca6b);
    const records = this.#records;
    const numbers = this.#places;
    let place = (hash ^ (hash << 7)) >>> (32 - placeBits);
    for (;;) {
      const number = numbers[place] ?? 0;
      if (number === 0) break;
      const record = number * this.#stride;
      if (
        records[record] === hash &&
        records[record + 1] === bytes &&
        this.#same(record, view, start, bytes)
      ) {
        return record;
      }
      place = (place + 1) & (places - 1);
    }
    this.#missed = { view, start, bytes, hash, place };
    return -1;
  }

  #same(record: number, view: DataView, start: number, bytes: number): boolean {
    const records = this.#records;
    const whole = start + (bytes & ~3);
    let word = record + headWords;
    for (let i = start; i < whole; i += 4, word++) if (records[word] !== view.getInt32(i, true)) return false;
    return (bytes & 3) === 0 || records[word] === restOf(view, whole, bytes);
  }

  /** Keeps the beginning that was not found just now. @returns where its record stands */
  keep(beginning: number, variant: number): number {
    if (this.#missed === undefined) throw new RangeError('Every beginning was found.');
    const { view, start, bytes, hash, place } = this.#missed;
    const number = this.#count < mostSeen ? ++this.#count : 0;
    const record = number * this.#stride;
    const records = this.#roomFor(record + this.#stride);
    records[record] = hash;
    records[record + 1] = bytes;
    records[record + 2] = beginning;
    records[record + 3] = variant;
    if (number === 0) return record;
    this.#places[place] = number;
    let word = record + headWords;
    let at = start;
    for (const end = start + (bytes & ~3); at < end; at += 4) records[word++] = view.getInt32(at, true);
    if ((bytes & 3) !== 0) records[word] = restOf(view, at, bytes);
    return record;
  }

  #roomFor(words: number): Int32Array {
    if (words <= this.#records.length) return this.#records;
    const grown = new Int32Array(2 * this.#records.length);
    grown.set(this.#records);
    return (this.#records = grown);
  }

  beginningOf(record: number): number {
    return this.#records[record + 2] ?? 0;
  }

  variantOf(record: number): number {
    return this.#records[record + 3] ?? 0;
  }
}

/** The last bytes, that are less than four. */
function restOf(view: DataView, at: number, bytes: number): number {
  return view.getInt32(at, true) & ((1 << (8 * (bytes & 3))) - 1);
}
