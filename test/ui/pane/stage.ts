import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { PaneCommand } from '../../../src/protocol/paneCommands';
import type { Exchange, PaneMessage, StatusMessage } from '../../../src/protocol/resultsMessages';
import { isPaneMessage } from '../../../src/protocol/validate';
import { BundledPages, errorsOf, origin } from '../grid/bundledPages';
import { theme } from '../grid/themes';
import type { Theme } from '../grid/themes';

/** The pane as the product builds it, with a host in the page that keeps the rows. */
export class PaneStage {
  private constructor(private readonly pages: BundledPages) {}

  static async start(): Promise<PaneStage> {
    return new PaneStage(
      await BundledPages.start({
        results: 'src/webview/results/main.ts',
        chart: 'src/webview/chart/main.ts',
        fakeHost: 'test/ui/pane/fakeHost.mjs',
      }),
    );
  }

  async dispose(): Promise<void> {
    await this.pages.dispose();
  }

  async open(theme: Theme, size = { width: 1260, height: 800 }): Promise<StagedPane> {
    const page = await this.pages.prepare({ script: 'results.js', style: 'results.css', theme, size });
    await page.addInitScript({ path: this.pages.pathOf('fakeHost.js') });
    const pane = new StagedPane(page);
    await page.goto(`${origin}/`);
    return pane;
  }
}

/** A dark pane for each test of the file; none may end with an error in the page. */
export function eachPane(take: (pane: StagedPane) => void, size?: { width: number; height: number }): void {
  let stage: PaneStage;
  let pane: StagedPane;
  beforeAll(async () => {
    stage = await PaneStage.start();
  });
  afterAll(() => stage.dispose());
  beforeEach(async () => {
    pane = await stage.open(theme('dark'), size);
    take(pane);
  });
  afterEach(async () => {
    expect(pane.errors).toEqual([]);
    await pane.close();
  });
}

/** On a busy machine a second is not long. */
export function poll<T>(value: () => Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(value, { timeout: 20_000 });
}

/** What the host in the page can be told to do. */
interface HostCalls {
  begin(options?: object): void;
  page(body: string, status?: Partial<StatusMessage>): void;
  status(part: Partial<StatusMessage>): void;
  exchanges(exchanges: readonly Exchange[], total: number): void;
  comparison(message: object): void;
  command(command: PaneCommand): void;
  noted(text: string): void;
}

export class StagedPane {
  readonly errors: readonly string[];

  constructor(readonly page: Page) {
    this.errors = errorsOf(page);
  }

  async host<N extends keyof HostCalls>(name: N, ...args: Parameters<HostCalls[N]>): Promise<void> {
    const list = args.map((arg) => JSON.stringify(arg)).join(', ');
    await this.page.evaluate(`paneHost.${name}(${list})`);
    await this.frames();
  }

  /** A run with one page of rows. */
  async run(
    body: string | Uint8Array,
    status: Partial<StatusMessage> = {},
    begin: object = {},
  ): Promise<void> {
    await this.host('begin', begin);
    await this.host('page', typeof body === 'string' ? body : new TextDecoder().decode(body), status);
  }

  /** What the pane told the host, questions left out; each checked as the host does. */
  async received(): Promise<readonly PaneMessage[]> {
    const messages: unknown = await this.page.evaluate('paneHost.received');
    if (!Array.isArray(messages)) throw new Error('The host keeps no list.');
    return messages.map((message: unknown) => {
      if (!isPaneMessage(message)) throw new Error(`This is no message: ${JSON.stringify(message)}`);
      return message;
    });
  }

  async last(type: PaneMessage['type']): Promise<PaneMessage | undefined> {
    return (await this.received()).findLast((message) => message.type === type);
  }

  /** A key so many times, before anything of it has an answer. */
  async pressAtOnce(
    key: { readonly key: string; readonly shiftKey?: boolean },
    times: number,
  ): Promise<void> {
    const made = JSON.stringify({ ...key, bubbles: true, cancelable: true });
    await this.page.evaluate(
      `for (let time = 0; time < ${times}; time++)
         document.activeElement.dispatchEvent(new KeyboardEvent('keydown', ${made}));`,
    );
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async state(): Promise<unknown> {
    return this.page.evaluate('paneHost.state');
  }

  /** What was asked to be drawn is drawn after two frames. */
  async frames(): Promise<void> {
    await this.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))',
    );
  }

  footer(): Promise<string> {
    return this.page.locator('.ft').last().innerText();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
