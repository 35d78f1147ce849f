import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from './harness/session';
import { connectQuietly } from './harness/tasks';

describe('the tables view of an environment with 1,500 tables', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ extraTables: 1150 });
    const { workbench } = session;
    await connectQuietly(workbench, session.sandbox);
    session.writeFile('tables.odata', 'accounts?$select=\n');
    await workbench.openFile('tables.odata');
    await workbench.page.locator('.activitybar .action-label[aria-label="Dataverse"]').first().click();
    await line('account').waitFor();
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('puts the names of all selected lines at the cursor, and copies them one a line', async () => {
    const { workbench } = session;
    const { page } = workbench;
    await workbench.runCommand('Dataverse: Filter tables…');
    await workbench.answer(/logical name, entity set or label/, 'account');
    await open('account');
    await open('Columns');
    // The labels are there: no line is drawn anew any more.
    await line('accountnumber').filter({ hasText: 'Account Number' }).waitFor();
    await workbench.focusEditor();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('ArrowLeft');
    await selectTwo();
    await fromMenu('accountnumber', 'Insert name into query');
    await workbench.poll(
      async () => (await workbench.editorText()).includes('$select=accountid,accountnumber'),
      () => workbench.editorText(),
    );
    await selectTwo();
    await fromMenu('accountnumber', 'Copy logical name');
    // The menu is gone before the names are in the clipboard.
    const clipboard = (): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');
    await workbench.poll(async () => (await clipboard()) === 'accountid\naccountnumber', clipboard);
    await workbench.focusEditor();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('ControlOrMeta+v');
    await workbench.poll(
      async () => (await workbench.editorText()).endsWith('\naccountid\naccountnumber'),
      () => workbench.editorText(),
    );
  });

  it('gives a name to the editor that it is dragged into', async () => {
    const { workbench } = session;
    const { page } = workbench;
    session.writeFile('dragged.odata', '\n');
    await workbench.openFile('dragged.odata');
    await line('account').hover();
    await page.mouse.down();
    const editor = page.locator('.editor-group-container.active .monaco-editor .view-lines');
    const box = await editor.boundingBox();
    expect(box).not.toBeNull();
    const { x, y } = box ?? { x: 0, y: 0 };
    await page.mouse.move(x + 80, y + 60, { steps: 8 });
    await page.keyboard.down('Shift');
    await page.mouse.move(x + 30, y + 8, { steps: 8 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await workbench.poll(
      async () => (await workbench.editorText()).includes('accounts'),
      () => workbench.editorText(),
    );
  });

  it('asks for the table where the palette names none', async () => {
    const { workbench } = session;
    await workbench.runCommand('Dataverse: New query from table');
    await workbench.answer(/Which table/, 'contact');
    await workbench.poll(
      async () => /GET contacts\s+\?\$select=fullname/.test(await workbench.editorText()),
      () => workbench.editorText(),
    );
    await workbench.runCommand('Dataverse: Insert name into query');
    await workbench.answer(/Which table/, 'lead');
    await workbench.poll(
      async () => /fullname\S*leads/.test(await workbench.editorText()),
      () => workbench.editorText(),
    );
  });

  /** Leaves open what is. */
  async function open(name: string): Promise<void> {
    await line(name).waitFor();
    if ((await line(name).getAttribute('aria-expanded')) !== 'true') await line(name).click();
  }

  async function selectTwo(): Promise<void> {
    await line('accountid').click();
    await line('accountnumber').click({ modifiers: ['ControlOrMeta'] });
  }

  /** Again where the press came too soon for the menu: it stays open then. */
  async function fromMenu(name: string, command: string): Promise<void> {
    const { workbench } = session;
    const menu = workbench.page.locator('.monaco-menu-container');
    await workbench.poll(
      async () => {
        if (!(await menu.isVisible())) await line(name).click({ button: 'right' });
        const entry = menu.locator('.action-menu-item').filter({ hasText: command }).first();
        await entry.hover({ timeout: 3000 });
        await entry.click({ timeout: 3000 });
        return menu.waitFor({ state: 'hidden', timeout: 3000 }).then(
          () => true,
          () => false,
        );
      },
      () => Promise.resolve(`"${command}" in the menu of ${name}`),
    );
  }

  function line(name: string): Locator {
    return session.workbench.page
      .locator('.customview-tree [aria-label="Tables"] .monaco-list-row')
      .filter({ has: session.workbench.page.locator('.label-name', { hasText: new RegExp(`^${name}$`) }) });
  }
});
