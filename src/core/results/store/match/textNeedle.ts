import type { TextTable } from '../../model';
import { textAt } from '../../textTable';
import { lowerCase, textsWithContext } from './caseFold';
import { rarestIn, searchableUnits } from './rareUnit';
import type { RareUnit } from './rareUnit';
import { markByWords, readsAsWords } from './wordSearch';

/** Where in a text the looked-for one must stand. */
export type TextPlace = 'contains' | 'equals' | 'startsWith' | 'endsWith';

/** A text that is looked for in whole tables of others, without making strings of them. */
export class TextNeedle {
  readonly #text: string;
  readonly #place: TextPlace;
  readonly #matchCase: boolean;
  /** In lower case, unless case matters. */
  readonly #units: Uint16Array;
  /** How far to go on behind a unit that stands where the last one should; 0 where it is the last one. */
  #narrowSkips: Uint16Array | undefined;
  #wideSkips: Uint16Array | undefined;
  #narrowChoices: readonly RareUnit[] | undefined;
  #wideChoices: readonly RareUnit[] | undefined;
  /** How far to go on where the last unit is there and the others are not. */
  readonly #lastSkip: number;

  constructor(text: string, place: TextPlace, matchCase: boolean) {
    this.#text = matchCase ? text : text.toLowerCase();
    this.#place = place;
    this.#matchCase = matchCase;
    this.#units = unitsOf(this.#text);
    const last = this.#units.length - 1;
    const before = last < 1 ? -1 : this.#units.lastIndexOf(this.#units[last] ?? 0, last - 1);
    this.#lastSkip = Math.max(1, last - before);
  }

  /** Whether it can stand in texts of these characters alone. */
  fits(characters: RegExp): boolean {
    return characters.test(this.#text);
  }

  matches(text: string): boolean {
    const folded = this.#matchCase ? text : text.toLowerCase();
    const place = this.#place;
    if (place === 'contains') return folded.includes(this.#text);
    if (place === 'equals') return folded === this.#text;
    return place === 'startsWith' ? folded.startsWith(this.#text) : folded.endsWith(this.#text);
  }

  /** Sets 1 for each text that matches, and leaves the others as they are. */
  mark(table: TextTable, marks: Uint8Array): void {
    if (this.#units.length === 0 && this.#place !== 'equals') {
      marks.fill(1);
      return;
    }
    if (this.#place === 'contains') {
      const { units } = table;
      const rare = readsAsWords(units) ? rarestIn(units, this.#choicesFor(units)) : undefined;
      if (rare === undefined) this.#markContaining(table, marks);
      else markByWords(table, marks, this.#units, this.#foldOf(units), rare);
    } else this.#markAt(table, marks);
    if (this.#matchCase) return;
    for (const text of textsWithContext(table)) marks[text] = this.matches(textAt(table, text)) ? 1 : 0;
  }

  /** Horspool's search through all texts at once; what reaches over the end of a text is no match. */
  #markContaining({ units, ends }: TextTable, marks: Uint8Array): void {
    const needle = this.#units;
    const fold = this.#foldOf(units);
    const skips = this.#skipsFor(units);
    const last = needle.length - 1;
    let text = 0;
    for (let at = last; at < units.length;) {
      const skip = skips[units[at] ?? 0] ?? 1;
      if (skip > 0) {
        at += skip;
        continue;
      }
      const start = at - last;
      let i = last - 1;
      while (i >= 0 && fold[units[start + i] ?? 0] === needle[i]) i--;
      if (i >= 0) {
        at += this.#lastSkip;
        continue;
      }
      while ((ends[text] ?? units.length) <= start) text++;
      const end = ends[text] ?? units.length;
      if (at < end) {
        marks[text] = 1;
        at = end + last;
      } else at++;
    }
  }

  #foldOf(units: TextTable['units']): Uint16Array {
    return this.#matchCase ? sameUnits() : lowerCase(units);
  }

  #choicesFor(units: TextTable['units']): readonly RareUnit[] {
    if (units instanceof Uint8Array) {
      return (this.#narrowChoices ??= searchableUnits(this.#units, this.#foldOf(units)));
    }
    return (this.#wideChoices ??= searchableUnits(this.#units, this.#foldOf(units)));
  }

  /** A table of bytes needs no more than 256 of them. */
  #skipsFor(units: TextTable['units']): Uint16Array {
    if (units instanceof Uint8Array) return (this.#narrowSkips ??= this.#makeSkips(this.#foldOf(units)));
    return (this.#wideSkips ??= this.#makeSkips(this.#foldOf(units)));
  }

  #makeSkips(fold: Uint16Array): Uint16Array {
    const needle = this.#units;
    const last = needle.length - 1;
    const byFolded = new Map<number, number>();
    for (let i = 0; i < last; i++) byFolded.set(needle[i] ?? 0, Math.min(last - i, 0xffff));
    byFolded.set(needle[last] ?? 0, 0);
    const skips = new Uint16Array(fold.length).fill(Math.min(needle.length, 0xffff));
    for (let unit = 0; unit < fold.length; unit++) {
      const skip = byFolded.get(fold[unit] ?? unit);
      if (skip !== undefined) skips[unit] = skip;
    }
    return skips;
  }

  #markAt({ units, ends }: TextTable, marks: Uint8Array): void {
    const needle = this.#units;
    const fold = this.#foldOf(units);
    const place = this.#place;
    let start = 0;
    for (let text = 0; text < ends.length; text++) {
      const end = ends[text] ?? start;
      const length = end - start;
      if (place === 'equals' ? length === needle.length : length >= needle.length) {
        const from = place === 'endsWith' ? end - needle.length : start;
        let i = 0;
        while (i < needle.length && fold[units[from + i] ?? 0] === needle[i]) i++;
        if (i === needle.length) marks[text] = 1;
      }
      start = end;
    }
  }
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

let same: Uint16Array | undefined;

function sameUnits(): Uint16Array {
  return (same ??= Uint16Array.from({ length: 0x10000 }, (_, unit) => unit));
}
