import type { Page } from 'playwright-core';
import { BundledPages, errorsOf, origin } from './bundledPages';
import type { Theme } from './themes';

/** The grid alone in a browser, under the webview's policy, its rows in a worker as in the product. */
export class GridStage {
  private constructor(private readonly pages: BundledPages) {}

  static async start(): Promise<GridStage> {
    return new GridStage(
      await BundledPages.start({
        page: 'test/support/grid/page.mjs',
        worker: 'test/support/grid/worker.mjs',
      }),
    );
  }

  async dispose(): Promise<void> {
    await this.pages.dispose();
  }

  async open(theme: Theme): Promise<StagedGrid> {
    const page = await this.pages.prepare({
      ...{ script: 'page.js', style: 'page.css', theme, size: { width: 1260, height: 640 } },
      also: (html) =>
        html
          .replace("base-uri 'none'", `worker-src ${origin}; base-uri 'none'`)
          .replace(/<body[^>]*>/, '$&<main id="root"></main>'),
    });
    const grid = new StagedGrid(page);
    await page.goto(`${origin}/`);
    return grid;
  }
}

export class StagedGrid {
  readonly errors: readonly string[];

  constructor(readonly page: Page) {
    this.errors = errorsOf(page);
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
        return !document.querySelector('.rows[aria-busy]') && rows.length > 0
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
