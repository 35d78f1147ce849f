import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disappears, presses } from '../support/waiting';
import { Session } from './harness/session';
import { connectQuietly, grid, gridRows, runBlock } from './harness/tasks';

// What is done with rows that are there, with the real thread behind the pane: filters, figures, the other views.

describe('a result of 5,000 rows', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ rows: 50_000 });
    await connectQuietly(session.workbench, session.sandbox);
    await runBlock(session.workbench, '4-fifty-thousand-rows.odata', 8);
    await gridRows(session.workbench);
    await footer(/5,000 rows, more on the server/);
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('is sorted and filtered where its rows are, and told in figures', async () => {
    const { webview, page } = session.workbench;
    await grid(session.workbench).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Alt+ArrowDown');
    await webview.getByRole('menuitem', { name: 'Sort descending' }).click();
    await webview.locator('[aria-sort=descending]').waitFor();
    await page.keyboard.press('Control+Shift+L');
    await webview.getByRole('textbox', { name: 'Filter new_value' }).fill('>=100');
    await footer(/[\d,]+ of 5,000 rows pass the filter/);
    await grid(session.workbench).focus();
    await page.keyboard.press('Control+a');
    await footer(/^Selected [\d,]+ cells/);
    await session.workbench.screenshot('filtered');
    await webview.getByRole('button', { name: 'Clear', exact: true }).click();
  });

  it('is shown as a chart, whose file is loaded when it is wanted', async () => {
    const { webview } = session.workbench;
    await webview.getByRole('radio', { name: 'Chart' }).click();
    await webview.getByRole('img', { name: /^Sum of .* by / }).waitFor();
    await session.workbench.screenshot('chart');
  });

  it('tells its request, without the token', async () => {
    const { webview } = session.workbench;
    await session.workbench.runCommand('Dataverse: Show request and answer of the result');
    const raw = webview.getByRole('region', { name: 'Request and answer' });
    await raw.getByText('200 OK').waitFor();
    await session.workbench.screenshot('raw');
    const text = await raw.innerText();
    expect(text).toContain('new_meterreadings');
    expect(text).toContain('kept out of every view');
    expect(text).not.toMatch(/eyJ[\w-]+\./);
    await webview.getByRole('radio', { name: 'Grid' }).click();
    await gridRows(session.workbench);
  });

  it('is exported to a file that holds every row, and nothing else stays in its folder', async () => {
    const { workbench, workspace } = session;
    const before = readdirSync(workspace);
    await workbench.runCommand('Dataverse: Export result…');
    await workbench.pick(/Format of the file/, 'NDJSON');
    await workbench.pick(/Which rows/, 'Loaded rows');
    await workbench.answer(/Options/, undefined);
    await takeFile(/\.ndjson$/);
    await workbench.waitForNotification(/^Exported 5,000 rows and \d+ columns to .*\.ndjson: /);
    const made = readdirSync(workspace).filter((name) => !before.includes(name));
    expect(made).toHaveLength(1);
    const lines = readFileSync(path.join(workspace, made[0] ?? ''), 'utf8')
      .trimEnd()
      .split('\n');
    const ids = lines.map((line) => (JSON.parse(line) as Record<string, unknown>)['new_meterreadingid']);
    expect(new Set(ids).size).toBe(5000);
    await workbench.screenshot('exported');
  });

  /**
   * Takes the name that the dialog offers. Its title is that of the questions before it, so that only the name tells
   * that it is there; and it takes no answer while it walks to the folder.
   */
  async function takeFile(name: RegExp): Promise<void> {
    const { workbench } = session;
    const input = workbench.quickInput.locator('input').first();
    const offered = (): Promise<string> => input.inputValue({ timeout: 1000 }).catch(() => '');
    let pressed = false;
    await workbench.poll(
      async () => {
        if (name.test(await offered())) pressed = await presses(input, 'Enter');
        return pressed && disappears(workbench.quickInput, 1000);
      },
      async () => `the dialog to take what it offers: ${await offered()}`,
    );
  }

  async function footer(says: RegExp): Promise<void> {
    await session.workbench.webview
      .getByRole('group', { name: 'Loaded rows' })
      .getByText(says)
      .first()
      .waitFor();
  }
});
