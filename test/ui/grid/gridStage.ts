import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { ensureChromium } from '../../../scripts/chromium.mjs';
import { webviewHtml } from '../../../src/vscode/platform/webviewHtml';
import type { Theme } from './themes';

const root = path.resolve(import.meta.dirname, '../../..');
const origin = 'https://grid.test';

/** The grid alone in a browser, under the webview's policy, its rows in a worker as in the product. */
export class GridStage {
  private constructor(
    private readonly browser: Browser,
    private readonly folder: string,
  ) {}

  static async start(): Promise<GridStage> {
    const folder = mkdtempSync(path.join(tmpdir(), 'grid-stage-'));
    await build({
      absWorkingDir: root,
      entryPoints: { page: 'test/support/grid/page.mjs', worker: 'test/support/grid/worker.mjs' },
      outdir: folder,
      bundle: true,
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
      logLevel: 'warning',
    });
    const browser = await chromium.launch({
      executablePath: String(ensureChromium()),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
    return new GridStage(browser, folder);
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async open(theme: Theme): Promise<StagedGrid> {
    const context = await this.browser.newContext({ viewport: { width: 1260, height: 640 } });
    const page = await context.newPage();
    const html = webviewHtml({
      title: 'Grid',
      script: `${origin}/page.js`,
      styles: [`${origin}/theme.css`, `${origin}/page.css`],
      csp: origin,
      pictures: true,
    })
      .replace("base-uri 'none'", `worker-src ${origin}; base-uri 'none'`)
      .replace('<html', `<html data-theme="${theme.name}"`)
      .replace('<body>', `<body class="${theme.bodyClass}"><main id="root"></main>`);
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') await route.fulfill({ contentType: 'text/html', body: html });
      else if (name === 'theme.css') await route.fulfill({ contentType: 'text/css', body: theme.css });
      else if (name === 'favicon.ico') await route.fulfill({ status: 204 });
      else await route.fulfill({ path: path.join(this.folder, name) });
    });
    const grid = new StagedGrid(page);
    await page.goto(`${origin}/`);
    return grid;
  }
}

export class StagedGrid {
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** Rows that are made, in the store or as they are asked for. */
  async made(type: 'made' | 'endless', rows: number, columns: number): Promise<void> {
    await this.run(`gridPage.load('${type}', ${rows}, ${columns})`);
    await this.#show();
  }

  /** The body of a page, read as the product reads it. */
  async body(body: string): Promise<void> {
    await this.run(`gridPage.readPage(new TextEncoder().encode(${JSON.stringify(body)}).buffer)`);
    await this.#show();
  }

  async #show(): Promise<void> {
    await this.run("void gridPage.show(document.getElementById('root'))");
    await this.page.locator('.gr .gc[role=gridcell]').first().waitFor();
    await this.settled();
  }

  /** Evaluates an expression in the page. */
  async run<T = unknown>(expression: string): Promise<T> {
    return this.page.evaluate(expression);
  }

  /** What the grid told since the last call, by name. */
  async told(): Promise<readonly (readonly unknown[])[]> {
    return this.run('(() => { const told = gridPage.told; gridPage.state.told = []; return told; })()');
  }

  /** Waits until every row in view is filled and the document is in order. */
  async settled(): Promise<void> {
    // The policy of the page forbids to wait for an expression inside of it.
    const there = (): Promise<boolean> =>
      this.run(`(() => {
        const rows = [...document.querySelectorAll('.rows > .gr')];
        const numbers = rows.map((row) => Number(row.getAttribute('aria-rowindex')));
        return !document.querySelector('.veil') && rows.length > 0
          && rows.every((row) => !row.hasAttribute('aria-busy'))
          && numbers.every((number, i) => i === 0 || number > numbers[i - 1]);
      })()`);
    while (!(await there())) await this.frames();
    await this.frames();
  }

  async frames(): Promise<void> {
    await this.run(
      'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null))))',
    );
  }

  /** `aria-rowindex`, `aria-colindex` and text of the active cell. */
  async active(): Promise<readonly [row: number, column: number, text: string]> {
    return this.run(`(() => {
      const cell = document.getElementById('active-cell');
      const row = cell?.closest('[role=row]');
      return [Number(row?.getAttribute('aria-rowindex')), Number(cell?.getAttribute('aria-colindex')), cell?.textContent ?? ''];
    })()`);
  }

  async headings(): Promise<string[]> {
    return this.page.locator('.gh [data-column] .nm').allInnerTexts();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
