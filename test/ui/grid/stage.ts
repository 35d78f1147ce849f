import path from 'node:path';
import type { Page } from 'playwright-core';
import type { HttpResponse } from '../../../src/core/base/http';
import { ProblemError, problemOf } from '../../../src/core/base/problem';
import type { Problem } from '../../../src/core/base/problem';
import type { PageOptions, QueryExecution, ResponsePage } from '../../../src/core/dataverse/execution';
import type { ResultRun } from '../../../src/core/results/resultRun';
import type { AskMessage, HostMessage, PaneMessage } from '../../../src/protocol/resultsMessages';
import { isPaneMessage } from '../../../src/protocol/validate';
import { PaneFeed } from '../../../src/vscode/results/paneFeed';
import { RunSession } from '../../../src/vscode/results/runSession';
import { LocalRows } from '../../support/localRows';
import { BundledPages, errorsOf, origin } from './bundledPages';
import type { Theme } from './themes';

/** Answers in order: a body, a whole response, or the problem that `next()` throws. */
export type Answer =
  | { readonly body: Uint8Array | string; readonly contentType?: string; readonly more?: boolean }
  | { readonly status: 204; readonly entityId?: string }
  | { readonly problem: Problem }
  /** Waits for the run to be stopped. */
  | { readonly hangs: true };

class FakeExecution implements QueryExecution {
  readonly #answers: Answer[];
  readonly #method: string;
  #index = 0;

  constructor(method: string, answers: readonly Answer[]) {
    this.#method = method;
    this.#answers = [...answers];
  }

  get more(): boolean {
    return this.#answers.length > 0;
  }

  rewind(): void {
    throw new Error('No answer of the stage is asked for once more.');
  }

  async next(options: PageOptions): Promise<ResponsePage | undefined> {
    const answer = this.#answers[0];
    if (!answer) return undefined;
    if ('hangs' in answer) return hang(options);
    this.#answers.shift();
    if ('problem' in answer) throw new ProblemError(answer.problem);
    const url = `${origin}/api/data/v9.2/accounts?$select=name`;
    return {
      request: { method: this.#method, url, headers: [] },
      response: responseOf(answer),
      index: this.#index++,
      ...(this.more ? { nextLink: url } : {}),
    };
  }
}

function hang({ signal }: PageOptions): Promise<never> {
  return new Promise((_, reject) => {
    signal.onCancel(() =>
      reject(new ProblemError({ kind: 'cancelled', title: 'Cancelled.', remedy: 'Run it again.' })),
    );
  });
}

function responseOf(answer: Exclude<Answer, { problem: Problem } | { hangs: true }>): HttpResponse {
  const timing = { firstByteMs: 384, totalMs: 618 };
  if ('status' in answer) {
    const headers: Record<string, string> = answer.entityId ? { 'odata-entityid': answer.entityId } : {};
    return { status: 204, statusText: 'No Content', headers, body: new Uint8Array(0), timing };
  }
  // The session gives bodies away; the answer stays for the next theme.
  const body = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body.slice();
  const headers = { 'content-type': answer.contentType ?? 'application/json; odata.metadata=minimal' };
  return { status: 200, statusText: 'OK', headers, body, wireBytes: Math.round(body.length / 8), timing };
}

/** The pane as the product builds it, in a browser. */
export class Stage {
  readonly #rows = new LocalRows();
  #runs = 0;

  private constructor(private readonly pages: BundledPages) {}

  static async start(): Promise<Stage> {
    return new Stage(await BundledPages.start({ results: 'src/webview/results/main.ts' }));
  }

  async dispose(): Promise<void> {
    await this.pages.dispose();
    this.#rows.dispose();
  }

  async open(theme: Theme, size = { width: 1260, height: 900 }): Promise<StagedPane> {
    const page = await this.pages.prepare({ script: 'results.js', style: 'results.css', theme, size });
    const pane = new StagedPane(page);
    await pane.load();
    return pane;
  }

  session(answers: readonly Answer[], options: Partial<ResultRun> = {}): RunSession {
    const method = options.request?.method ?? 'GET';
    const run: ResultRun = {
      key: 'file block',
      title: 'Largest active accounts',
      environment: { name: 'contoso-dev', protected: false },
      origin: { uri: 'file:///queries.odata', target: 'accounts?$select=name', environment: 'contoso-dev' },
      request: { method, url: `${origin}/api/data/v9.2/accounts?$select=name` },
      execution: new FakeExecution(method, answers),
      runAgain: () => undefined,
      onAction: () => undefined,
      ...options,
    };
    const words = {
      problemOf: (error: unknown) =>
        problemOf(error) ?? { kind: 'bad-input' as const, title: String(error), remedy: 'Mend it.' },
      actionLabel: () => 'Sign in',
    };
    const bodies = this.#rows.newFile();
    return new RunSession(run, ++this.#runs, words, {
      engines: this.#rows.engines,
      bodies,
      keptAs: 'kept',
      forget: () => undefined,
    });
  }

  bundle(name: 'results.js' | 'results.css'): Uint8Array {
    return this.pages.read(name);
  }
}

/** A pane in a browser, fed by the product's own feed. */
export class StagedPane {
  readonly received: PaneMessage[] = [];
  readonly errors: readonly string[];
  readonly feed: PaneFeed;
  #session: RunSession | undefined;

  constructor(readonly page: Page) {
    this.feed = new PaneFeed((message) => this.#post(message));
    this.errors = errorsOf(page);
  }

  async load(): Promise<void> {
    await this.page.exposeFunction('toHost', (message: unknown) => {
      if (!isPaneMessage(message)) throw new Error(`This is no message: ${JSON.stringify(message)}`);
      this.received.push(message);
      if (message.type === 'ready') this.feed.ready();
      else if (message.type === 'ask') void this.#answer(message);
    });
    await this.page.addInitScript({ path: path.join(import.meta.dirname, 'inPage.mjs') });
    await this.page.goto(`${origin}/`);
  }

  async show(session: RunSession): Promise<void> {
    this.#session = session;
    this.feed.show(session);
    await session.start();
    await this.settled(session);
  }

  /** Waits until the pane shows what the session holds. */
  async settled(session: RunSession): Promise<void> {
    await this.page.evaluate(`stage.settled(${session.progress.rows})`);
    await this.frames();
  }

  async frames(): Promise<void> {
    await this.page.evaluate('stage.frames()');
  }

  async scrollTo(place: { readonly top?: number; readonly left?: number }): Promise<void> {
    await this.page.evaluate(`stage.scrollTo(${place.top}, ${place.left})`);
  }

  async rows(): Promise<number> {
    return this.page.evaluate('stage.rows()');
  }

  async drawn(): Promise<{ readonly rows: number; readonly cells: number }> {
    return this.page.evaluate('stage.drawn()');
  }

  async close(): Promise<void> {
    this.feed.dispose();
    await this.page.context().close();
  }

  async #answer({ run, id, name, ask }: AskMessage): Promise<void> {
    const answer = await this.#session?.ask(name, ask);
    this.feed.tell({ type: 'answer', run, id, ...(answer === undefined ? {} : { answer }) });
  }

  async #post(message: HostMessage): Promise<boolean> {
    // Bytes go in base64: what evaluates in the page is text.
    const text = JSON.stringify(message, (_, value: unknown) =>
      value instanceof ArrayBuffer ? { base64: Buffer.from(value).toString('base64') } : value,
    );
    await this.page.evaluate(`stage.post(${text})`);
    return true;
  }
}
