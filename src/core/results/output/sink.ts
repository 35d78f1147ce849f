import type { TextTable } from '../model';

/** Where the text of rows goes. */
export interface Sink<T> {
  add(text: string): void;
  /** How much was added since it was taken, in units of its own. */
  readonly size: number;
  /** What was added since the last time. */
  take(): T;
  /** Bytes that texts can be copied to without making strings of them, where it is made of such. */
  readonly bytes?: ByteSink;
}

export class StringSink implements Sink<string> {
  #text = '';

  get size(): number {
    return this.#text.length;
  }

  add(text: string): void {
    this.#text += text;
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

/** Which texts may stand in a format as they are. */
export interface PlainRule {
  /** For each ASCII character 1 where it needs no care, … */
  readonly inside: Uint8Array;
  /** … and where it needs none as the first or last one. */
  readonly edge: Uint8Array;
  /** Longer texts need care. */
  readonly longest: number;
}

const usualSize = 262_144;

/** Text as UTF-8; half of a character becomes U+FFFD. */
export class ByteSink implements Sink<Uint8Array> {
  #bytes = new Uint8Array(usualSize);
  #length = 0;

  readonly bytes = this;

  get size(): number {
    return this.#length;
  }

  /** Takes back what was added since `size` was this. */
  rewind(size: number): void {
    this.#length = size;
  }

  add(text: string): void {
    const { length } = text;
    this.#reserve(3 * length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) {
        bytes[at++] = unit;
        continue;
      }
      const next = isHigh(unit) ? text.charCodeAt(i + 1) : 0;
      if (isLow(next)) {
        at = writePair(bytes, at, unit, next);
        i++;
      } else {
        at = writeUnit(bytes, at, isHigh(unit) || isLow(unit) ? 0xfffd : unit);
      }
    }
    this.#length = at;
  }

  /** Digits, letters and the like, without a look at what they are. */
  addByte(byte: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  /** Adds text `index` of a table where it may stand as it is; changes nothing and says false where it may not. */
  addPlain({ units, ends }: TextTable, index: number, rule: PlainRule): boolean {
    const start = index === 0 ? 0 : (ends[index - 1] ?? 0);
    const end = ends[index] ?? start;
    if (end === start || end - start > rule.longest) return false;
    if (!atEdge(units[start] ?? 0, rule) || !atEdge(units[end - 1] ?? 0, rule)) return false;
    this.#reserve(3 * (end - start));
    const bytes = this.#bytes;
    const { inside } = rule;
    let at = this.#length;
    for (let i = start; i < end; i++) {
      const unit = units[i] ?? 0;
      if (unit < 0x80) {
        if (inside[unit] === 0) return false;
        bytes[at++] = unit;
      } else {
        // Pairs need a look at both halves; the last two units of all are no characters.
        if (isHigh(unit) || isLow(unit) || unit >= 0xfffe) return false;
        at = writeUnit(bytes, at, unit);
      }
    }
    this.#length = at;
    return true;
  }

  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = new Uint8Array(usualSize);
    this.#length = 0;
    return taken;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

/** From U+FF00 on there are other forms of ASCII characters. */
function atEdge(unit: number, { edge }: PlainRule): boolean {
  return unit < 0x80 ? edge[unit] === 1 : unit < 0xff00;
}

function isHigh(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isLow(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}

function writeUnit(bytes: Uint8Array, at: number, unit: number): number {
  let to = at;
  if (unit < 0x800) bytes[to++] = 0xc0 | (unit >> 6);
  else {
    bytes[to++] = 0xe0 | (unit >> 12);
    bytes[to++] = 0x80 | ((unit >> 6) & 0x3f);
  }
  bytes[to++] = 0x80 | (unit & 0x3f);
  return to;
}

function writePair(bytes: Uint8Array, at: number, high: number, low: number): number {
  const point = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  bytes[at] = 0xf0 | (point >> 18);
  bytes[at + 1] = 0x80 | ((point >> 12) & 0x3f);
  bytes[at + 2] = 0x80 | ((point >> 6) & 0x3f);
  bytes[at + 3] = 0x80 | (point & 0x3f);
  return at + 4;
}
