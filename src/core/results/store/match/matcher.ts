import { firstEntry } from '../../model';
import type { TextTable } from '../../model';
import type { ColumnTexts, TextChoice } from '../columnTexts';
import { packedText, stateAt } from '../packedValues';
import type { PackedColumn } from '../segment';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';
import type { TextNeedle } from './textNeedle';

/** Tells the cells of one column that match; a cell without a value never does. */
export interface Matcher {
  /** One an entry of the column's dictionary: 1 where it matches. */
  entries(): Uint8Array;
  /** Sets 1 for each row of a segment that matches; rows without a value do not matter. */
  packed(column: PackedColumn, marks: Uint8Array): void;
}

/** One a row, of the first `rows` rows, which end with a segment: 1 where its cell matches. */
export function* markRows(
  data: TableData,
  column: number,
  matcher: Matcher,
  rows: number,
): Steps<Uint8Array> {
  const { segments } = data;
  const marks = new Uint8Array(rows);
  let byCode: Uint8Array | undefined;
  for (let row = 0; row < rows;) {
    const segment = segments.segmentOf(row);
    const into = marks.subarray(row, row + segments.rowCount(segment));
    const values = segments.column(segment, column);
    if (values?.encoding === 'coded') {
      byCode ??= codeMarks(matcher.entries());
      const { codes } = values;
      for (let i = 0; i < into.length; i++) into[i] = byCode[codes[i] ?? 0] ?? 0;
    } else if (values !== undefined) {
      matcher.packed(values, into);
      dropMissing(values.states, into);
    }
    row += into.length;
    yield;
  }
  return marks;
}

function codeMarks(entries: Uint8Array): Uint8Array {
  const marks = new Uint8Array(entries.length + firstEntry);
  marks.set(entries, firstEntry);
  return marks;
}

function dropMissing(states: Uint8Array | undefined, marks: Uint8Array): void {
  if (states === undefined) return;
  for (let i = 0; i < marks.length; i++) if ((states[i] ?? 0) < firstEntry) marks[i] = 0;
}

/** Characters of the texts that are made of numbers and the like, in any case. */
const characters = {
  number: /^[-+.\dea-z]*$/i,
  guid: /^[-\da-f]*$/i,
  instant: /^[-:.\dtz]*$/i,
  text: /^/,
} as const;

/** What looks through texts: a needle, or whatever tells matching ones. */
export type TextTest = Pick<TextNeedle, 'mark'> & Partial<Pick<TextNeedle, 'fits'>>;

/** Matches cells by their texts. */
export class TextMatcher implements Matcher {
  readonly #texts: ColumnTexts;
  readonly #column: number;
  readonly #choice: TextChoice;
  readonly #test: TextTest;

  constructor(texts: ColumnTexts, column: number, choice: TextChoice, test: TextTest) {
    this.#texts = texts;
    this.#column = column;
    this.#choice = choice;
    this.#test = test;
  }

  entries(): Uint8Array {
    const table = this.#texts.entries(this.#column, this.#choice);
    const marks = new Uint8Array(table.ends.length);
    this.#test.mark(table, marks);
    return marks;
  }

  packed(column: PackedColumn, marks: Uint8Array): void {
    const formatted = this.#choice === 'shown' ? column.formatted : undefined;
    // Stored numbers hold no letters: nothing need be made of them to know that a word is not there.
    const possible = this.#test.fits?.(characters[column.raw.kind]) ?? true;
    let table: TextTable | undefined;
    if (possible) table = this.#texts.packed(column, marks.length, this.#choice);
    else if (formatted !== undefined) table = formatted;
    if (table !== undefined) this.#test.mark(table, marks);
  }
}

/** Matches cells by their stored texts, whole. */
export class OneOfMatcher implements Matcher {
  readonly #data: TableData;
  readonly #column: number;
  readonly #values: ReadonlySet<string>;
  readonly #lengths: ReadonlySet<number>;

  constructor(data: TableData, column: number, values: Iterable<string>) {
    this.#data = data;
    this.#column = column;
    this.#values = new Set(values);
    this.#lengths = new Set([...this.#values].map((value) => value.length));
  }

  entries(): Uint8Array {
    const dictionary = this.#data.dictionary(this.#column);
    const marks = new Uint8Array(dictionary?.size ?? 0);
    for (let entry = 0; entry < marks.length; entry++) {
      if (this.#values.has(dictionary?.raw(entry) ?? '')) marks[entry] = 1;
    }
    return marks;
  }

  packed(column: PackedColumn, marks: Uint8Array): void {
    const { raw } = column;
    const ends = raw.kind === 'text' ? raw.table.ends : undefined;
    for (let i = 0; i < marks.length; i++) {
      const length = ends === undefined ? -1 : (ends[i] ?? 0) - (i === 0 ? 0 : (ends[i - 1] ?? 0));
      if (length >= 0 && !this.#lengths.has(length)) continue;
      if (stateAt(column, i) >= firstEntry && this.#values.has(packedText(raw, i))) marks[i] = 1;
    }
  }
}
