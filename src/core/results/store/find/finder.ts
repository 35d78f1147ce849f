import type { FindAnswer, FindAsk } from '../../questions';
import type { ColumnTexts } from '../columnTexts';
import { markRows, TextMatcher } from '../match/matcher';
import type { TextTest } from '../match/matcher';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';
import { textPattern, TimeBudget } from './textPattern';

export interface FindTools {
  readonly data: TableData;
  readonly texts: ColumnTexts;
  readonly now: () => number;
}

/** The cells that hold the text that was looked for last. */
interface Hits {
  readonly key: string;
  readonly columns: readonly number[];
  /** By place in `columns`: a bit a row. */
  readonly bits: readonly Uint32Array[];
  /** One a row: cells that hold it. */
  readonly perRow: Uint16Array;
  readonly error: string | undefined;
}

const budget = 10_000;
const nothing: FindAnswer = { total: 0, position: 0 };

/** Finds cells, one after the other; where all of them are is worked out once a text. */
export class Finder {
  readonly #tools: FindTools;
  #last: Hits | undefined;

  constructor(tools: FindTools) {
    this.#tools = tools;
  }

  /** @param order numbers of the shown rows; the first `rows` without */
  *find(ask: FindAsk, order: Uint32Array | undefined, rows: number): Steps<FindAnswer> {
    if (ask.text === '') return nothing;
    const { text, matchCase, wholeWord, regex, formatted, columns } = ask;
    const key = JSON.stringify([rows, text, matchCase, wholeWord, regex, formatted, columns]);
    const known = this.#last;
    const hits = known?.key === key ? known : yield* this.#look(ask, key, rows);
    this.#last = hits;
    const { error } = hits;
    return { ...(yield* locate(ask, hits, order, rows)), ...(error === undefined ? {} : { error }) };
  }

  *#look(ask: FindAsk, key: string, rows: number): Steps<Hits> {
    const { data, texts, now } = this.#tools;
    const time = new TimeBudget(now, budget);
    const perRow = new Uint16Array(rows);
    const bits: Uint32Array[] = [];
    const test = patternOf(ask, time);
    if (typeof test === 'string') return { key, columns: [], bits, perRow, error: test };
    for (const column of ask.columns) {
      const matcher = new TextMatcher(texts, column, ask.formatted ? 'shown' : 'stored', test);
      bits.push(asBits(yield* markRows(data, column, matcher, rows), perRow));
      yield;
    }
    const error = time.exhausted
      ? 'Looking took too long and was stopped: some cells are missing. Make the expression simpler.'
      : undefined;
    return { key, columns: ask.columns, bits, perRow, error };
  }
}

function patternOf(ask: FindAsk, time: TimeBudget): TextTest | string {
  try {
    return textPattern(ask.text, ask, time);
  } catch (error) {
    if (error instanceof RangeError) {
      return 'This expression repeats something that itself varies in length, which can take forever. Write it without a repetition in a repetition.';
    }
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message.slice(error.message.lastIndexOf(': ') + 2);
    return `This is no regular expression: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`;
  }
}

/** Packs marks, and counts them into their rows. */
function asBits(marks: Uint8Array, perRow: Uint16Array): Uint32Array {
  const bits = new Uint32Array((marks.length + 31) >>> 5);
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] === 0) continue;
    bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
    perRow[row] = (perRow[row] ?? 0) + 1;
  }
  return bits;
}

const rowsAtOnce = 200_000;

/** The next cell from where the question stands, and how many there are before it. */
function* locate(ask: FindAsk, hits: Hits, order: Uint32Array | undefined, rows: number): Steps<FindAnswer> {
  const shown = order?.length ?? rows;
  const walk = new Walk(ask, hits, order, shown);
  let before = 0;
  let total = 0;
  const at = walk.next();
  for (let from = 0; from < shown; from += rowsAtOnce) {
    const end = Math.min(shown, from + rowsAtOnce);
    for (let place = from; place < end; place++) {
      if (place === at?.row) before = total;
      total += hits.perRow[order === undefined ? place : (order[place] ?? 0)] ?? 0;
    }
    yield;
  }
  if (at === undefined) return { total, position: 0 };
  const column = hits.columns[at.index] ?? 0;
  return { total, position: before + walk.count(at.row, at.index), at: { row: at.row, column } };
}

interface HitPlace {
  readonly row: number;
  /** Into the columns of the question. */
  readonly index: number;
}

class Walk {
  readonly #ask: FindAsk;
  readonly #hits: Hits;
  readonly #order: Uint32Array | undefined;
  readonly #shown: number;

  constructor(ask: FindAsk, hits: Hits, order: Uint32Array | undefined, shown: number) {
    this.#ask = ask;
    this.#hits = hits;
    this.#order = order;
    this.#shown = shown;
  }

  /** The next cell in the asked direction, once round. */
  next(): HitPlace | undefined {
    const { from, backwards, including, columns } = this.#ask;
    if (this.#shown === 0 || this.#hits.bits.length === 0) return undefined;
    const step = backwards ? -1 : 1;
    const row = Math.min(Math.max(0, from.row), this.#shown - 1);
    const start = columns.indexOf(from.column);
    const inRow = this.#inRow(row, including ? start : start + step, step);
    if (inRow >= 0) return { row, index: inRow };
    for (let i = 1; i <= this.#shown; i++) {
      const other = (row + step * i + this.#shown) % this.#shown;
      const index = this.#inRow(other, backwards ? columns.length - 1 : 0, step);
      if (index >= 0) return { row: other, index };
    }
    return undefined;
  }

  /** Cells of a row that hold it, up to a column and with it. */
  count(row: number, index: number): number {
    let count = 0;
    for (let i = 0; i <= index; i++) if (this.#holds(row, i)) count++;
    return count;
  }

  #inRow(row: number, from: number, step: number): number {
    if (this.#hits.perRow[this.#number(row)] === 0) return -1;
    for (let i = from; i >= 0 && i < this.#hits.bits.length; i += step) if (this.#holds(row, i)) return i;
    return -1;
  }

  #holds(row: number, index: number): boolean {
    const number = this.#number(row);
    return (((this.#hits.bits[index]?.[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1;
  }

  #number(row: number): number {
    return this.#order === undefined ? row : (this.#order[row] ?? 0);
  }
}
