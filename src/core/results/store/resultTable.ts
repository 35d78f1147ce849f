import { maxChunkRows } from '../model';
import type { ResultSchema } from '../model';
import type {
  ArrangedRows,
  CellPlaceAsk,
  ChartAsk,
  ChartData,
  FindAnswer,
  FindAsk,
  QuestionName,
  Questions,
  RowsWindow,
  SelectedCells,
  SelectionStatistics,
  WholeCell,
  WindowAsk,
} from '../questions';
import { packChunk } from '../rowChunkCodec';
import type { RowsView } from '../view';
import type { ComparedView, EarlierRows } from '../compare/comparedView';
import { ascending, naturalArrangement, rowsAt } from './arrangement';
import type { Arrangement } from './arrangement';
import { wholeCell } from './cellAnswer';
import { ColumnNumbers } from './columnNumbers';
import { ColumnTexts } from './columnTexts';
import { Finder } from './find/finder';
import { nestedRows } from './nestedRows';
import { arrangeRows } from './order/arrange';
import type { ArrangeTools } from './order/arrange';
import { collationOf } from './order/collation';
import type { Collation } from './order/collation';
import { ColumnKeys } from './order/columnKeys';
import { RowReader } from './rowReader';
import { WindowGatherer } from './rowWindow';
import type { ColumnDictionary, Segment } from './segment';
import { SegmentStore } from './segmentStore';
import type { Spilling } from './segmentStore';
import { NewestOnly, takeSteps } from './slices';
import type { Breathing, Steps } from './slices';
import { chartData } from './sum/chartData';
import { distinctValues } from './sum/distinctValues';
import { statisticsOf } from './sum/statistics';
import type { TableData } from './tableData';

export interface ResultTableOptions {
  /** The dictionary of a column, `undefined` where none of its segments is coded. Whoever builds the segments keeps it. */
  readonly dictionary: (column: number) => ColumnDictionary | undefined;
  /** Lets other questions pass while one takes its time; without, an answer is worked out in one go. */
  readonly breathe?: () => Promise<void>;
  /** Milliseconds; `Date.now` without. */
  readonly now?: () => number;
  /** BCP 47: texts are sorted as this language does; that of the machine without. */
  readonly locale?: string;
  /** Without, all rows stay in memory. */
  readonly spilling?: Spilling;
}

type Answers = {
  readonly [N in QuestionName]: (
    ask: Questions[N]['ask'],
  ) => Questions[N]['answer'] | Promise<Questions[N]['answer']>;
};

/**
 * The rows of one result, and the answer to whatever is asked of them. A question about places carries the version
 * of the arrangement that it means; where rows were arranged anew meanwhile, there is no answer.
 */
