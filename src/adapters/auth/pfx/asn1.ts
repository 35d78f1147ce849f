const objectIdTag = 0x06;

/** Of a key derivation: more than any file that means well asks for, and still a matter of seconds. */
const mostIterations = 5_000_000;

/** Deeper than any file that means well. */
const deepest = 32;

/** One value of ASN.1 in DER or BER (X.690), as far as PKCS #12 takes. Reading throws a RangeError at what is none. */
export class Asn1 {
  private constructor(
    /** Class and number, without the bit that tells whether it has parts. */
    readonly tag: number,
    /** The values inside; `undefined` where it is not made of values. */
    readonly parts: readonly Asn1[] | undefined,
    private readonly content: Buffer,
    /** With tag and length. */
    readonly whole: Buffer,
  ) {}

  static read(bytes: Buffer): Asn1 {
    return Asn1.#readAt(bytes, 0, 0);
  }

  /** The part at this place. Throws where there is none. */
  at(index: number): Asn1 {
    const part = this.parts?.[index];
    if (part === undefined) throw new RangeError('A part is missing.');
    return part;
  }

  /** The bytes of an octet string; BER may give them in pieces. */
  get bytes(): Buffer {
    return this.parts === undefined ? this.content : Buffer.concat(this.parts.map(({ bytes }) => bytes));
  }

  get number(): number {
    if (this.content.length === 0 || this.content.length > 6) throw new RangeError('A number is too long.');
    return this.content.readUIntBE(0, this.content.length);
  }

  /** How often a derivation goes round. */
  get iterations(): number {
    const { number } = this;
    if (number < 1 || number > mostIterations) throw new RangeError('Nobody derives a key so.');
    return number;
  }

  /** With dots: `1.2.840.113549.1.7.1`. */
  get objectId(): string {
    if (this.tag !== objectIdTag) throw new RangeError('An object identifier is missing.');
    const arcs: number[] = [];
    let arc = 0;
    for (const byte of this.content) {
      arc = arc * 128 + (byte & 0x7f);
      if (byte < 0x80) {
        arcs.push(arc);
        arc = 0;
      }
    }
    const [first = 0, ...rest] = arcs;
    const root = Math.min(2, Math.floor(first / 40));
    return [root, first - root * 40, ...rest].join('.');
  }

  static #readAt(bytes: Buffer, start: number, depth: number): Asn1 {
    if (depth > deepest) throw new RangeError('The values are nested too deeply.');
    const first = bytes.readUInt8(start);
    if ((first & 0x1f) === 0x1f) throw new RangeError('Such a tag is not known here.');
    const constructed = (first & 0x20) !== 0;
    const tag = first & ~0x20;
    const { length, from } = lengthAt(bytes, start + 1);
    if (length === undefined) {
      const { parts, end } = Asn1.#readOpen(bytes, from, depth);
      return new Asn1(tag, parts, bytes.subarray(from, end), bytes.subarray(start, end + 2));
    }
    if (from + length > bytes.length) throw new RangeError('The value is cut off.');
    const content = bytes.subarray(from, from + length);
    const parts = constructed ? Asn1.#readAll(content, depth) : undefined;
    return new Asn1(tag, parts, content, bytes.subarray(start, from + length));
  }

  static #readAll(content: Buffer, depth: number): Asn1[] {
    const parts: Asn1[] = [];
    for (let at = 0; at < content.length;) {
      const part = Asn1.#readAt(content, at, depth + 1);
      parts.push(part);
      at += part.whole.length;
    }
    return parts;
  }

  /** Parts up to two zero bytes, where the length was left open. */
  static #readOpen(bytes: Buffer, from: number, depth: number): { parts: Asn1[]; end: number } {
    const parts: Asn1[] = [];
    let at = from;
    while (bytes.readUInt16BE(at) !== 0) {
      const part = Asn1.#readAt(bytes, at, depth + 1);
      parts.push(part);
      at += part.whole.length;
    }
    return { parts, end: at };
  }
}

function lengthAt(bytes: Buffer, at: number): { readonly length: number | undefined; readonly from: number } {
  const first = bytes.readUInt8(at);
  if (first < 0x80) return { length: first, from: at + 1 };
  const count = first & 0x7f;
  if (count === 0) return { length: undefined, from: at + 1 };
  if (count > 4) throw new RangeError('The value is too long.');
  return { length: bytes.readUIntBE(at + 1, count), from: at + 1 + count };
}
