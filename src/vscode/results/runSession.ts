import type { EpochMs } from '../../core/base/clock';
import { CancelSource, neverCancelled } from '../../core/base/cancel';
import { Emitter } from '../../core/base/event';
import type { Disposable } from '../../core/base/event';
import type { HttpRequest } from '../../core/base/http';
import type { Problem, ProblemAction } from '../../core/base/problem';
import type { ResponsePage } from '../../core/dataverse/execution';
import type {
  EngineNews,
  JobName,
  JobOptions,
  Jobs,
  ReadPage,
  ResultDocument,
  ResultEngine,
  ResultEngines,
} from '../../core/results/engine';
import type { KeptResult } from '../../core/results/keptResult';
import type { ResultSchema, ResultTotals } from '../../core/results/model';
import type { QuestionName, Questions } from '../../core/results/questions';
import type { ResultRun, RunProgress } from '../../core/results/resultRun';
import { unpackChunk } from '../../core/results/rowChunkCodec';
import type { PaneFace, RunPhase, StatusMessage } from '../../protocol/resultsMessages';
import type { ExchangeLog } from './exchangeLog';
import { readContent } from './pageContent';
import type { DocumentKind } from './pageContent';
import { KeptPages } from './keptPages';
import { LabelledSchema } from './labelledSchema';
import type { LabelOf } from './labelledSchema';
import { PageLoader } from './pageLoader';
import { RunTraffic } from './runTraffic';

/** How errors are put into words. */
export interface ProblemWords {
  problemOf(error: unknown): Problem;
  actionLabel(action: ProblemAction): string;
}

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

/** So many rows are sent to the pane before it asks: about what is seen at first, and a little more. */
const pushedRows = 256;

/**
 * One run: asks for its pages, has them read where the rows are kept, and knows its state. Nothing here knows of VS
 * Code, and no row is looked at here but the first ones.
 */
export class RunSession implements Disposable {
  readonly #words: ProblemWords;
  readonly #engine: ResultEngine;
  readonly #storage: RunStorage;
  readonly #loader: PageLoader;
  readonly #windows: ArrayBuffer[] = [];
  readonly #kept = new KeptPages();
  readonly #traffic = new RunTraffic(() => this.#touch());
  readonly #changed = new Emitter<void>();
  readonly #stopListening: () => void;
  #cancel = new CancelSource();
  #phase: RunPhase = 'running';
  #face: PaneFace = { face: 'none' };
  #document: DocumentKind = 'json';
  #problem: Problem | undefined;
  readonly #columns = new LabelledSchema();
  #totals: ResultTotals = { countLimitExceeded: false };
  #rows = 0;
  #pages = 0;
  #bodies = 0;
  #version = 0;
  /** The first page could not be read to its end, or all rows are lost: there is nothing to go on behind. */
  #broken = false;
  #disposed = false;

  readonly onDidChange = this.#changed.event;

