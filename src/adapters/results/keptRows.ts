import type { CancelSignal } from '../../core/base/cancel';
import type { PackedBody } from '../../core/base/http';
import { cancelledError } from '../../core/base/problem';
import { PageDecoder } from '../../core/results/decode/pageDecoder';
import type { RowKernel } from '../../core/results/decode/rowKernel';
import type { EngineNews, ReadPage } from '../../core/results/engine';
import { notAPage } from '../../core/results/laterPage';
import { firstRest } from '../../core/results/firstRest';
import { maxChunkRows } from '../../core/results/model';
import type { Segment } from '../../core/results/store/segment';
import { ResultTable } from '../../core/results/store/resultTable';
import { BodyFile } from './bodyFile';
import { TemporaryFile } from './spillFile';

/** Reading pauses so often, in milliseconds, that whoever asks meanwhile is answered. */
const slice = 8;

/** Bytes of one result's rows that stay in memory: about a million rows of thirty columns. */
const memoryLimit = 512_000_000;

/** Lets whatever waits for this thread have its turn. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Bytes of a page that is read in less than it takes to paint rows: it has no need to rest. */
const smallPage = 2_000_000;

/** @returns milliseconds */
async function rest(): Promise<number> {
  const started = performance.now();
  await new Promise((resolve) => setTimeout(resolve, firstRest));
  return performance.now() - started;
}

export interface KeptRowsOptions {
  readonly pushedRows: number;
  readonly bodies: string;
  readonly tell: (news: EngineNews) => void;
  readonly kernel: RowKernel | undefined;
}

type PageRead = Omit<ReadPage, 'kept'>;

interface AddedPage {
  readonly page: PageRead;
  /** Its body was written, or could not be. */
  readonly written: Promise<boolean>;
}

/** The rows of one result, on the thread that keeps them. */
export class KeptRows {
  readonly #decoder: PageDecoder;
  readonly #options: KeptRowsOptions;
  readonly table: ResultTable;
  readonly bodies: BodyFile;
  #spilled: TemporaryFile | undefined;
  #pages = 0;
  #toldSchema = -1;
  #reading: Promise<unknown> = Promise.resolve();
  /** Pages that were added are refused until the host says that it goes on behind the last one that was read. */
  #refusing = false;
  #closed = false;

  constructor(options: KeptRowsOptions) {
    this.#options = options;
    this.#decoder = new PageDecoder(options.kernel);
    this.bodies = new BodyFile(options.bodies);
    const file = (): TemporaryFile => (this.#spilled = new TemporaryFile(`${options.bodies}.rows`));
    this.table = new ResultTable({
      dictionary: (column) => this.#decoder.dictionary(column),
      breathe,
      spilling: { file, memoryLimit },
    });
  }

  /** Reads a page once those before it are read; while its body is written, the next one is read. */
  async add(body: Uint8Array, packed?: PackedBody): Promise<ReadPage> {
    const { page, written } = await this.#next(() => this.#add(body, packed));
    return { ...page, kept: await written };
  }

  async keep(body: Uint8Array): Promise<void> {
    await this.#next(() => this.bodies.add(body, 0));
  }

  restore(pages: number): Promise<ReadPage | undefined> {
    return this.#next(() => this.#restore(pages));
  }

  giveUp(): void {
    if (this.#pages > 0) this.#refusing = true;
  }

  resume(): void {
    this.#refusing = false;
  }

  close(keepBodies: boolean): void {
    this.#closed = true;
    void this.bodies.close(keepBodies);
    this.#spilled?.close();
  }

  /** Whether a job is to stop. */
  stops(signal: CancelSignal): boolean {
    return this.#closed || signal.cancelled;
  }

  #next<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#reading.then(step);
    // Whoever asked is told of the failure; the next one has its turn all the same.
    this.#reading = result.catch(() => undefined);
    return result;
  }

  async #add(body: Uint8Array, packed: PackedBody | undefined): Promise<AddedPage> {
    if (this.#refusing || this.#closed) throw cancelledError();
    const before = this.table.rows;
    try {
      const page = await this.#read(body);
      this.#pages++;
      return { page, written: this.bodies.add(body, page.rows, packed) };
    } catch (error) {
      this.#refusing = true;
      // What cannot be read is what one wants to look at; a later page is fetched once more.
      if (this.#pages === 0 && !this.#closed) await this.bodies.add(body, this.table.rows - before, packed);
      throw error;
    }
  }

  async #read(body: Uint8Array): Promise<PageRead> {
    let started = performance.now();
    const before = this.table.rows;
    const { face, steps } = this.#decoder.read(body, before);
    // The first rows are shown while the others are read; of a later page all rows come, or none.
    const first = this.#pages === 0;
    if (!first && face.face !== 'rows') throw notAPage();
    const segments: Segment[] = [];
    let pause = started + slice;
    for (const segment of steps) {
      if (segment !== undefined && first) this.#take(segment);
      else if (segment !== undefined) segments.push(segment);
      const rests = first && segment?.firstRow === 0 && body.byteLength > smallPage;
      if (!rests && performance.now() < pause) continue;
      if (rests) started += await rest();
      else await breathe();
      if (this.#closed || this.#refusing) throw cancelledError();
      pause = performance.now() + slice;
    }
    for (const segment of segments) this.#take(segment);
    if (this.#toldSchema !== this.#decoder.schema.version) this.#tell();
    const ms = performance.now() - started;
    return { face, rows: this.table.rows - before, totals: this.#decoder.totals, ms };
  }

  #take(segment: Segment): void {
    this.table.setSchema(this.#decoder.schema.schema);
    this.table.append(segment);
    const end = Math.min(this.table.rows, this.#options.pushedRows);
    if (segment.firstRow >= end) this.#tell();
    for (let first = segment.firstRow; first < end; first += maxChunkRows) {
      const count = Math.min(maxChunkRows, end - first);
      this.#tell(this.table.window({ version: 0, first, count })?.data);
    }
  }

  #tell(window?: ArrayBuffer): void {
    const { version, schema } = this.#decoder.schema;
    const changed = version !== this.#toldSchema;
    this.#toldSchema = version;
    if (changed) this.table.setSchema(schema);
    this.#options.tell({
      rows: this.table.rows,
      ...(changed ? { schema } : {}),
      ...(window === undefined ? {} : { window }),
    });
  }

  async #restore(pages: number): Promise<ReadPage | undefined> {
    let last: ReadPage | undefined;
    const bodies = this.bodies.reopen(pages);
    let next = bodies.next();
    while (next.done !== true) {
      last = { ...(await this.#read(next.value)), kept: true };
      this.#pages++;
      next = bodies.next(last.rows);
    }
    return last;
  }
}
