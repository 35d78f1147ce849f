/** Makes room for so many bytes, which are zero. */
export type MakeRoom = (length: number) => Uint8Array;

const onHeap: MakeRoom = (length) => new Uint8Array(length);

/** Bytes that are kept, end to end. */
export class ByteArena {
  bytes: Uint8Array;
  view: DataView;
  length = 0;
  readonly #makeRoom: MakeRoom;

  constructor(makeRoom = onHeap) {
    this.#makeRoom = makeRoom;
    this.bytes = makeRoom(1024);
    this.view = viewOf(this.bytes);
  }

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
    const grown = this.#makeRoom(Math.max(needed, 2 * this.bytes.length));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.view = viewOf(grown);
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
