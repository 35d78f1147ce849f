import type { HttpRequest } from '../../core/base/http';
import { problemOf } from '../../core/base/problem';
import type { Problem } from '../../core/base/problem';
import type { ResponsePage } from '../../core/dataverse/execution';
import type { EngineNews, ReadPage, ResultEngine, ResultEngines } from '../../core/results/engine';
import type { EpochMs } from '../../core/base/clock';
import type { KeptResult } from '../../core/results/keptResult';
import type { ResultTotals } from '../../core/results/model';
import type { ResultRun } from '../../core/results/resultRun';
import { withPageAgain } from '../../core/results/laterPage';
import { unpackChunk } from '../../core/results/rowChunkCodec';
import type { PaneFace } from '../../protocol/resultsMessages';
import { KeptPages, nothingKept } from './keptPages';
import { LabelledSchema } from './labelledSchema';
import { readContent } from './pageContent';
import type { DocumentKind, PageContent } from './pageContent';
import type { RunTraffic } from './runTraffic';

/** Where a run keeps its rows. */
export interface RunStorage {
  readonly engines: ResultEngines;
  /** Absolute path of a file of its own, for the bodies. */
  readonly bodies: string;
  /** Id under which it is written down. */
  readonly keptAs: string;
  /** The run has ended, and nobody will come back to its rows. */
  readonly forget: () => void;
}

export interface RunRowsParts {
  readonly run: ResultRun;
  readonly storage: RunStorage;
  readonly traffic: RunTraffic;
  /** Something changed. */
  readonly touch: () => void;
  /** All rows are gone. */
  readonly lost: (problem: Problem) => void;
}

/** So many rows are sent to the pane before it asks: about what is seen at first, and a little more. */
const pushedRows = 256;

/** What came of a run's pages: the rows, where they are kept, and what is known of them here. */
export class RunRows {
  readonly engine: ResultEngine;
  /** The first rows, packed, in their order; only ever appended to. */
  readonly windows: ArrayBuffer[] = [];
  readonly columns = new LabelledSchema();
  readonly #parts: RunRowsParts;
  #face: PaneFace = { face: 'none' };
  #document: DocumentKind = 'json';
  #totals: ResultTotals = { countLimitExceeded: false };
  #rows = 0;
  #pages = 0;
  #bodies = 0;
  readonly #kept = new KeptPages();
  #broken = false;
  #ended = false;

  constructor(parts: RunRowsParts) {
    this.#parts = parts;
    const { engines, bodies } = parts.storage;
    this.engine = engines.open({
      pushedRows,
      bodies,
      onNews: (news) => this.#hear(news),
      onLost: (problem) => this.#lose(problem),
    });
  }

  get face(): PaneFace {
    return this.#face;
  }

  get documentKind(): DocumentKind {
    return this.#document;
  }

  get totals(): ResultTotals {
    return this.#totals;
  }

  get rows(): number {
    return this.#rows;
  }

  get pages(): number {
    return this.#pages;
  }

  /** There is something to be opened as a document. */
  get hasBodies(): boolean {
    return this.#bodies > 0;
  }

  /** The first page could not be read to its end, or all rows are lost: there is nothing to go on behind. */
  get broken(): boolean {
    return this.#broken;
  }

  /** What is to be written down so that {@link restore} can show it again; `undefined` where there are no rows. */
  kept(request: HttpRequest, at: EpochMs): KeptResult | undefined {
    if (this.#broken) return undefined;
    const { run } = this.#parts;
    return this.#kept.describe(run, request, at);
  }

  /** Takes a page that came; the next one may come while this one is read. */
  async take(page: ResponsePage): Promise<void> {
    const { traffic, touch } = this.#parts;
    const exchange = traffic.exchanges.total;
    traffic.add(page.response);
    const content = readContent(page);
    // A run that was kept goes on with the first answer of a new execution.
    const later = page.index > 0 || this.#pages > 0;
    if (later) await this.#readLater(page, exchange, content);
    else if (content.kind === 'json') await this.#readRows(page, exchange);
    else {
      this.#face = content.face;
      if (content.kind !== 'none') {
        this.#document = content.kind;
        await this.engine.keep(page.response.body);
        this.#bodies++;
      }
    }
    this.#pages++;
    touch();
  }

  /** Reads again what was kept of a run, as far as it can be read. */
  async restore(kept: KeptResult): Promise<void> {
    // While they are read again nothing else is written down.
    this.#kept.restore(kept);
    try {
      if (kept.pages === 0) throw nothingKept(0);
      const last = await this.engine.restore(kept.pages);
      this.#pages = this.#bodies = kept.pages;
      this.#parts.traffic.restore(kept);
      if (!last) return;
      this.#totals = last.totals;
      this.#face = last.face;
    } catch (error) {
      this.#broken = true;
      throw problemOf(error)?.kind === 'cancelled' ? error : nothingKept(kept.pages);
    }
  }

  /** @param leave the bodies stay where they are: somebody comes back to them */
  end(leave: boolean): void {
    this.#ended = true;
    if (leave) this.engine.leave();
    else {
      this.engine.dispose();
      this.#parts.storage.forget();
    }
  }

  async #readLater(page: ResponsePage, exchange: number, { kind }: PageContent): Promise<void> {
    try {
      // Where it cannot be read, the thread refuses the pages behind it, too.
      await this.#readRows(kind === 'json' ? page : withoutBody(page), exchange);
    } catch (error) {
      throw withPageAgain(error, kind === 'json');
    }
  }

  async #readRows(answer: ResponsePage, exchange: number): Promise<void> {
    const { body, packed } = answer.response;
    // Before the next pages, which may come while this one is read.
    const { sums } = this.#parts.traffic;
    let page: ReadPage;
    try {
      page = await this.engine.add(body, packed);
    } catch (error) {
      // Its rows are shown as far as they could be read: going on behind them would leave a gap.
      if (this.#pages === 0) {
        this.#broken = true;
        this.#bodies = 1;
      }
      throw error;
    }
    this.#bodies++;
    this.#kept.add(page, answer, sums);
    if (this.#pages === 0) this.#face = page.face;
    this.#totals = page.totals;
    this.#parts.traffic.exchanges.read(exchange, page.ms, page.rows);
  }

  #hear({ rows, schema, window }: EngineNews): void {
    if (this.#ended) return;
    this.#rows = rows;
    if (schema) this.columns.set(schema);
    if (window) {
      this.windows.push(window);
      this.#parts.run.onRows?.(unpackChunk(window), this.columns.schema);
    }
    this.#parts.touch();
  }

  #lose(problem: Problem): void {
    this.#broken = true;
    this.#bodies = 0;
    if (!this.#ended) this.#parts.lost(problem);
  }
}

function withoutBody(page: ResponsePage): ResponsePage {
  const { packed: _, ...response } = page.response;
  return { ...page, response: { ...response, body: new Uint8Array() } };
}
