/** A double that is written with more digits than these behind the point is no decimal that somebody typed. */
const mostDecimals = 15;

/**
 * The most digits that some numbers have behind the decimal point: their sum has no more of them, whatever doubles
 * make of it. `0.1 + 0.2` is `0.3`.
 */
export class Decimals {
  #count = 0;
  /** Ten to the power of the count. */
  #up = 1;
  #known = true;

  note(value: number): void {
    while (this.#known && Math.round(value * this.#up) / this.#up !== value) {
      this.#up *= 10;
      this.#known = ++this.#count <= mostDecimals;
    }
  }

  /**
   * The nearest number of so many digits.
   * @param added what adding made of the numbers, and `lost` on the way, see {@link lostIn}
   */
  rounded(added: number, lost: number): number {
    // More than a double holds: nothing can be said of what was lost.
    const sum = Number.isFinite(added) ? added + lost : added;
    if (!this.#known) return sum;
    const whole = Math.round(sum * this.#up);
    return Number.isSafeInteger(whole) ? whole / this.#up : Number(sum.toFixed(this.#count));
  }
}

/** What adding a number to a sum loses of either (Neumaier, 1974). @param after the sum with it */
export function lostIn(before: number, value: number, after: number): number {
  return Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before;
}
