import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { CDPSession, Page } from 'playwright-core';
import { percentile } from '../support/record';

const origin = 'https://bench.test';

export const grids = ['ours', 'agGrid', 'slickGrid', 'glide', 'tanStack'] as const;
export type GridName = (typeof grids)[number];
type ScrollMode = 'wheel' | 'jump' | 'sideways';

/** Bundles a page for each grid. */
export class GridPages {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'bench-grids-'));

  readonly #browser = execFileSync(process.execPath, ['scripts/chromium.mjs'], { encoding: 'utf8' }).trim();

  async build(): Promise<void> {
    const pages = grids.map((name) => [name, `test/bench/grids/${name}.mjs`]);
    await build({
      absWorkingDir: process.cwd(),
      entryPoints: { ...Object.fromEntries(pages), worker: 'test/support/grid/worker.mjs' },
      outdir: this.#folder,
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      nodePaths: [path.resolve('test', 'bench', 'peers', 'node_modules')],
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
    });
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Opens the page in a browser of its own, does something with it and closes it. */
  async with<T>(name: GridName, use: (page: BenchPage) => Promise<T>): Promise<T> {
    const browser = await chromium.launch({
      executablePath: this.#browser,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-frame-rate-limit',
        '--disable-gpu-vsync',
        '--js-flags=--max-old-space-size=4096',
      ],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      await page.route(`${origin}/**`, async (route) => {
        const file = new URL(route.request().url()).pathname.slice(1);
        if (file === '') await route.fulfill({ contentType: 'text/html', body: htmlOf(name) });
        else if (file === 'favicon.ico') await route.fulfill({ status: 204 });
        else await route.fulfill({ path: path.join(this.#folder, file) });
      });
      await page.goto(`${origin}/`);
      return await use(new BenchPage(page));
    } finally {
      await browser.close();
    }
  }
}

/** What VS Code gives a webview on Linux: without it ours would be drawn in larger letters with serifs, the others are not. */
const fonts = ':root{--vscode-font-family:system-ui,Ubuntu,"Droid Sans",sans-serif;--vscode-font-size:13px}';

function htmlOf(name: GridName): string {
  const style = `${fonts}html,body{margin:0}#root{width:1400px;height:860px;overflow:hidden}`;
  const sheet = name === 'agGrid' || name === 'tanStack' ? '' : `<link rel=stylesheet href="${name}.css">`;
  const head = `<meta charset=utf-8><title>${name}</title>${sheet}<style>${style}</style>`;
  return `<!doctype html><html lang=en>${head}<body><div id=root></div><script src="${name}.js"></script>`;
}

export class BenchPage {
  constructor(private readonly page: Page) {}

  async load(rows: number, columns: number): Promise<void> {
    await this.page.evaluate(`bench.load(${rows}, ${columns})`);
  }

  /**
   * Milliseconds until rows are painted.
   * @param guesses ours finds widths for its columns itself; else they are given, the same ones to all grids
   */
  async show(guesses = false): Promise<number> {
    return this.page.evaluate(`bench.show(${guesses})`);
  }

  /** Milliseconds from the last byte of a page until rows are painted. */
  async showPage(body: string): Promise<number> {
    await this.page.evaluate(`window.body = new TextEncoder().encode(${JSON.stringify(body)}).buffer, 0`);
    return this.page.evaluate('bench.page(window.body)');
  }

  /** Milliseconds of script, style and layout on the page's thread for one step: the time of the processor, 95 of 100 stay below. */
  async scroll(mode: ScrollMode, steps: number): Promise<number> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await this.page.evaluate('bench.rest()');
    const times: number[] = [];
    for (let i = 0; i < steps; i++) {
      const before = await busy(session);
      await this.page.evaluate(`bench.step('${mode}', ${i + 1})`);
      times.push((await busy(session)) - before);
    }
    await session.detach();
    return percentile(times, 0.95);
  }

  async text(): Promise<string> {
    return this.page.evaluate('bench.text()');
  }

  /** Scrolls to the end of the bar, until it stays there. */
  async toTheEnd(): Promise<void> {
    for (let i = 0; i < 3; i++) {
      await this.page.evaluate("document.querySelector('.grid').scrollTop = 1e9");
      await this.page.evaluate("bench.step('sideways', 0)");
    }
  }
}

const parts = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'];

async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.filter(({ name }) => parts.includes(name)).reduce((sum, { value }) => sum + value * 1000, 0);
}
