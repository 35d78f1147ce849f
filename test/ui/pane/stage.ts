import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { expect } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { Exchange, PaneMessage, StatusMessage } from '../../../src/protocol/resultsMessages';
import { isPaneMessage } from '../../../src/protocol/validate';
import { webviewHtml } from '../../../src/vscode/platform/webviewHtml';
import { ensureChromium } from '../../../scripts/chromium.mjs';
import type { Theme } from '../grid/themes';

const root = path.resolve(import.meta.dirname, '../../..');
const origin = 'https://pane.test';

/** The pane as the product builds it, under its own HTML and policy, with a host in the page that keeps the rows. */
export class PaneStage {
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(browser: Browser, folder: string) {
    this.#browser = browser;
    this.#folder = folder;
  }

  static async start(): Promise<PaneStage> {
    const folder = mkdtempSync(path.join(tmpdir(), 'pane-stage-'));
    await build({
      absWorkingDir: root,
      entryPoints: {
        results: 'src/webview/results/main.ts',
        chart: 'src/webview/chart/main.ts',
        fakeHost: 'test/ui/pane/fakeHost.mjs',
      },
      outdir: folder,
      bundle: true,
      minify: true,
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
      logLevel: 'warning',
    });
    const browser = await chromium.launch({
      executablePath: String(ensureChromium()),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
    return new PaneStage(browser, folder);
  }

  async dispose(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async open(theme: Theme, size = { width: 1260, height: 800 }): Promise<StagedPane> {
    const context = await this.#browser.newContext({ viewport: size });
    const page = await context.newPage();
    const html = webviewHtml({
      title: 'Results',
      script: `${origin}/results.js`,
      styles: [`${origin}/results.css`],
      csp: origin,
      pictures: true,
    })
      .replace('<html', `<html data-theme="${theme.name}"`)
      .replace('<body', `<body class="${theme.bodyClass}"`)
      .replace('<title>', `<link rel="stylesheet" href="${origin}/theme.css"><title>`);
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') await route.fulfill({ contentType: 'text/html', body: html });
      else if (name === 'theme.css') await route.fulfill({ contentType: 'text/css', body: theme.css });
      else if (name === 'favicon.ico') await route.fulfill({ status: 404 });
      else await route.fulfill({ path: path.join(this.#folder, name) });
    });
    await page.addInitScript({ path: path.join(this.#folder, 'fakeHost.js') });
    const pane = new StagedPane(page);
    await page.goto(`${origin}/`);
    return pane;
  }
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
  noted(text: string): void;
}

export class StagedPane {
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) this.errors.push(message.text());
    });
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
