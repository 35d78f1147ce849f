import type { CancelSignal } from '../base/cancel';
import type { Disposable } from '../base/event';
import type { PackedBody } from '../base/http';
import type { Problem } from '../base/problem';
import type { ResultSchema, ResultTotals } from './model';
import type { CopiedText, CopyOptions } from './output/copy/copyCells';
import type { ExportAsk, ExportReport } from './output/export';
import type { ComparisonSummary, QuestionName, Questions, SelectedCells } from './questions';

/** Keeps the rows of results on a thread of their own, which all of them share. */
export interface ResultEngines extends Disposable {
  open(options: EngineOptions): ResultEngine;
}

export interface EngineOptions {
  /** So many of the first rows are told unasked, as soon as they are read. */
  readonly pushedRows: number;
  /** Absolute path of a file for the bodies, end to end as they came. What lies there is replaced. */
  readonly bodies: string;
  /** Something was read; called in the order in which it was. */
  readonly onNews: (news: EngineNews) => void;
  /** The thread ended: nothing of the result is left, and it has to be fetched again. Of kind `rows-lost`. */
  readonly onLost: (problem: Problem) => void;
}

/** What was read since the last time. */
export interface EngineNews {
  /** Rows in all. */
  readonly rows: number;
  /** Where it has changed. */
  readonly schema?: ResultSchema;
  /** Some of the first rows, as `packChunk` makes them. */
  readonly window?: ArrayBuffer;
}

/**
 * The rows of one result and the bodies that they came in. Everything may throw a ProblemError: `malformed-answer`
 * where an answer cannot be read, `cancelled`, and `rows-lost` once the thread has ended.
 */
export interface ResultEngine extends Disposable {
  /** Names it among those that are open. */
  readonly id: number;
  /**
   * Reads one page. Pages are read in the order in which they are added. A page behind the first one that cannot be
   * read leaves nothing behind, and those added after it are refused as `cancelled`, until {@link resume}.
   * @param body given away: its memory is moved; memory that threads share is in use until the answer comes
   * @param packed the same as it came, to be kept instead; given away, too
   */
  add(body: Uint8Array, packed?: PackedBody): Promise<ReadPage>;
  /** Keeps a body that holds no rows. Its memory is moved, too. */
  keep(body: Uint8Array): Promise<void>;
  /** Reads the bodies that the file holds already, instead of the first `add`: as many as there are sizes. */
  restore(pages: number): Promise<ReadPage | undefined>;
  /** Gives up the pages behind the first one that are not read yet: their `add` throws `cancelled`. */
  giveUp(): void;
  /** Pages may be added again after one that could not be read or was given up. */
  resume(): void;
  ask<N extends QuestionName>(name: N, ask: Questions[N]['ask']): Promise<Questions[N]['answer']>;
  /** Does something that takes its time, in steps that let questions pass. */
  work<N extends JobName>(name: N, ask: Jobs[N]['ask'], options: JobOptions): Promise<Jobs[N]['answer']>;
  /** Like `dispose`, and the bodies stay in their file. */
  leave(): void;
}

export interface JobOptions {
  readonly signal: CancelSignal;
  /** Rows that are done. */
  readonly onProgress?: (rows: number) => void;
}

/** What takes longer than a question. */
export interface Jobs {
  /** The bodies as one text: the JSON of all pages, laid out, no more of them than an editor takes. */
  document: { readonly ask: DocumentAsk; readonly answer: ResultDocument };
  /** Rows to a file. */
  export: { readonly ask: ExportAsk; readonly answer: ExportReport };
  /** Cells for the clipboard. */
  copy: { readonly ask: CopyAsk; readonly answer: CopiedText };
  /** Against an earlier result: from then on windows, cells and arrangements tell what changed. */
  compare: { readonly ask: CompareAsk; readonly answer: ComparisonSummary | undefined };
}

export type JobName = keyof Jobs;

export interface DocumentAsk {
  /** False for a body that is shown as it came. */
  readonly json: boolean;
}

export interface ResultDocument {
  /** End to end the whole text. */
  readonly pieces: readonly string[];
  /** Rows that it holds. */
  readonly rows: number;
}

export interface CompareAsk {
  /** `id` of the earlier result, which has to stay open; without it, it is compared no longer. */
  readonly with?: number;
}

export interface CopyAsk extends CopyOptions {
  readonly cells: SelectedCells;
}

/** What a page turned out to hold. */
export interface ReadPage {
  readonly face: ResultFace;
  /** Rows of this page. */
  readonly rows: number;
  /** Of all pages so far. */
  readonly totals: ResultTotals;
  /** Its body lies in the file. Where one does not, none of those behind it does. */
  readonly kept: boolean;
  /** How long reading took, in milliseconds. */
  readonly ms: number;
}

/** What the first page shows the result to be. */
export type ResultFace =
  | { readonly face: 'rows' }
  /** A single record stands in the grid as one row. */
  | { readonly face: 'record' }
  | { readonly face: 'value'; readonly text: string };
