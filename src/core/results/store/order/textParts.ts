import type { TextTable } from '../../model';

/** Some texts; those whose state is below `firstEntry` are none. */
export interface TextPart {
  readonly table: TextTable;
  readonly states: Uint8Array | undefined;
}

/** Texts in parts, each made when it is asked for. */
export interface TextParts {
  readonly parts: number;
  /** Texts in all. */
  readonly texts: number;
  /** Number of the first text of a part. */
  first(part: number): number;
  at(part: number): TextPart;
}

/** Two texts that are equal so far are not told apart. */
export const comparedUnits = 0xfffe;

/** Finds single texts of parts, in any order. */
export class TextFinder {
  readonly #texts: TextParts;
  #first = 0;
  #end: number;
  /** Where the text that was found last stands, no more of it than counts. */
  table: TextTable;
  start = 0;
  end = 0;

  constructor(texts: TextParts) {
    this.#texts = texts;
    this.#end = texts.first(1);
    this.table = texts.at(0).table;
  }

  find(text: number): void {
    if (text < this.#first || text >= this.#end) this.#turnTo(text);
    const { ends } = this.table;
    const index = text - this.#first;
    this.start = index === 0 ? 0 : (ends[index - 1] ?? 0);
    this.end = Math.min(ends[index] ?? 0, this.start + comparedUnits);
  }

  #turnTo(text: number): void {
    const texts = this.#texts;
    let low = 0;
    let high = texts.parts - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (text < texts.first(middle)) high = middle - 1;
      else low = middle;
    }
    this.#first = texts.first(low);
    this.#end = texts.first(low + 1);
    this.table = texts.at(low).table;
  }
}