  constructor(
    readonly run: ResultRun,
    /** Tells this run from the others of its pane. */
    readonly number: number,
    words: ProblemWords,
    storage: RunStorage,
  ) {
    const { engines, bodies } = storage;
    this.#storage = storage;
    this.#words = words;
    this.#engine = engines.open({
      pushedRows,
      bodies,
      onNews: (news) => this.#hear(news),
      onLost: (problem) => this.#lose(problem),
    });
    this.#loader = new PageLoader({
      execution: run.execution,
      engine: this.#engine,
      take: (page) => this.#take(page),
    });
    this.#stopListening = run.signal?.onCancel(() => this.stop()) ?? (() => undefined);
  }

  get keptAs(): string {
    return this.#storage.keptAs;
  }

  get exchanges(): ExchangeLog {
    return this.#traffic.exchanges;
  }

  /** Of its rows, where they are kept. */
  get id(): number {
    return this.#engine.id;
  }

  get schema(): ResultSchema {
    return this.#columns.schema;
  }

  /** Grows with every change of the schema. */
  get schemaVersion(): number {
    return this.#columns.version;
  }

  /** The first rows, packed, in their order; only ever appended to. */
  get windows(): readonly ArrayBuffer[] {
    return this.#windows;
  }

  get documentKind(): DocumentKind {
    return this.#document;
  }

  /** Grows with every change of the status. */
  get version(): number {
    return this.#version;
  }

  get busy(): boolean {
    return this.#phase === 'running' || this.#phase === 'loading-next' || this.#phase === 'loading-all';
  }

  get problem(): Problem | undefined {
    return this.#problem;
  }

  get progress(): RunProgress {
    const { phase, rows, bytes, problem } = this.status();
    return { key: this.run.key, phase, rows, bytes, ...(problem ? { problem } : {}) };
  }

  /** The request as it went out last, without its token. */
  get request(): HttpRequest {
    return this.exchanges.latestRequest ?? { ...this.run.request, headers: [] };
  }

  status(): Omit<StatusMessage, 'type' | 'run'> {
    const { count, countLimitExceeded } = this.#totals;
    const problem = this.#problem;
    return {
      phase: this.#phase,
      face: this.#face,
      rows: this.#rows,
      pages: this.#pages,
      more: this.#pages > 0 && this.run.execution.more,
      ...(count === undefined ? {} : { count }),
      countLimitExceeded,
      ...this.#traffic.status,
      json: this.#bodies > 0,
      ...(problem ? { problem } : {}),
      ...(problem?.action ? { actionLabel: this.#words.actionLabel(problem.action) } : {}),
    };
  }

  /** Gives the columns their labels, now and as they come. */
  labelColumns(labelOf: LabelOf): void {
    if (this.#columns.label(labelOf)) this.#touch();
  }

  /** Sends the request and reads the first page. Never rejects; how it went stands in {@link progress}. */
  start(): Promise<void> {
    return this.#load('running', false);
  }

  /** Reads again what was kept of a run, instead of sending its request. Never rejects. */
  async restore(kept: KeptResult): Promise<void> {
    this.#set('running');
    try {
      const last = await this.#engine.restore(kept.pages);
      this.#kept.restore(kept);
      this.#pages = this.#bodies = kept.pages;
      this.#traffic.restore(kept);
      if (last) this.#totals = last.totals;
      if (last) this.#face = last.face;
      this.#set('done');
    } catch (error) {
      this.#broken = true;
      this.#fail(error);
    }
  }

  /** What is to be written down so that {@link restore} can show it again; `undefined` where there are no rows. */
  kept(at: EpochMs): KeptResult | undefined {
    if (this.#broken) return undefined;
    const sums = { rows: this.#rows, ...this.#traffic.sums };
    return this.#kept.describe(this.run, this.request, sums, at);
  }

  nextPage(): Promise<void> {
    return this.#goOn('loading-next', false);
  }

  /** Every page that is left, until the last, a stop or a problem. */
  loadAll(): Promise<void> {
    return this.#goOn('loading-all', true);
  }

  /** Cancels the pages on their way; what is loaded stays. */
  stop(): void {
    if (this.busy) this.#cancel.cancel();
  }

  ask<N extends QuestionName>(name: N, ask: Questions[N]['ask']): Promise<Questions[N]['answer']> {
    return this.#engine.ask(name, ask);
  }

  work<N extends JobName>(name: N, ask: Jobs[N]['ask'], options: JobOptions): Promise<Jobs[N]['answer']> {
    return this.#engine.work(name, ask, options);
  }

  /** What came, as a document. */
  document(): Promise<ResultDocument> {
    return this.work('document', { json: this.#document === 'json' }, { signal: neverCancelled });
  }

  dispose(): void {
    if (!this.#end()) return;
    this.#engine.dispose();
    this.#storage.forget();
  }

  /** Ends as `dispose` does, but leaves the bodies where they are. */
  leave(): void {
    if (this.#end()) this.#engine.leave();
  }

  #end(): boolean {
    if (this.#disposed) return false;
    this.#disposed = true;
    this.stop();
    this.#stopListening();
    this.#changed.dispose();
    return true;
  }

  async #goOn(phase: RunPhase, all: boolean): Promise<void> {
    if (this.busy || this.#disposed) return;
    if (this.#broken) this.run.runAgain();
    else if (this.run.execution.more) await this.#load(phase, all);
  }

  async #load(phase: RunPhase, all: boolean): Promise<void> {
    this.#cancel = new CancelSource();
    if (this.run.signal?.cancelled === true && phase === 'running') this.#cancel.cancel();
    this.#problem = undefined;
    this.#set(phase);
    try {
      await this.#loader.load(all, this.#traffic.options(this.#cancel));
      this.#set(this.#cancel.cancelled ? this.#stopped : 'done');
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#traffic.settle();
      this.#touch();
    }
  }

  /** Stopping between two pages is no cancelled request: what came is shown, and the rest can be asked for. */
  get #stopped(): RunPhase {
    return this.#pages > 0 ? 'done' : 'cancelled';
  }

  #fail(error: unknown): void {
    const problem = this.#words.problemOf(error);
    if (problem.kind === 'cancelled') {
      this.#set(this.#stopped);
      return;
    }
    this.#problem = problem;
    this.#traffic.refused(problem.status);
    this.#set('failed');
  }

  async #take(page: ResponsePage): Promise<void> {
    const { response } = page;
    const exchange = this.exchanges.total;
    this.#traffic.add(response);
    const content = readContent(page);
    if (content.kind === 'json') await this.#read(page, exchange);
    else {
      this.#face = content.face;
      if (content.kind !== 'none') {
        this.#document = content.kind;
        await this.#engine.keep(response.body);
        this.#bodies++;
      }
    }
    this.#pages++;
    this.#touch();
  }

  async #read({ response: { body, packed }, nextLink }: ResponsePage, exchange: number): Promise<void> {
    let page: ReadPage;
    try {
      page = await this.#engine.add(body, packed);
    } catch (error) {
      // Its rows are shown as far as they could be read: going on behind them would leave a gap.
      if (this.#pages === 0) {
        this.#broken = true;
        this.#bodies = 1;
      }
      throw error;
    }
    this.#bodies++;
    this.#kept.add(nextLink);
    if (this.#pages === 0) this.#face = page.face;
    this.#totals = page.totals;
    this.exchanges.read(exchange, page.ms, page.rows);
  }

  #hear({ rows, schema, window }: EngineNews): void {
    if (this.#disposed) return;
    this.#rows = rows;
    if (schema) this.#columns.set(schema);
    if (window) {
      this.#windows.push(window);
      this.run.onRows?.(unpackChunk(window), this.schema);
    }
    this.#touch();
  }

  #lose(problem: Problem): void {
    this.#broken = true;
    this.#bodies = 0;
    if (this.#disposed || this.busy) return;
    this.#problem = problem;
    this.#set('failed');
  }

  #set(phase: RunPhase): void {
    this.#phase = phase;
    this.#touch();
  }

  #touch(): void {
    this.#version++;
    this.#changed.fire();
  }
}
