import type { Cell, ResultSchema } from '../../../core/results/model';
import type { ArrangedRows, NestedRows, RowsWindow, WholeCell } from '../../../core/results/questions';
import { MalformedChunkError, unpackChunk } from '../../../core/results/rowChunkCodec';
import type { Ask, CellPlace, RowCache, SourceChange } from '../grid/contract';
import { BlockCache } from './blockCache';
import { WindowPlan } from './windowPlan';
import type { BlockSpan } from './windowPlan';

/** Bytes of windows that are kept beyond those in view. */
const mostBytes = 16_000_000;
/** More than one, so that the thread with the rows never waits for the next question; few, so that a jump waits for little. */
const mostQuestions = 2;
/** Milliseconds after a jump until rows are fetched that are not in view. */
const restAfter = 100;
/** Milliseconds until a window is asked for again that could not be had. */
const retryAfter = 1000;

/**
 * The rows near the view, in windows that are asked for as it moves; all the others stay where they are loaded. A jump
 * leaves behind what was not asked for yet; answers about an arrangement that is gone are dropped.
 */
export class RowWindows implements RowCache {
  readonly #ask: Ask;
  readonly #cache = new BlockCache(mostBytes);
  readonly #plan = new WindowPlan();
  readonly #listeners = new Set<(change: SourceChange) => void>();
  #schema: ResultSchema = { columns: [], targets: [] };
  #version = 0;
  #rows = 0;
  /** Rows in the natural order. */
  #loaded = 0;
  /** Counts arrangements and results: what was asked for before is dropped. */
  #epoch = 0;
  #arranging = 0;
  #asked = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: Ask) {
    this.#ask = ask;
    this.#cache.clear(0);
  }

  get schema(): ResultSchema {
    return this.#schema;
  }

  get version(): number {
    return this.#version;
  }

  get rows(): number {
    return this.#rows;
  }

  has(row: number): boolean {
    return this.#cache.of(row) !== undefined;
  }

  cell(row: number, column: number): Cell | undefined {
    return this.#cache.of(row)?.cell(row, column, this.#schema.targets);
  }

  numberOf(row: number): number | undefined {
    return this.#cache.of(row)?.numberOf(row);
  }

  changeOf(row: number): number {
    return this.#cache.of(row)?.changeOf(row) ?? 0;
  }

  cellChanged(row: number, column: number): boolean {
    return this.#cache.of(row)?.cellChanged(row, column) ?? false;
  }

  longest(column: number, formatted: boolean): Cell | undefined {
    for (const block of this.#cache.some()) {
      const cell = block.longest(column, formatted, this.#schema.targets);
      if (cell) return cell;
    }
    return undefined;
  }

  show(first: number, last: number): void {
    if (last <= first) return;
    const { size } = this.#cache;
    this.#plan.look(Math.floor(first / size), Math.floor((last - 1) / size));
    this.#cache.touch(this.#plan.first, this.#plan.last);
    this.#fetch();
    if (this.#plan.jumped) this.#restSoon();
  }

  async whole({ row, column }: CellPlace): Promise<WholeCell | undefined> {
    return this.#ask('cell', { version: this.#version, row, column });
  }

  async nested({ row, column }: CellPlace): Promise<NestedRows | undefined> {
    return this.#ask('nested', { version: this.#version, row, column });
  }

  onChange(listener: (change: SourceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setSchema(schema: ResultSchema): void {
    this.#schema = schema;
    // Blocks that are here keep their size: the rows in them had none of the columns that came later.
    if (this.#cache.bytes === 0) this.#cache.clear(schema.columns.length);
    this.#tell('schema');
  }

  push(data: ArrayBuffer): boolean {
    try {
      const chunk = unpackChunk(data);
      if (this.#version === 0) this.#cache.add(chunk, data.byteLength);
      this.grown(Math.max(this.#loaded, chunk.firstRow + chunk.rowCount));
      return true;
    } catch (error) {
      if (!(error instanceof MalformedChunkError)) throw error;
      return false;
    }
  }

  grown(rows: number): void {
    this.#loaded = rows;
    if (this.#version !== 0) return;
    this.#rows = rows;
    this.#tell('rows');
    this.#fetch();
  }

  async arrange(arranged: ArrangedRows | undefined): Promise<void> {
    const version = arranged?.version ?? 0;
    const rows = arranged?.rows ?? this.#loaded;
    const arranging = ++this.#arranging;
    const window = rows === 0 ? undefined : await this.#firstWindow(version, rows);
    if (arranging !== this.#arranging || window === 'gone') return;
    this.#epoch++;
    this.#version = version;
    this.#rows = version === 0 ? this.#loaded : rows;
    this.#cache.clear(this.#schema.columns.length);
    this.#plan.forget();
    if (window) this.#take(window);
    this.#tell('arranged');
    this.#fetch();
  }

  async refresh(): Promise<void> {
    const [version, rows] = [this.#version, this.#rows];
    await this.arrange(version === 0 ? undefined : { version, rows, of: this.#loaded, ms: 0 });
  }

  clear(): void {
    this.#epoch++;
    this.#arranging++;
    this.#version = 0;
    this.#rows = 0;
    this.#loaded = 0;
    this.#schema = { columns: [], targets: [] };
    this.#cache.clear(0);
    this.#plan.forget();
    this.#tell('cleared');
  }

  /** The rows that will stand where one looks now; nothing where they cannot be had, they are then asked for again. */
  async #firstWindow(version: number, rows: number): Promise<RowsWindow | 'gone' | undefined> {
    const { size } = this.#cache;
    const last = Math.floor((rows - 1) / size);
    const from = Math.min(this.#plan.first, last);
    const to = Math.min(Math.max(this.#plan.last, from), from + 3, last);
    try {
      const first = from * size;
      const count = Math.min(rows, (to + 1) * size) - first;
      return (await this.#ask('window', { version, first, count })) ?? 'gone';
    } catch {
      return undefined;
    }
  }

  #fetch(): void {
    while (this.#asked < mostQuestions) {
      const span = this.#plan.next(Math.ceil(this.#rows / this.#cache.size), (index) =>
        this.#cache.full(index, this.#rows),
      );
      if (!span) return;
      void this.#fetchSpan(span);
    }
  }

  async #fetchSpan(span: BlockSpan): Promise<void> {
    const epoch = this.#epoch;
    const first = span.from * this.#cache.size;
    const count = Math.min(this.#rows, (span.to + 1) * this.#cache.size) - first;
    this.#asked++;
    this.#plan.begin(span);
    try {
      const window = await this.#ask('window', { version: this.#version, first, count });
      if (epoch === this.#epoch) {
        this.#plan.end(span);
        const came = window ? this.#take(window) : 0;
        if (came > 0) this.#tell('rows');
        if (came < count) this.#holdBack(span);
      }
    } catch {
      if (epoch === this.#epoch) this.#holdBack(span);
    }
    this.#asked--;
    this.#fetch();
  }

  #restSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#plan.rest();
      this.#fetch();
    }, restAfter);
  }

  /** What could not be had is not asked for at once again: nothing would come of it but a loop. */
  #holdBack(span: BlockSpan): void {
    this.#plan.begin(span);
    const epoch = this.#epoch;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      if (epoch !== this.#epoch) return;
      this.#plan.forgetAsked();
      this.#fetch();
    }, retryAfter);
  }

  /** How many rows came with it. */
  #take(window: RowsWindow): number {
    try {
      const chunk = unpackChunk(window.data);
      const { numbers, changes } = window;
      this.#cache.add(chunk, window.data.byteLength, {
        ...(numbers && { numbers: new Uint32Array(numbers) }),
        ...(changes && { changes }),
      });
      this.#cache.touch(this.#plan.first, this.#plan.last);
      return chunk.rowCount;
    } catch (error) {
      if (!(error instanceof MalformedChunkError)) throw error;
      return 0;
    }
  }

  #tell(change: SourceChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
