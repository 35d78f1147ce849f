import type { KernelMemory } from './kernelMemory';

/** Pieces of one thing that may lie where a kernel finds them: an address for each of them, in words. */
export class KernelShelf {
  readonly #memory: KernelMemory | undefined;
  readonly #sizes = new Map<number, number>();
  #address: number;

  /** @param words bytes of the addresses */
  constructor(memory: KernelMemory | undefined, words: number) {
    this.#memory = memory;
    this.#address = memory?.take(words) ?? 0;
  }

  /** Where the addresses stand; 0 once the memory did not hold a piece. */
  get address(): number {
    return this.#address;
  }

  set(word: number, value: number): void {
    if (this.#address !== 0) this.#memory?.set(this.#address + word, value);
  }

  /**
   * Makes a piece of so many bytes, which are zero. What the one before holds is to be copied at once: its room is given
   * to whoever asks next.
   */
  make(word: number, length: number): Uint8Array<ArrayBuffer> {
    const memory = this.#memory;
    if (memory === undefined || this.#address === 0) return new Uint8Array(length);
    const before = memory.word(this.#address + word);
    const at = memory.take(length);
    if (at === 0) {
      this.#address = 0;
      return new Uint8Array(length);
    }
    if (before !== 0) memory.give(before, this.#sizes.get(word) ?? 0);
    this.#sizes.set(word, length);
    memory.set(this.#address + word, at);
    return new Uint8Array(memory.kernel.memory, at, length);
  }
}
