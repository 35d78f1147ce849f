import type { Locator } from 'playwright-core';
import type { Workbench } from '../../support/workbench';
import type { ResultsPane } from './resultsPane';

/** Reaches what the results pane has as somebody without a mouse does: by F6, Tab, arrows and Enter. */
export class KeysOnly {
  readonly #workbench: Workbench;
  readonly #pane: ResultsPane;

  constructor(workbench: Workbench, pane: ResultsPane) {
    this.#workbench = workbench;
    this.#pane = pane;
  }

  /** Presses a button of the toolbar, or chooses a view. */
  async tool(name: string): Promise<void> {
    await this.#inBar('.tb', name);
  }

  /** Presses a button of the line under the rows. */
  async foot(name: string): Promise<void> {
    await this.#inBar('.ft', name);
  }

  /** Presses a button of the line that tells what changed. */
  async comparison(name: string): Promise<void> {
    await this.#inBar('.compare', name, 'Tab');
  }

  /** Takes an entry of the menu that is open. */
  async entry(name: string | RegExp): Promise<void> {
    await this.walk('ArrowDown', this.#pane.view.locator('[role^=menuitem]').filter({ hasText: name }));
    await this.#pane.press('Enter');
  }

  /** Sets a list of choices that Tab leads to. */
  async choose(name: string, option: string): Promise<void> {
    const list = this.#pane.view.getByRole('combobox', { name, exact: true });
    await this.walk('Tab', list);
    await this.#pane.type(option);
    await this.#workbench.poll(
      async () => (await list.locator('option:checked').innerText()).startsWith(option),
      async () => `${option} to be chosen; it is ${await list.locator('option:checked').innerText()}`,
    );
  }

  /** Presses one key until the focus is on something. */
  async walk(key: string, to: Locator): Promise<void> {
    const focused = this.#pane.view.locator(':focus');
    await this.#workbench.poll(
      async () => {
        if ((await to.and(focused).count()) > 0) return true;
        await this.#pane.press(key);
        return false;
      },
      async () => `the focus to come to ${String(to)} by ${key}; it is on ${await focused.allInnerTexts()}`,
      20_000,
    );
  }

  async #inBar(bar: string, name: string, key = 'ArrowRight'): Promise<void> {
    const { view } = this.#pane;
    await this.walk('F6', view.locator(`${bar} *`));
    await this.walk(
      key,
      view
        .locator(`${bar} button`)
        .and(view.getByLabel(name, { exact: true }).or(view.getByText(name, { exact: true }))),
    );
    await this.#pane.press('Enter');
  }
}
