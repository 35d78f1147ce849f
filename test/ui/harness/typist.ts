import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Workbench } from '../../support/workbench';

/** Fast typists press ten keys a second. */
const betweenKeysMs = 100;

/** Writes queries as a person does who lets the list complete: a few letters, a look, Enter. */
export class Typist {
  /** Milliseconds from each key that asked for a list until it could be seen. */
  readonly latencies: number[] = [];

  private constructor(private readonly workbench: Workbench) {}

  static async start(workbench: Workbench): Promise<Typist> {
    await workbench.page.evaluate(
      readFileSync(path.join(import.meta.dirname, 'watchSuggestions.mjs'), 'utf8'),
    );
    return new Typist(workbench);
  }

  /** Keys as they are, such as digits and brackets, with no list in the way. */
  async type(text: string): Promise<void> {
    const { keyboard } = this.workbench.page;
    // Typed as a text, it would be a tab in the document.
    if (text === '\t') await keyboard.press('Tab');
    else await keyboard.type(text);
  }

  /** Types letters and takes the entry `label`, which has to be the chosen one by then, with `key`. */
  async take(letters: string, label: string, key: 'Enter' | 'Tab' = 'Enter'): Promise<void> {
    const { page } = this.workbench;
    const [first = '', ...rest] = letters;
    // Whoever measures wants to know how long this takes, and not what VS Code still does about the key before.
    await page.waitForTimeout(betweenKeysMs);
    await this.press(first);
    for (const letter of rest) await page.keyboard.press(letter);
    await this.workbench.poll(
      async () => (await this.chosen()) === label,
      async () =>
        `"${label}" to be chosen after "${letters}"; the list has ${(await this.labels()).join(', ')}`,
      20_000,
    );
    const latency: unknown = await page.evaluate('suggestionWatch.shownAfter');
    if (typeof latency === 'number') this.latencies.push(latency);
    await page.keyboard.press(key);
  }

  /** Presses a key that opens the list; the time that it takes counts, unless the list is there already. */
  async press(key: string): Promise<void> {
    const { page } = this.workbench;
    await page.evaluate('suggestionWatch.reset()');
    await page.keyboard.press(key);
    await page.evaluate('suggestionWatch.untilShown()');
    await this.workbench.poll(
      async () => (await this.labels()).length > 0,
      async () => `a list behind "${key}" in ${await this.workbench.editorText()}`,
    );
  }

  /** Types a letter that opens the list, and takes it back. Returns the milliseconds until the list could be seen. */
  async glance(letter: string): Promise<number> {
    const { page } = this.workbench;
    await page.waitForTimeout(betweenKeysMs);
    await this.press(letter);
    const latency = await this.workbench.poll(
      async () => {
        const shownAfter: unknown = await page.evaluate('suggestionWatch.shownAfter');
        return typeof shownAfter === 'number' && shownAfter;
      },
      () => Promise.resolve(`a list behind "${letter}"`),
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    return latency;
  }

  /** Labels of the list as far as it is drawn. */
  async labels(): Promise<string[]> {
    return this.list.locator('.monaco-list-row .label-name').allInnerTexts();
  }

  private async chosen(): Promise<string | undefined> {
    const row = this.list.locator('.monaco-list-row.focused .label-name');
    return (await row.count()) === 1 ? row.innerText() : undefined;
  }

  private get list(): Locator {
    return this.workbench.page.locator('.suggest-widget.visible');
  }
}
