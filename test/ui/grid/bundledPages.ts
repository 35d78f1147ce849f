import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { ensureChromium } from '../../../scripts/chromium.mjs';
import { webviewHtml } from '../../../src/vscode/platform/webviewHtml';
import type { Theme } from './themes';

const root = path.resolve(import.meta.dirname, '../../..');
/** Where the pages lie; nothing of it is ever asked of a network. */
export const origin = 'https://pane.test';

export interface PageParts {
  /** Names of bundles. */
  readonly script: string;
  readonly style: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly theme: Theme;
  /** Changes the webview's HTML for what the stage has besides. */
  readonly also?: (html: string) => string;
}

/** Webviews bundled as the product bundles them, opened in a browser under their own HTML and policy. */
export class BundledPages {
  private constructor(
    private readonly browser: Browser,
    private readonly folder: string,
  ) {}

  /** @param entryPoints by the name of their bundle, without its ending */
  static async start(entryPoints: Readonly<Record<string, string>>): Promise<BundledPages> {
    const folder = mkdtempSync(path.join(tmpdir(), 'bundled-pages-'));
    await build({
      absWorkingDir: root,
      entryPoints: { ...entryPoints },
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
    return new BundledPages(browser, folder);
  }

  /** A page that {@link origin} leads to, not yet gone to. */
  async prepare({ script, style, size, theme, also = (html) => html }: PageParts): Promise<Page> {
    const context = await this.browser.newContext({ viewport: size });
    const page = await context.newPage();
    const html = webviewHtml({
      title: 'Results',
      script: `${origin}/${script}`,
      styles: [`${origin}/theme.css`, `${origin}/${style}`],
      csp: origin,
      pictures: true,
    })
      .replace('<html', `<html data-theme="${theme.name}"`)
      .replace('<body', `<body class="${theme.bodyClass}"`);
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') await route.fulfill({ contentType: 'text/html', body: also(html) });
      else if (name === 'theme.css') await route.fulfill({ contentType: 'text/css', body: theme.css });
      else if (name === 'favicon.ico') await route.fulfill({ status: 204 });
      else await route.fulfill({ path: this.pathOf(name) });
    });
    return page;
  }

  pathOf(bundle: string): string {
    return path.join(this.folder, bundle);
  }

  read(bundle: string): Uint8Array {
    return readFileSync(this.pathOf(bundle));
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Keeps what goes wrong in a page. */
export function errorsOf(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}
