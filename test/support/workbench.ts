import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { chooseRow } from './chooseRow.mjs';
import { storedEditors } from './storedEditors.mjs';
import { appears, disappears, fills, presses } from './waiting';

/** Generous: two cores may be busy with other things. */
const patience = 60_000;

/** The VS Code window in a browser page, in the words of who uses it. */
export class Workbench {
  private constructor(readonly page: Page) {}

  /** Opens `url` (from `VsCodeServer.urlOf`) and waits until the window is there. */
  static async open(page: Page, url: string): Promise<Workbench> {
    page.setDefaultTimeout(patience);
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: patience });
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return new Workbench(page);
  }

  /** Runs a command, once, by its full title, e.g. `Dataverse: Connect to environment…`. */
  async runCommand(title: string): Promise<void> {
    await this.poll(
      async () => {
        // A palette that was opened before the extensions were read does not learn of their commands.
        await this.page.keyboard.press('Escape');
        await this.page.keyboard.press('F1');
        if (!(await appears(this.quickInput, 3000))) return false;
        // It closes again, at any moment, where the focus is still on its way to somewhere else.
        if (!(await fills(this.quickInput.locator('input').first(), `>${title}`))) return false;
        return (await appears(this.quickPickRow(title), 3000)) && this.choose(title);
      },
      async () => `the command ${title} in the palette, which says: ${await this.questionText()}`,
    );
  }

  /** The palette, a question or a list to pick from: VS Code shows one at a time. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  /**
   * Waits for a question whose title, text, placeholder or message holds `asks`, and types the answer;
   * `undefined` takes what is filled in. Returns what was filled in.
   */
  async answer(asks: RegExp, text: string | undefined): Promise<string> {
    await this.waitForQuestion(asks);
    const input = this.quickInput.locator('input').first();
    const filledIn = await input.inputValue();
    if (text !== undefined) await input.fill(text);
    await input.press('Enter');
    return filledIn;
  }

  /** Answers the question that is there now; `false` where it has closed meanwhile. */
  async answersNow(text: string): Promise<boolean> {
    const input = this.quickInput.locator('input').first();
    return (await fills(input, text)) && (await presses(input, 'Enter'));
  }

  /** Types an answer that will not do; returns the message that comes and what the box then holds. */
  async answerInVain(asks: RegExp, text: string): Promise<{ message: string; kept: string }> {
    await this.waitForQuestion(asks);
    const input = this.quickInput.locator('input').first();
    const refused = this.quickInput.locator('.monaco-inputbox.error');
    await input.fill(text);
    await refused.waitFor({ state: 'hidden' });
    await input.press('Enter');
    await refused.waitFor();
    const message = await this.quickInput.locator('.quick-input-message').innerText();
    return { message, kept: await input.inputValue() };
  }

  /** Gives VS Code's own file dialog, whose title holds `asks`, a path. */
  async chooseFile(asks: RegExp, file: string): Promise<void> {
    await this.waitForQuestion(asks);
    const input = this.quickInput.locator('input').first();
    let pressed = false;
    await this.poll(
      async () => {
        // It may have taken the last Enter meanwhile.
        if (pressed && !asks.test(await this.questionText())) return true;
        // The dialog walks to the folder first, and takes no answer meanwhile.
        if (!(await fills(input, file))) return false;
        if (!(await appears(this.quickPickRow(path.basename(file)), 1000))) return false;
        if (!asks.test(await this.questionText())) return false;
        if (!(await presses(input, 'Enter'))) return false;
        pressed = true;
        return disappears(this.quickInput, 500);
      },
      async () => `the dialog to take ${file}`,
    );
  }

  /** Waits for a list whose title or placeholder holds `asks`, and picks the entry that holds `entry`. */
  async pick(asks: RegExp, entry: string | RegExp): Promise<void> {
    await this.waitForQuestion(asks);
    await this.poll(
      () => this.choose(entry),
      async () => `the entry ${entry} of the list, which says: ${await this.questionText()}`,
    );
  }

  async waitForQuestion(asks: RegExp): Promise<void> {
    await this.poll(
      async () => asks.test(await this.questionText()),
      async () => `a question that matches ${asks}; the last one was: ${await this.questionText()}`,
    );
  }

  /** All that the quick input says now: title, placeholder, message. Empty when none is open. */
  async questionText(): Promise<string> {
    if ((await this.quickInput.count()) === 0) return '';
    const input = this.quickInput.locator('input').first();
    const soon = { timeout: 1000 };
    try {
      const [placeholder, title, text] = await Promise.all([
        input.getAttribute('placeholder', soon),
        input.getAttribute('title', soon),
        this.quickInput.innerText(soon),
      ]);
      return [placeholder, title, text].join('\n');
    } catch {
      // It has closed between one look and the next.
      return '';
    }
  }

  /** Takes an entry of the list on the screen; `false` where the list has none such, or is gone. */
  private choose(entry: string | RegExp): Promise<boolean> {
    const rows = this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
    return rows.evaluateAll(
      chooseRow,
      typeof entry === 'string' ? { text: entry } : { source: entry.source, flags: entry.flags },
    );
  }

  private quickPickRow(entry: string | RegExp): Locator {
    return this.quickInput.locator('.quick-input-list .monaco-list-row').filter({ hasText: entry }).first();
  }

  /** Opens a file of the folder by its name, in the first group of editors: results stand in the second. */
  async openFile(name: string): Promise<void> {
    await this.poll(
      async () => {
        await this.page.keyboard.press('Escape');
        await this.page.keyboard.press('ControlOrMeta+1');
        await this.page.keyboard.press('ControlOrMeta+p');
        // A list that opens while the focus is on its way into the editor closes again.
        if (!(await appears(this.quickInput, 2000))) return false;
        if (!(await fills(this.quickInput.locator('input').first(), name))) return false;
        return (await appears(this.quickPickRow(name), 3000)) && this.choose(name);
      },
      async () => `${name} in the list of files`,
    );
    // Out of the way: a tab under the pointer would soon cover its neighbours with a hover.
    await this.page.mouse.move(600, 700);
    await this.page.locator(`.editor-group-container .tab.active[data-resource-name="${name}"]`).waitFor();
    await this.focusEditor();
  }

  /** Puts the cursor into the text of the active editor, where it was. */
  async focusEditor(): Promise<void> {
    await this.page
      .locator(
        '.editor-group-container.active .monaco-editor .native-edit-context, .editor-group-container.active .monaco-editor textarea.inputarea',
      )
      .first()
      .focus();
  }

  async goToLine(line: number): Promise<void> {
    const input = this.quickInput.locator('input').first();
    await this.poll(
      async () => {
        await this.page.keyboard.press('Control+g');
        if (!(await appears(this.quickInput, 2000))) return false;
        if (!(await fills(input, `:${line}`))) return false;
        return (await presses(input, 'Enter')) && disappears(this.quickInput, 3000);
      },
      async () => `line ${line} to be gone to; what asks is: ${await this.questionText()}`,
    );
  }

  /** Text of the status bar item that holds `text`. */
  async statusBarText(text: RegExp): Promise<string> {
    const item = this.statusBarItem(text);
    await item.waitFor();
    return (await item.innerText()).trim();
  }

  async clickStatusBar(text: RegExp): Promise<void> {
    await this.statusBarItem(text).click();
  }

  statusBarItem(text: RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first();
  }

  /** Messages that are on the screen now, newest first. */
  async notifications(): Promise<string[]> {
    return this.page
      .locator(':is(.notifications-toasts, .notifications-center:visible) .notification-list-item-message')
      .allInnerTexts();
  }

  async waitForNotification(text: RegExp): Promise<string> {
    const openCenterAt = performance.now() + 12_000;
    let opened = false;
    return this.poll(
      async () => {
        const found = (await this.notifications()).find((message) => text.test(message));
        // On a busy machine VS Code may take a toast away before anybody looked; the bell still has it.
        if (found === undefined && !opened && performance.now() > openCenterAt) {
          opened = true;
          await this.page.locator('.part.statusbar [id="status.notifications"]').click();
        }
        return found;
      },
      async () =>
        `a notification that matches ${text}; there were: ${JSON.stringify(await this.notifications())}`,
    );
  }

  /** Presses a button of the notification or dialog that shows it. */
  async pressButton(label: string): Promise<void> {
    await this.page
      .locator('.notifications-toasts .monaco-button, .monaco-dialog-box .monaco-button')
      .filter({ hasText: label })
      .first()
      .click();
  }

  /** All that the modal dialog says, buttons included. */
  async dialogText(): Promise<string> {
    const dialog = this.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    return dialog.innerText();
  }

  async dismissNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  /** The document inside the webview that is on the screen. */
  get webview(): FrameLocator {
    const shown = this.page.locator('iframe.webview.ready').filter({ visible: true });
    return shown.last().contentFrame().frameLocator('iframe#active-frame');
  }

  /**
   * Waits until VS Code has written down what it finds again after a reload, editors and what their pages remember; in a
   * browser it does so every few seconds.
   */
  async writesDown(text: RegExp): Promise<void> {
    await this.poll(
      async () => text.test(await this.page.evaluate(storedEditors)),
      async () => `${text} among what is written down: ${await this.page.evaluate(storedEditors)}`,
    );
  }

  /** Text of the active editor, as far as it is drawn. */
  async editorText(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .monaco-editor .view-line');
    return (await lines.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Titles of the open editors. */
  async tabs(): Promise<string[]> {
    const texts = await this.page.locator('.editor-group-container .tab').allInnerTexts();
    return texts.map((text) => text.replaceAll('\n', '').trim());
  }

  /** Writes out/screenshots/<name>.png for people to look at. */
  async screenshot(name: string): Promise<string> {
    const dir = path.resolve('out/screenshots');
    mkdirSync(dir, { recursive: true });
    const file = path.join(dir, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Waits until `probe` gives something; fails with `wanted` after a minute. */
  async poll<T>(
    probe: () => Promise<T | undefined | false>,
    wanted: () => Promise<string>,
    timeoutMs = patience,
  ): Promise<T> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
      if (performance.now() > end) {
        await this.screenshot(`failed-${Date.now()}`);
        throw new Error(`Waited ${timeoutMs / 1000} s for ${await wanted()}`);
      }
      await this.page.waitForTimeout(100);
    }
  }
}
