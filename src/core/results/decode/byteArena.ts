/** Bytes that are kept, end to end. */
export class ByteArena {
  bytes = new Uint8Array(1024);
  view = new DataView(this.bytes.buffer);
  length = 0;

  /** Offset at which the copy begins. */
  add(source: Uint8Array, start: number, end: number): number {
    const at = this.length;
    const length = end - start;
    if (at + length > this.bytes.length) this.#grow(at + length);
    const { bytes } = this;
    if (length > 64) bytes.set(source.subarray(start, end), at);
    else for (let i = 0; i < length; i++) bytes[at + i] = source[start + i] ?? 0;
    this.length = at + length;
    return at;
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}
