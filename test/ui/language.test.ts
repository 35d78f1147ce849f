import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appears } from '../support/waiting';
import { Session } from './harness/session';
import { connectQuietly, gridColumns, gridRows } from './harness/tasks';
import { Typist } from './harness/typist';

const text = `### Misspelt
GET contacts
  ?$select=fulname,emailaddress1

### Active accounts and whom to call
GET accounts
  ?$select=name,revenue
  &$filter=statecode eq 0
  &$expand=primarycontactid($select=fullname)
`;

const themes = [
  ['dark', 'Dark Modern', 'vs-dark'],
  ['hc', 'Dark High Contrast', 'hc-black'],
  ['light', 'Light Modern', 'vs'],
] as const;

describe('the language and the tables in a real workbench', () => {
  let session: Session;
  let typist: Typist;

  beforeAll(async () => {
    session = await Session.start();
    const { workbench } = session;
    await connectQuietly(workbench, session.sandbox);
    session.writeFile('language.odata', text);
    await workbench.openFile('language.odata');
    typist = await Typist.start(workbench);
  });

  afterAll(async () => {
    await session?.dispose();
  });

  /** Opens the list with the keyboard, and reads what of it is drawn. */
  async function suggestions(): Promise<string[]> {
    const { workbench } = session;
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+Space');
    await workbench.page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    return typist.labels();
  }

  async function pictures(name: string): Promise<void> {
    const { workbench } = session;
    for (const [suffix, title, painted] of themes) {
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.answer(/Color Theme/, title);
      await workbench.page.locator(`.monaco-workbench.${painted}`).waitFor();
      await workbench.screenshot(`${name}-${suffix}`);
    }
  }

  it('underlines a misspelt column, and mends it from the light bulb', async () => {
    const { workbench } = session;
    const { page } = workbench;
    const mark = page.locator('.monaco-editor .squiggly-error').first();
    await mark.waitFor();
    await workbench.goToLine(3);
    await workbench.focusEditor();
    await page.keyboard.press('End');
    for (let back = 0; back < 16; back++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+.');
    const fix = page.locator('.action-widget .monaco-list-row').filter({ hasText: 'fullname' }).first();
    await fix.waitFor();
    await workbench.screenshot('language-quick-fix');
    await fix.click();
    await workbench.poll(
      async () => (await workbench.editorText()).includes('$select=fullname,emailaddress1'),
      () => workbench.editorText(),
    );
    await mark.waitFor({ state: 'detached' });
  });

  it('explains what the pointer rests on, and says what a number means', async () => {
    const { workbench } = session;
    const { page } = workbench;
    await page.locator('.monaco-editor .view-line').getByText('Active', { exact: true }).first().waitFor();
    await workbench.goToLine(7);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'revenue' }).first();
    await hover.waitFor();
    await workbench.screenshot('language-hover');
    await page.keyboard.press('Escape');
  });

  it('offers columns with their types and labels inside of an expand', async () => {
    const { workbench } = session;
    await workbench.goToLine(9);
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('ArrowLeft');
    await workbench.page.keyboard.type(',');
    expect(await suggestions()).toContain('emailaddress1');
    await workbench.screenshot('language-completion');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Backspace');
  });

  it('tells of the schema in the language status', async () => {
    const { workbench } = session;
    await workbench.page.locator('.part.statusbar [id="status.languageStatus"]').hover();
    const status = workbench.page.locator('.hover-language-status').filter({ hasText: 'Schema:' }).first();
    await status.waitFor();
    expect(await status.innerText()).toMatch(/Schema: \d+ tables, checked/);
    await workbench.screenshot('language-status');
    await workbench.page.mouse.move(600, 700);
  });

  it('shows tables with columns, and puts a name where the cursor is', async () => {
    const { workbench } = session;
    const { page } = workbench;
    await page.locator('.activitybar .action-label[aria-label="Dataverse"]').first().click();
    await line('account').waitFor();
    await line('account').click();
    await line('Columns').click();
    await line('accountnumber').waitFor();
    await pictures('tables');
    await line('accountnumber').click();
    await press('accountnumber', 'Insert name');
    await workbench.poll(
      async () => (await workbench.editorText()).includes('accountnumber'),
      () => workbench.editorText(),
    );
    await page.keyboard.press('ControlOrMeta+z');
  });

  it('finds tables by a part of their name', async () => {
    const { workbench } = session;
    await workbench.runCommand('Dataverse: Filter tables…');
    await workbench.answer(/logical name, entity set or label/, 'opportunit');
    await line('opportunity').waitFor();
    await line('account').waitFor({ state: 'detached' });
    await workbench.runCommand('Dataverse: Show all tables');
    await line('account').waitFor();
  });

  it('begins a query from a table, which runs as it is', async () => {
    const { workbench } = session;
    // Lines out of view are not drawn: an open table above may hold hundreds of columns.
    await workbench.runCommand('Dataverse: Filter tables…');
    await workbench.answer(/logical name, entity set or label/, 'contact');
    await press('contact', 'New query from table');
    await workbench.poll(
      async () => /GET contacts\s+\?\$select=fullname/.test(await workbench.editorText()),
      () => workbench.editorText(),
    );
    const tab = workbench.page.locator('.editor-group-container .tab', { hasText: /^Contacts/ });
    await workbench.poll(
      async () => {
        // The new editor may take the focus once more.
        await workbench.focusEditor();
        await workbench.page.keyboard.press('Control+Enter');
        return appears(tab, 5000);
      },
      async () => 'the results of the new query',
    );
    expect(await gridRows(workbench)).not.toEqual([]);
    expect(await gridColumns(workbench)).toContainEqual(expect.stringMatching(/^fullname/));
    await pictures('new-query');
  });

  it('knows a new column once the metadata is refreshed', async () => {
    const { workbench, sandbox } = session;
    await sandbox.control.addColumn({
      table: 'account',
      logicalName: 'new_favourite',
      label: 'Favourite colour',
      kind: 'text',
    });
    await workbench.openFile('language.odata');
    await workbench.runCommand('Dataverse: Refresh metadata');
    await workbench.poll(
      async () => {
        await workbench.goToLine(7);
        await workbench.page.keyboard.press('End');
        await workbench.page.keyboard.type(',new_f');
        const labels: readonly string[] = await suggestions();
        await workbench.page.keyboard.press('Escape');
        for (let typed = 0; typed < 6; typed++) await workbench.page.keyboard.press('Backspace');
        return labels.includes('new_favourite');
      },
      async () => 'the new column in the list',
    );
  });

  it('underlines what the server speaks of, until the block changes', async () => {
    const { workbench } = session;
    session.writeFile('refused.odata', "accounts?$filter=contains(revenue,'1')\n");
    await workbench.openFile('refused.odata');
    await workbench.page.keyboard.press('ControlOrMeta+Enter');
    await workbench.runCommand('View: Focus Problems');
    const problem = workbench.page.locator('.markers-panel .monaco-list-row');
    await problem.filter({ hasText: 'when it was run' }).first().waitFor();
    await workbench.screenshot('language-refused');
    await workbench.focusEditor();
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type(' ');
    await problem.filter({ hasText: 'when it was run' }).first().waitFor({ state: 'detached' });
  });

  /** Presses the button that a line shows under the pointer: it is gone where the tree is drawn anew in between. */
  async function press(name: string, button: string): Promise<void> {
    const soon = { timeout: 3000 };
    await session.workbench.poll(
      async () => {
        try {
          await line(name).hover(soon);
          await line(name).locator(`[aria-label^="${button}"]`).click(soon);
          return true;
        } catch {
          return false;
        }
      },
      () => Promise.resolve(`"${button}" beside ${name}`),
    );
  }

  function line(name: string): Locator {
    const { page } = session.workbench;
    return page.locator('.customview-tree [aria-label="Tables"] .monaco-list-row').filter({
      has: page.locator('.label-name', { hasText: new RegExp(`^${name}$`) }),
    });
  }
});
