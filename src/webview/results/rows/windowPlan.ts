/** Blocks from `from` to `to`, both included. */
export interface BlockSpan {
  readonly from: number;
  readonly to: number;
}

/** Blocks that are asked for at once. */
const longestSpan = 4;
/** Blocks beyond the view that are asked for ahead of time: where the view goes to, and where it comes from. */
const ahead = 3;
const behind = 1;
/** A view that moves by more blocks has jumped: nobody knows where it goes next. */
const farthestStep = 8;

/** Decides which blocks are asked for next: those in view, then those that the view moves towards. */
export class WindowPlan {
  #first = 0;
  #last = 0;
  #forwards = true;
  #jumped = true;
  #asked = new Set<number>();

  /** First and last block in view. */
  get first(): number {
    return this.#first;
  }

  get last(): number {
    return this.#last;
  }

  /** It was looked at a place for the first time, or at one far from that before: nothing else is wanted until it rests. */
  get jumped(): boolean {
    return this.#jumped;
  }

  look(first: number, last: number): void {
    if (first === this.#first && last === this.#last) return;
    const step = Math.abs(first - this.#first);
    if (step > 0) this.#jumped = step > farthestStep;
    if (first !== this.#first) this.#forwards = first > this.#first;
    else if (last !== this.#last) this.#forwards = last > this.#last;
    this.#first = first;
    this.#last = last;
  }

  /** Other blocks stand where these stood; the view stays. */
  forget(): void {
    this.#asked = new Set();
    this.#forwards = true;
    this.#jumped = true;
  }

  /** The view has come to rest: what is near it may come into view next. */
  rest(): void {
    this.#jumped = false;
  }

  forgetAsked(): void {
    this.#asked = new Set();
  }

  begin(span: BlockSpan): void {
    for (let index = span.from; index <= span.to; index++) this.#asked.add(index);
  }

  end(span: BlockSpan): void {
    for (let index = span.from; index <= span.to; index++) this.#asked.delete(index);
  }

  /**
   * @param blocks how many there are
   * @param full tells whether all rows of a block are here
   */
  next(blocks: number, full: (index: number) => boolean): BlockSpan | undefined {
    const missing = (index: number): boolean =>
      index >= 0 && index < blocks && !this.#asked.has(index) && !full(index);
    for (let index = this.#first; index <= this.#last; index++) {
      if (missing(index)) return this.#span(index, missing);
    }
    if (this.#jumped) return undefined;
    for (const index of this.#near()) if (missing(index)) return { from: index, to: index };
    return undefined;
  }

  /** As many as follow each other in view. */
  #span(from: number, missing: (index: number) => boolean): BlockSpan {
    let to = from;
    while (to < this.#last && to - from < longestSpan - 1 && missing(to + 1)) to++;
    return { from, to };
  }

  *#near(): Iterable<number> {
    for (let step = 1; step <= ahead; step++) yield this.#forwards ? this.#last + step : this.#first - step;
    for (let step = 1; step <= behind; step++) yield this.#forwards ? this.#first - step : this.#last + step;
  }
}
