import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from './harness/session';
import { connectQuietly, grid, gridRows, runBlock } from './harness/tasks';

// Many rows: page by page, all of them, stopped on the way; and the JSON of a result as a document.

const rowsOfAll = 50_000;
const pageSize = 5_000;

describe('a result of many pages', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ rows: rowsOfAll });
    await connectQuietly(session.workbench, session.sandbox);
    session.writeFile('three.odata', '### Three readings\nnew_meterreadings?$select=new_name&$top=3\n');
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('shows the first page and says that there is more', async () => {
    await runBlock(session.workbench, '4-fifty-thousand-rows.odata', 8);
    await gridRows(session.workbench);
    await footer(/5,000 rows, more on the server/);
    expect(await rowCount()).toBe(pageSize);
  });

  it('fetches the next page', async () => {
    await press('Load next page');
    await footer(/10,000 rows, more on the server/);
    expect(await rowCount()).toBe(2 * pageSize);
  });

  it('loads all, tells how far it is, and stops with what it has', async () => {
    const { workbench, sandbox } = session;
    const fault = { kind: 'slow', milliseconds: 20_000 } as const;
    await sandbox.control.orderFault({ target: 'web-api', fault });
    await press('Load all');
    await footer(/Loading all: 10,000 rows/);
    await workbench.screenshot('loading-all');
    await workbench.webview.getByRole('button', { name: 'Stop' }).last().click();
    await footer(/10,000 rows, more on the server/);
    expect(await rowCount()).toBe(2 * pageSize);
  });

  it('goes on from there to the last row', async () => {
    await session.sandbox.control.clearFaults();
    await press('Load all');
    await footer(/50,000 rows, complete/);
    expect(await rowCount()).toBe(rowsOfAll);
    await grid(session.workbench).press('Control+End');
    await session.workbench.webview.locator(`[role="row"][aria-rowindex="${rowsOfAll + 1}"]`).waitFor();
    await session.workbench.screenshot('last-rows');
  });

  it('opens the JSON of a result as a document that cannot be changed', async () => {
    const { workbench } = session;
    await runBlock(workbench, 'three.odata', 2);
    await footer(/^3 rows, complete/);
    await workbench.runCommand('Dataverse: Show result as JSON');
    await workbench.poll(
      async () => (await workbench.tabs()).some((title) => title.includes('Three readings.json')),
      async () => `the document; there are ${(await workbench.tabs()).join(', ')}`,
    );
    const before = await json();
    expect(before.value).toHaveLength(3);
    await workbench.focusEditor();
    await workbench.page.keyboard.type('x');
    await workbench.page.locator('.monaco-editor-overlaymessage', { hasText: /read-only/ }).waitFor();
    expect(await json()).toEqual(before);
    await workbench.screenshot('json');
  });

  async function rowCount(): Promise<number> {
    // The row of the headings counts too.
    return Number(await grid(session.workbench).getAttribute('aria-rowcount')) - 1;
  }

  async function footer(says: RegExp): Promise<void> {
    await session.workbench.webview.getByRole('group', { name: 'Loaded rows' }).getByText(says).waitFor();
  }

  async function press(name: string): Promise<void> {
    await session.workbench.webview.getByRole('button', { name, exact: true }).click();
  }

  async function json(): Promise<{ value: unknown[] }> {
    return JSON.parse(await session.workbench.editorText()) as { value: unknown[] };
  }
});
