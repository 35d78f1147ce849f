import type { FrameLocator, Locator } from 'playwright-core';
import { appears } from '../../support/waiting';
import type { Workbench } from '../../support/workbench';

/** The results pane on the screen, in the words of who uses it, mostly with the keyboard. */
export class ResultsPane {
  constructor(private readonly workbench: Workbench) {}

  get view(): FrameLocator {
    return this.workbench.webview;
  }

  get grid(): Locator {
    return this.view.getByRole('grid');
  }

  get footer(): Locator {
    return this.view.getByRole('group', { name: 'Loaded rows' });
  }

  /** Waits until the footer says it. */
  async says(text: RegExp): Promise<void> {
    await this.workbench.poll(
      async () => text.test(await this.footerText()),
      async () => `the footer to say ${text}; it says ${await this.footerText()}`,
    );
  }

  async footerText(): Promise<string> {
    return ((await quickly(this.footer)) ?? '').replaceAll(/\s+/g, ' ');
  }

  /** The line that confirms what was done. */
  async notes(text: RegExp): Promise<void> {
    await this.view.locator('.note').filter({ hasText: text }).waitFor();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.workbench.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.workbench.page.keyboard.type(text);
  }

  /** Rows that are loaded, or that pass the filter. */
  async rowCount(): Promise<number> {
    return Number(await this.grid.getAttribute('aria-rowcount')) - 1;
  }

  /** From the editor into the rows, by the keys that VS Code and the pane have for it. */
  async enter(): Promise<void> {
    if (await this.hasFocus()) return;
    await this.press('ControlOrMeta+2');
    await this.workbench.poll(
      async () => {
        // The rows take the focus themselves once the pane has it: a key too early would lead past them.
        if (await appears(this.view.locator('[role=grid]:focus'), 1000)) return true;
        await this.press('F6');
        return false;
      },
      async () => 'the focus to come into the rows by the keyboard',
    );
  }

  async hasFocus(): Promise<boolean> {
    return (await this.view.locator('[role=grid]:focus').count()) > 0;
  }

  /** The active cell goes to the first row of a column. */
  async goTo(column: string): Promise<void> {
    const index = await this.place(column);
    await this.press('Control+Home');
    for (let at = await this.firstIndex(); at < index; at++) await this.press('ArrowRight');
  }

  /** Opens the menu of the active column and takes an entry. */
  async columnMenu(column: string, entry: string): Promise<void> {
    await this.goTo(column);
    await this.press('Alt+ArrowDown');
    await this.take(`Column ${column}`, entry);
  }

  /** Opens the menu of the active cell and takes an entry. */
  async cellMenu(entry: string): Promise<void> {
    await this.press('Shift+F10');
    await this.take('Cell', entry);
  }

  async button(name: string): Promise<void> {
    await this.view.getByRole('button', { name, exact: true }).click();
  }

  async show(view: 'Grid' | 'JSON' | 'Raw' | 'Chart'): Promise<void> {
    await this.view.getByRole('radio', { name: view }).click();
  }

  /** Names and labels of the columns that are drawn. */
  async columns(): Promise<string[]> {
    return this.grid.getByRole('columnheader').allInnerTexts();
  }

  /** Texts of a column, from the first row that is drawn. */
  async column(name: string): Promise<string[]> {
    const index = await this.place(name);
    return this.view.locator(`.gr > [role=gridcell][aria-colindex="${index}"]`).allInnerTexts();
  }

  /** Waits until the first rows of a column are so. */
  async begins(name: string, ...texts: readonly string[]): Promise<void> {
    const first = async (): Promise<string[]> => (await this.column(name)).slice(0, texts.length);
    await this.workbench.poll(
      async () => (await first()).join('|') === texts.join('|'),
      async () => `${name} to begin with ${texts.join(', ')}; it begins with ${(await first()).join(', ')}`,
    );
  }

  async clipboard(): Promise<string> {
    return this.workbench.page.evaluate<string>('navigator.clipboard.readText()');
  }

  private async take(menu: string, entry: string): Promise<void> {
    const list = this.view.getByRole('menu', { name: menu });
    await list.waitFor();
    const item = list.getByRole('menuitem').filter({ has: this.view.getByText(entry, { exact: true }) });
    await this.workbench.poll(
      async () => {
        if ((await item.and(this.view.locator(':focus')).count()) > 0) return true;
        await this.press('ArrowDown');
        return false;
      },
      async () => `"${entry}" in the menu, which has ${(await list.innerText()).replaceAll('\n', ', ')}`,
      20_000,
    );
    await this.press('Enter');
  }

  private async firstIndex(): Promise<number> {
    const id = await this.grid.getAttribute('aria-activedescendant');
    return Number(await this.view.locator(`[id="${id}"]`).getAttribute('aria-colindex'));
  }

  /** Where a column stands among those that are shown. */
  async place(column: string): Promise<number> {
    const head = this.grid.getByRole('columnheader').filter({
      has: this.view.getByText(column, { exact: true }),
    });
    return Number(await head.first().getAttribute('aria-colindex'));
  }
}

/** `undefined` where it is not there yet, or no more. */
async function quickly(locator: Locator): Promise<string | undefined> {
  try {
    return await locator.innerText({ timeout: 1000 });
  } catch {
    return undefined;
  }
}
