import type { EpochMs } from '../../core/base/clock';
import { CancelSource, neverCancelled } from '../../core/base/cancel';
import { Emitter } from '../../core/base/event';
import type { Disposable } from '../../core/base/event';
import type { HttpRequest } from '../../core/base/http';
import type { Problem, ProblemAction } from '../../core/base/problem';
import type { JobName, JobOptions, Jobs, ResultDocument } from '../../core/results/engine';
import type { KeptResult } from '../../core/results/keptResult';
import type { ResultSchema } from '../../core/results/model';
import type { QuestionName, Questions } from '../../core/results/questions';
import type { ResultRun, RunProgress } from '../../core/results/resultRun';
import type { RunPhase, StatusMessage } from '../../protocol/resultsMessages';
import type { ExchangeLog } from './exchangeLog';
import type { DocumentKind } from './pageContent';
import type { LabelOf } from './labelledSchema';
import { PageLoader } from './pageLoader';
import { RunRows } from './runRows';
import type { RunStorage } from './runRows';
import { RunTraffic } from './runTraffic';

/** How errors are put into words. */
export interface ProblemWords {
  problemOf(error: unknown): Problem;
  actionLabel(action: ProblemAction): string;
}

/**
 * One run: asks for its pages, has them read where the rows are kept, and knows its state. Nothing here knows of VS
 * Code, and no row is looked at here but the first ones.
 */
export class RunSession implements Disposable {
  readonly #words: ProblemWords;
  readonly #keptAs: string;
  readonly #rows: RunRows;
  readonly #loader: PageLoader;
  readonly #traffic = new RunTraffic(() => this.#touch());
  readonly #changed = new Emitter<void>();
  readonly #stopListening: () => void;
  #cancel = new CancelSource();
  #phase: RunPhase = 'running';
  #problem: Problem | undefined;
  #version = 0;
  /** What was asked for last was every page. */
  #all = false;
  #holds = 0;
  /** It is to end as soon as nobody holds it: whether the bodies stay then. */
  #ending: boolean | undefined;
  #disposed = false;

  readonly onDidChange = this.#changed.event;

  constructor(
    readonly run: ResultRun,
    /** Tells this run from the others of its pane. */
    readonly number: number,
    words: ProblemWords,
    storage: RunStorage,
  ) {
    this.#keptAs = storage.keptAs;
    this.#words = words;
    this.#rows = new RunRows({
      ...{ run, storage, traffic: this.#traffic },
      touch: () => this.#touch(),
      lost: (problem) => this.#lose(problem),
    });
    this.#loader = new PageLoader({
      execution: run.execution,
      engine: this.#rows.engine,
      take: (page) => this.#rows.take(page),
    });
    this.#stopListening = run.signal?.onCancel(() => this.stop()) ?? (() => undefined);
  }

  get keptAs(): string {
    return this.#keptAs;
  }

  get exchanges(): ExchangeLog {
    return this.#traffic.exchanges;
  }

  /** Of its rows, where they are kept. */
  get id(): number {
    return this.#rows.engine.id;
  }

  get schema(): ResultSchema {
    return this.#rows.columns.schema;
  }

  /** Grows with every change of the schema. */
  get schemaVersion(): number {
    return this.#rows.columns.version;
  }

  /** The first rows, packed, in their order; only ever appended to. */
  get windows(): readonly ArrayBuffer[] {
    return this.#rows.windows;
  }

  get documentKind(): DocumentKind {
    return this.#rows.documentKind;
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
    const { face, rows, pages, hasBodies: json, totals } = this.#rows;
    const { count, countLimitExceeded } = totals;
    const problem = this.#problem;
    return {
      phase: this.#phase,
      face,
      rows,
      pages,
      more: pages > 0 && !this.#rows.broken && this.run.execution.more,
      ...(count === undefined ? {} : { count }),
      countLimitExceeded,
      ...this.#traffic.status,
      json,
      ...(problem ? { problem } : {}),
      ...(problem?.action ? { actionLabel: this.#words.actionLabel(problem.action) } : {}),
    };
  }

  /** Gives the columns their labels, now and as they come. */
  labelColumns(labelOf: LabelOf): void {
    if (this.#rows.columns.label(labelOf)) this.#touch();
  }

  /** Sends the request and reads the first page. Never rejects; how it went stands in {@link progress}. */
  start(): Promise<void> {
    return this.#load('running', false);
  }

  /** Reads again what was kept of a run, instead of sending its request. Never rejects. */
  async restore(kept: KeptResult): Promise<void> {
    const reading = this.#rows.restore(kept);
    this.#set('running');
    try {
      await reading;
      this.#set('done');
    } catch (error) {
      this.#fail(error);
    }
  }

  /** What is to be written down so that {@link restore} can show it again; `undefined` where there are no rows. */
  kept(at: EpochMs): KeptResult | undefined {
    return this.#rows.kept(this.request, at);
  }

  nextPage(): Promise<void> {
    return this.#loadMore('loading-next', false);
  }

  /** Every page that is left, until the last, a stop or a problem. */
  loadAll(): Promise<void> {
    return this.#loadMore('loading-all', true);
  }

  /** On behind a problem: with one page, or with all where all were wanted. */
  goOn(): Promise<void> {
    return this.#all ? this.loadAll() : this.nextPage();
  }

  /** Cancels the pages on their way; what is loaded stays. */
  stop(): void {
    if (this.busy) this.#cancel.cancel();
  }

  ask<N extends QuestionName>(name: N, ask: Questions[N]['ask']): Promise<Questions[N]['answer']> {
    return this.#rows.engine.ask(name, ask);
  }

  work<N extends JobName>(name: N, ask: Jobs[N]['ask'], options: JobOptions): Promise<Jobs[N]['answer']> {
    return this.#rows.engine.work(name, ask, options);
  }

  /** What came, as a document. */
  document(): Promise<ResultDocument> {
    return this.work('document', { json: this.documentKind === 'json' }, { signal: neverCancelled });
  }

  /** Keeps the rows, and goes on loading them, though it is disposed of meanwhile: until the answer is called, once. */
  hold(): () => void {
    this.#holds++;
    return () => {
      this.#holds--;
      if (this.#ending !== undefined) this.#end(this.#ending);
    };
  }

  dispose(): void {
    this.#end(false);
  }

  /** Ends as `dispose` does, but leaves the bodies where they are. */
  leave(): void {
    this.#end(true);
  }

  #end(leave: boolean): void {
    if (this.#disposed) return;
    // What is wished first counts: a pane leaves its rows before it goes.
    this.#ending ??= leave;
    if (this.#holds > 0) return;
    this.#disposed = true;
    this.stop();
    this.#stopListening();
    this.#changed.dispose();
    this.#rows.end(this.#ending);
  }

  async #loadMore(phase: RunPhase, all: boolean): Promise<void> {
    if (this.busy || this.#disposed) return;
    if (this.#rows.broken) this.run.runAgain();
    else if (this.run.execution.more) await this.#load(phase, all);
  }

  async #load(phase: RunPhase, all: boolean): Promise<void> {
    this.#cancel = new CancelSource();
    this.#all = all;
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
    return this.#rows.pages > 0 ? 'done' : 'cancelled';
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

  #lose(problem: Problem): void {
    // A load that is under way comes to the same problem by itself.
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
