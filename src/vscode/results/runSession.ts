import { CancelSource } from '../../core/base/cancel';
import { Emitter } from '../../core/base/event';
import type { Disposable } from '../../core/base/event';
import type { Problem, ProblemAction } from '../../core/base/problem';
import type { PageOptions, ResponsePage } from '../../core/dataverse/execution';
import { PageReader } from '../../core/results/pageReader';
import type { ResultRun, RunProgress } from '../../core/results/resultRun';
import type { PaneFace, RunPhase, StatusMessage } from '../../protocol/resultsMessages';
import { packChunk } from '../../protocol/rowChunkCodec';
import { PageArchive } from './pageArchive';
import { readContent } from './pageContent';
import type { DocumentKind } from './pageContent';

/** How errors are put into words. */
export interface ProblemWords {
  problemOf(error: unknown): Problem;
  actionLabel(action: ProblemAction): string;
}

/** Lets the extension host do other work. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * One run: asks for its pages one after the other, turns them into packed chunks and knows its state. At most one
 * page is on its way. Nothing here knows of VS Code.
 */
export class RunSession implements Disposable {
  readonly #words: ProblemWords;
  readonly #reader = new PageReader();
  readonly #archive = new PageArchive();
  readonly #chunks: ArrayBuffer[] = [];
  readonly #changed = new Emitter<void>();
  readonly #stopListening: () => void;
  #cancel = new CancelSource();
  #phase: RunPhase = 'running';
  #face: PaneFace = { face: 'none' };
  #document: DocumentKind = 'json';
  #problem: Problem | undefined;
  #pages = 0;
  #bytes = 0;
  #arriving = 0;
  #elapsedMs = 0;
  #httpStatus: number | undefined;
  #waiting: string | undefined;
  #version = 0;
  /** A page could not be read to its end: rows after it would leave a gap. */
  #broken = false;
  #disposed = false;

  readonly onDidChange = this.#changed.event;

  constructor(
    readonly run: ResultRun,
    /** Tells this run from the others of its pane. */
    readonly number: number,
    words: ProblemWords,
  ) {
    this.#words = words;
    this.#stopListening = run.signal?.onCancel(() => this.stop()) ?? (() => undefined);
  }

  get schema(): PageReader['schema'] {
    return this.#reader.schema;
  }

  /** Packed rows in their order; only ever appended to. */
  get chunks(): readonly ArrayBuffer[] {
    return this.#chunks;
  }

  get archive(): PageArchive {
    return this.#archive;
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

  status(): Omit<StatusMessage, 'type' | 'run'> {
    const { count, countLimitExceeded } = this.#reader.totals;
    const problem = this.#problem;
    return {
      phase: this.#phase,
      face: this.#face,
      rows: this.#reader.rows,
      pages: this.#pages,
      more: this.#pages > 0 && this.run.execution.more,
      ...(count === undefined ? {} : { count }),
      countLimitExceeded,
      bytes: this.#bytes + this.#arriving,
      elapsedMs: this.#elapsedMs,
      ...(this.#httpStatus === undefined ? {} : { httpStatus: this.#httpStatus }),
      ...(this.#waiting === undefined ? {} : { waiting: this.#waiting }),
      json: this.#archive.pages > 0,
      ...(problem ? { problem } : {}),
      ...(problem?.action ? { actionLabel: this.#words.actionLabel(problem.action) } : {}),
    };
  }

  /** Sends the request and reads the first page. Never rejects; how it went stands in {@link progress}. */
  start(): Promise<void> {
    return this.#load('running', false);
  }

  nextPage(): Promise<void> {
    return this.#goOn('loading-next', false);
  }

  /** Every page that is left, one after the other, until the last, a stop or a problem. */
  loadAll(): Promise<void> {
    return this.#goOn('loading-all', true);
  }

  /** Cancels the page on its way; what is loaded stays. */
  stop(): void {
    if (this.busy) this.#cancel.cancel();
  }

  dispose(): void {
    this.#disposed = true;
    this.stop();
    this.#stopListening();
    this.#changed.dispose();
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
      let again = true;
      while (again) {
        await this.#page();
        again = all && this.run.execution.more && !this.#cancel.cancelled;
      }
      this.#set(this.#cancel.cancelled ? this.#stopped : 'done');
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#arriving = 0;
      this.#waiting = undefined;
      this.#touch();
    }
  }

  async #page(): Promise<void> {
    const page = await this.run.execution.next({
      signal: this.#cancel,
      onProgress: (bytes) => {
        this.#arriving = bytes;
        this.#waiting = undefined;
        this.#touch();
      },
      onWait: (notice) => {
        this.#waiting = waitWords(notice);
        this.#touch();
      },
    });
    if (page) await this.#take(page);
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
    this.#httpStatus = problem.status ?? this.#httpStatus;
    this.#set('failed');
  }

  async #take(page: ResponsePage): Promise<void> {
    const { response } = page;
    this.#arriving = 0;
    this.#waiting = undefined;
    this.#bytes += response.wireBytes ?? response.body.byteLength;
    this.#elapsedMs += response.timing.totalMs;
    this.#httpStatus = response.status;
    const content = readContent(page);
    if (content.kind !== 'json') {
      this.#face = content.face;
      if (content.kind !== 'none') {
        this.#document = content.kind;
        this.#archive.add(response.body, 0);
      }
    } else await this.#takeRows(content.text, response.body);
    this.#pages++;
    this.#touch();
  }

  async #takeRows(text: string, body: Uint8Array): Promise<void> {
    const before = this.#reader.rows;
    try {
      const { face, chunks } = this.#reader.read(text);
      if (this.#pages === 0) this.#face = face;
      for (const chunk of chunks) {
        this.run.onRows?.(chunk, this.#reader.schema.schema);
        this.#chunks.push(packChunk(chunk));
        this.#touch();
        await breathe();
        if (this.#disposed) return;
      }
    } catch (error) {
      this.#broken = true;
      throw error;
    } finally {
      this.#archive.add(body, this.#reader.rows - before);
    }
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

type WaitNotice = Parameters<NonNullable<PageOptions['onWait']>>[0];

function waitWords({ ms, reason }: WaitNotice): string {
  const pause = ms < 1500 ? 'a second' : `${Math.round(ms / 1000)} seconds`;
  return reason === 'throttled'
    ? `The server asked for a pause of ${pause}; the request goes out again then.`
    : `The connection broke; the request goes out again in ${pause}.`;
}
