import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Workbench } from '../../support/workbench';
import { paint, paintedNow, seriousFindings } from './looksInPage.mjs';

/** A theme of each kind that VS Code has, by what its pictures are called. VS Code starts with a light one. */
const themes = [
  { file: 'hc', name: 'Dark High Contrast', kind: 'vscode-high-contrast' },
  { file: 'hclight', name: 'Light High Contrast', kind: 'vscode-high-contrast-light' },
  { file: 'light', name: 'Light Modern', kind: 'vscode-light' },
  { file: 'dark', name: 'Dark Modern', kind: 'vscode-dark' },
] as const;

type Painted = ReturnType<typeof paintedNow> & { readonly file: string };

// What @axe-core/playwright brings. It starts at the page, and would look into hidden panes too.
const fromAxe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const axe = readFileSync(fromAxe.resolve('axe-core/axe.min.js'), 'utf8');

/** Looks at the page of a webview as it is now, in every theme. */
export class Looks {
  private constructor(
    private readonly workbench: Workbench,
    private readonly painted: readonly Painted[],
  ) {}

  /** Goes through the themes once, with a webview on view, and keeps what VS Code tells it of each. */
  static async of(workbench: Workbench): Promise<Looks> {
    const painted: Painted[] = [];
    for (const { file, name, kind } of themes) {
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.answer(/Color Theme/, name);
      const body = workbench.webview.locator(`body[data-vscode-theme-kind="${kind}"]`);
      await body.waitFor({ state: 'attached' });
      painted.push({ file, ...(await body.evaluate(paintedNow)) });
    }
    return new Looks(workbench, painted);
  }

  /**
   * Has the page painted in each theme as VS Code would, writes a picture, and tells what axe finds to be serious or
   * critical in any of them. Nothing loses the focus: open menus stay open.
   */
  async at(name: string): Promise<readonly string[]> {
    const body = this.workbench.webview.locator('body');
    // As text: it is no part of this program.
    await body.evaluate(`${axe}; undefined`);
    const found: string[] = [];
    for (const theme of this.painted) {
      await body.evaluate(paint, theme);
      await this.workbench.screenshot(`views/${name}.${theme.file}`);
      const findings = await body.evaluate(seriousFindings);
      found.push(...findings.map((finding) => `${name} in ${theme.file}: ${finding}`));
    }
    return found;
  }
}
