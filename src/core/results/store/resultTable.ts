import { maxChunkRows } from '../model';
import type { ResultSchema } from '../model';
import type { CellPlaceAsk, QuestionName, Questions, RowsWindow, WholeCell, WindowAsk } from '../questions';
import { packChunk } from '../rowChunkCodec';
import { naturalArrangement, rowsAt } from './arrangement';
import type { Arrangement } from './arrangement';
import { wholeCell } from './cellAnswer';
import { RowReader } from './rowReader';
import { WindowGatherer } from './rowWindow';
import type { ColumnDictionary, Segment } from './segment';
import { SegmentStore } from './segmentStore';
import type { TableData } from './tableData';

export interface ResultTableOptions {
  /** The dictionary of a column, `undefined` where none of its segments is coded. Whoever builds the segments keeps it. */
  readonly dictionary: (column: number) => ColumnDictionary | undefined;
  /** Lets other questions pass while one takes its time; without, an answer is worked out in one go. */
  readonly breathe?: () => Promise<void>;
  /** Milliseconds; `Date.now` without. */
  readonly now?: () => number;
}

type Answers = {
  readonly [N in QuestionName]?: (
    ask: Questions[N]['ask'],
  ) => Questions[N]['answer'] | Promise<Questions[N]['answer']>;
};

/**
 * The rows of one result, and the answer to whatever is asked of them. A question about places carries the version
 * of the arrangement that it means; where rows were arranged anew meanwhile, there is no answer.
 */
export class ResultTable {
  readonly #segments = new SegmentStore();
  readonly #data: TableData;
  readonly #gatherer: WindowGatherer;
  readonly #answers: Answers = {
    window: (ask) => this.window(ask),
    cell: (ask) => this.#cell(ask),
  };
  #schema: ResultSchema = { columns: [], targets: [] };
  #arrangement: Arrangement = naturalArrangement;

  constructor(options: ResultTableOptions) {
    const schema = (): ResultSchema => this.#schema;
    this.#data = {
      segments: this.#segments,
      dictionary: options.dictionary,
      get schema() {
        return schema();
      },
    };
    this.#gatherer = new WindowGatherer(this.#data);
  }

  /** Rows that came so far. */
  get rows(): number {
    return this.#segments.rows;
  }

  get schema(): ResultSchema {
    return this.#schema;
  }

  /** Columns are only ever appended; it must know a column before a segment holds it. */
  setSchema(schema: ResultSchema): void {
    this.#schema = schema;
  }

  /** @throws RangeError where the segment does not begin with the next row */
  append(segment: Segment): void {
    this.#segments.append(segment);
  }

  dictionary(column: number): ColumnDictionary | undefined {
    return this.#data.dictionary(column);
  }

  /**
   * The rows that are shown, or `count` of them from `first`, to be read one after the other; `undefined` where they
   * were arranged anew meanwhile.
   */
  reader(version: number, first = 0, count = Number.MAX_SAFE_INTEGER): RowReader | undefined {
    const { order, version: current } = this.#arrangement;
    if (version !== current) return undefined;
    const rows = order?.length ?? this.#segments.rows;
    const from = Math.min(first, rows);
    return new RowReader(this.#data, order, from, Math.min(count, rows - from));
  }

  /** The answer to `window` without a promise. */
  window(ask: WindowAsk): RowsWindow | undefined {
    const arrangement = this.#arrangement;
    if (ask.version !== arrangement.version) return undefined;
    const rows = arrangement.order?.length ?? this.#segments.rows;
    const count = Math.max(0, Math.min(ask.count, maxChunkRows, rows - ask.first));
    const numbers = rowsAt(arrangement, ask.first, count);
    const data = packChunk(this.#gatherer.gather(ask.first, numbers, ask.columns));
    return arrangement.order === undefined ? { data } : { data, numbers: numbers.slice().buffer };
  }

  /** Rejects with a ProblemError where what is asked cannot be read. */
  async answer<N extends QuestionName>(name: N, ask: Questions[N]['ask']): Promise<Questions[N]['answer']> {
    const answer = this.#answers[name];
    if (answer === undefined) throw new Error(`Nothing answers ${name}.`);
    return answer(ask);
  }

  #cell({ version, row, column }: CellPlaceAsk): WholeCell | undefined {
    const arrangement = this.#arrangement;
    if (version !== arrangement.version) return undefined;
    const number = rowsAt(arrangement, row, 1)[0];
    return number === undefined ? undefined : wholeCell(this.#data, number, column);
  }
}