export class ResultTable {
  readonly #segments: SegmentStore;
  readonly #data: TableData;
  readonly #gatherer: WindowGatherer;
  readonly #collation: Collation;
  readonly #tools: ArrangeTools;
  readonly #breathing: Breathing;
  readonly #finder: Finder;
  readonly #arranging: NewestOnly<ArrangedRows>;
  readonly #finding: NewestOnly<FindAnswer>;
  readonly #summing: NewestOnly<SelectionStatistics>;
  readonly #answers: Answers = {
    arrange: (ask) => this.#work(this.#arranging.run(this.#arrange(ask))),
    window: (ask) => this.window(ask),
    cell: (ask) => this.#cell(ask),
    nested: (ask) => this.#nested(ask),
    find: (ask) => this.#work(this.#finding.run(this.#find(ask))),
    statistics: (ask) => this.#work(this.#summing.run(this.#statistics(ask))),
    distinct: (ask) => this.#take(distinctValues(this.#tools, this.#collation, ask, this.#segments.rows)),
    chart: (ask) => this.#take(this.#chart(ask)),
    removed: () => this.#compared?.removed(),
  };
  #schema: ResultSchema = { columns: [], targets: [] };
  #arrangement: Arrangement = naturalArrangement;
  #lastVersion = naturalArrangement.version;
  #compared: ComparedView | undefined;
  /** Answers that are being worked out. */
  #working = 0;

  constructor(options: ResultTableOptions) {
    this.#segments = new SegmentStore(options.spilling);
    const schema = (): ResultSchema => this.#schema;
    this.#data = {
      segments: this.#segments,
      dictionary: options.dictionary,
      get schema() {
        return schema();
      },
    };
    this.#gatherer = new WindowGatherer(this.#data);
    const texts = new ColumnTexts(this.#data);
    const numbers = new ColumnNumbers(this.#data);
    this.#collation = collationOf(options.locale);
    const keys = new ColumnKeys(this.#data, texts, numbers, this.#collation);
    this.#tools = { data: this.#data, texts, numbers, keys };
    this.#breathing = { breathe: options.breathe ?? (() => Promise.resolve()), now: options.now ?? Date.now };
    this.#finder = new Finder({ data: this.#data, texts, now: this.#breathing.now });
    this.#arranging = new NewestOnly(this.#breathing);
    this.#finding = new NewestOnly(this.#breathing);
    this.#summing = new NewestOnly(this.#breathing);
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
    if (this.#working === 0) this.#segments.mergeSmall();
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

  /**
   * All rows that came so far, arranged so, to be read one after the other; what is shown stays as it is.
   * @param check is called now and then: where it throws, nothing more is worked out
   */
  async arranged(view: RowsView, check: () => void = () => undefined): Promise<RowReader> {
    const rows = this.#segments.rows;
    const { breathe, now } = this.#breathing;
    const breathing: Breathing = { now, breathe: () => breathe().then(check) };
    const passing = await this.#take(arrangeRows(this.#tools, view, rows), breathing);
    const order = this.#onlyChanges(view, passing);
    return new RowReader(this.#data, order, 0, order?.length ?? rows);
  }

  /** All rows in the order in which they came, for a comparison. */
  get compared(): EarlierRows {
    const { rows, schema } = this;
    return {
      rows,
      schema,
      reader: () => new RowReader(this.#data, undefined, 0, rows),
      packed: (numbers) => packChunk(this.#gatherer.gather(0, numbers, undefined)),
    };
  }

  /** Tells with each window what became of its rows; `undefined`: no longer. */
  compare(view: ComparedView | undefined): void {
    this.#compared = view;
  }

  /** The answer to `window` without a promise. */
  window(ask: WindowAsk): RowsWindow | undefined {
    const arrangement = this.#arrangement;
    if (ask.version !== arrangement.version) return undefined;
    const rows = arrangement.order?.length ?? this.#segments.rows;
    const count = Math.max(0, Math.min(ask.count, maxChunkRows, rows - ask.first));
    const numbers = rowsAt(arrangement, ask.first, count);
    const data = packChunk(this.#gatherer.gather(ask.first, numbers, ask.columns));
    return {
      data,
      ...(arrangement.order === undefined ? {} : { numbers: numbers.slice().buffer }),
      ...(this.#compared === undefined ? {} : { changes: this.#compared.changes(numbers) }),
    };
  }

  /** Rejects with a ProblemError where what is asked cannot be read. */
  async answer<N extends QuestionName>(name: N, ask: Questions[N]['ask']): Promise<Questions[N]['answer']> {
    return this.#answers[name](ask);
  }

  async #take<R>(steps: Steps<R>, breathing = this.#breathing): Promise<R> {
    return this.#work(takeSteps(steps, breathing));
  }

  /** Segments keep their numbers while somebody may be in the middle of them. */
  async #work<R>(answer: Promise<R>): Promise<R> {
    this.#working++;
    try {
      return await answer;
    } finally {
      this.#working--;
    }
  }

  *#arrange(view: RowsView): Steps<ArrangedRows> {
    const started = this.#breathing.now();
    const rows = this.#segments.rows;
    const order = this.#onlyChanges(view, yield* arrangeRows(this.#tools, view, rows));
    this.#arrangement = order === undefined ? naturalArrangement : { version: ++this.#lastVersion, order };
    return {
      version: this.#arrangement.version,
      rows: order?.length ?? this.#segments.rows,
      of: order === undefined ? this.#segments.rows : rows,
      ms: this.#breathing.now() - started,
    };
  }

  /** Of an order those rows that differ from the compared result. */
  #onlyChanges(view: RowsView, order: Uint32Array | undefined): Uint32Array | undefined {
    const compared = this.#compared;
    if (view.onlyChanges !== true || compared === undefined) return order;
    const rows = order ?? rowsAt(naturalArrangement, 0, this.#segments.rows);
    return rows.filter((row) => compared.differs(row));
  }

  #cell({ version, row, column }: CellPlaceAsk): WholeCell | undefined {
    const number = this.#numberOf(version, row);
    if (number === undefined) return undefined;
    const whole = wholeCell(this.#data, number, column);
    const before = this.#compared?.before(number, column);
    if (before === undefined) return whole;
    const held = before.state === 'value' ? (before.formatted ?? before.raw) : null;
    return { ...(whole ?? { raw: '' }), before: held };
  }

  async #nested({ version, row, column }: CellPlaceAsk): Promise<Questions['nested']['answer']> {
    const number = this.#numberOf(version, row);
    if (number === undefined) return undefined;
    return this.#take(nestedRows(this.#data, number, column));
  }

  /** Number of the row at a place; `undefined` where there is none, or the rows were arranged anew. */
  #numberOf(version: number, row: number): number | undefined {
    const arrangement = this.#arrangement;
    if (version !== arrangement.version || row >= this.#segments.rows) return undefined;
    return rowsAt(arrangement, row, 1)[0];
  }

  *#find(ask: FindAsk): Steps<FindAnswer> {
    const { version, order } = this.#arrangement;
    if (version !== ask.version) return { total: 0, position: 0 };
    return yield* this.#finder.find(ask, order, this.#segments.rows);
  }

  *#statistics({ version, top, bottom, columns }: SelectedCells): Steps<SelectionStatistics> {
    const arrangement = this.#arrangement;
    if (version !== arrangement.version) return { cells: 0, nulls: 0, distinct: 0 };
    const shown = arrangement.order?.length ?? this.#segments.rows;
    const count = Math.max(0, Math.min(bottom + 1, shown) - top);
    const selected = rowsAt(arrangement, top, count);
    yield;
    const rows = arrangement.order === undefined ? selected : ascending(selected, this.#segments.rows);
    yield;
    return yield* statisticsOf(this.#tools, rows, columns);
  }

  *#chart(ask: ChartAsk): Steps<ChartData> {
    const { version, order } = this.#arrangement;
    if (version !== ask.version) return { groups: [], others: 0 };
    return yield* chartData(this.#tools, this.#collation, ask, order, this.#segments.rows);
  }
}
