import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResultsPane } from './harness/resultsPane';
import { Session } from './harness/session';
import { connectQuietly, runBlock, saveFile } from './harness/tasks';

// What one does with rows in a real workbench, with the keyboard wherever a person could.

const file = 'events.odata';
const query = `### Sensor events
GET new_sensorevents
  ?$select=new_name,new_sensor,new_reading,new_severity,new_occurredon,_new_accountid_value
  &$orderby=new_sequence
Prefer: odata.maxpagesize=500
`;

describe('the rows of a query', () => {
  let session: Session;
  let pane: ResultsPane;

  beforeAll(async () => {
    session = await Session.start();
    const { workbench } = session;
    pane = new ResultsPane(workbench);
    session.writeFile(file, query);
    // The figures of a selection want room.
    await workbench.page.setViewportSize({ width: 2000, height: 900 });
    await connectQuietly(workbench, session.sandbox);
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await runBlock(workbench, file, 2);
    await pane.says(/500 rows, more on the server/);
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('come page by page, and are reached from the editor with the keyboard', async () => {
    await pane.enter();
    await pane.press('F6');
    expect(
      await pane.view
        .getByRole('button', { name: 'Load next page' })
        .and(pane.view.locator(':focus'))
        .count(),
    ).toBe(1);
    await pane.press('Enter');
    await pane.says(/1,000 rows, more on the server/);
    await pane.press('Shift+F6', 'Control+End');
    await pane.view.locator('[role="row"][aria-rowindex="1001"]').waitFor();
    expect(await pane.rowCount()).toBe(1000);
  });

  it('are sorted by a click and by keys, filtered and found', async () => {
    await pane.press('Control+Home');
    await pane.begins('new_name', 'SE-000001', 'SE-000002');
    await pane.grid.getByRole('columnheader').filter({ hasText: 'new_name' }).click();
    await pane.grid.getByRole('columnheader').filter({ hasText: 'new_name' }).click();
    await pane.begins('new_name', 'SE-001000', 'SE-000999');
    await pane.enter();
    await pane.columnMenu('new_reading', 'Sort descending');
    await poll(async () => {
      const readings = (await pane.column('new_reading')).map(Number);
      expect(readings.length).toBeGreaterThan(5);
      expect(readings).toEqual(readings.toSorted((a, b) => b - a));
    });
    await pane.columnMenu('new_sensor', 'Filter…');
    await pane.type('^S-10');
    await pane.says(/^.*\d+ of 1,000 rows pass the filter/);
    await pane.press('Enter', 'ArrowDown', 'Control+f');
    await pane.type('S-103');
    await pane.view
      .locator('.find .count')
      .filter({ hasText: /1 of \d/ })
      .waitFor();
    await pane.press('Escape');
    expect(new Set((await pane.column('new_sensor')).map((text) => text.slice(0, 4)))).toEqual(
      new Set(['S-10']),
    );
  });

  it('show their columns as one wants them', async () => {
    await pane.enter();
    await pane.columnMenu('new_occurredon', 'Pin');
    await poll(async () =>
      expect(await pane.place('new_occurredon')).toBeLessThan(await pane.place('new_name')),
    );
    await pane.columnMenu('new_severity', 'Hide');
    await poll(async () => expect((await pane.columns()).join()).not.toContain('new_severity'));
    await pane.goTo('new_reading');
    await pane.press('Alt+Shift+ArrowLeft');
    await poll(async () =>
      expect(await pane.place('new_reading')).toBeLessThan(await pane.place('new_sensor')),
    );
  });

  it('tell the figures of a range and go to the clipboard', async () => {
    await pane.goTo('new_reading');
    await pane.press('Shift+ArrowDown', 'Shift+ArrowDown');
    await pane.says(/Selected 3 cells.*Sum [\d.,]+.*Average/);
    await pane.button('Copy as');
    await pane.view.getByRole('menuitem', { name: 'Markdown table' }).click();
    await poll(async () => expect((await pane.clipboard()).trim().split('\n')).toHaveLength(5));
    await pane.enter();
    await pane.goTo('new_sensor');
    await pane.press('Shift+ArrowDown');
    await pane.button('Copy as');
    await pane.view.getByRole('menuitem', { name: 'SQL IN list' }).click();
    await poll(async () => expect(await pane.clipboard()).toMatch(/^\('S-10\d\d', 'S-10\d\d'\)$/));
  });

  it('are exported as they are shown, and read back', async () => {
    const csv = parseCsv((await exported('CSV', 'events.csv')).toString('utf8'));
    const [head, ...rows] = csv;
    expect(head).not.toContain('new_severity');
    const passing = /(\d+) of 1,000 rows pass/.exec(await pane.footerText())?.[1];
    expect(rows).toHaveLength(Number(passing));
    const sensor = head?.indexOf('new_sensor') ?? -1;
    expect(rows.every((row) => String(row[sensor]).startsWith('S-10'))).toBe(true);
    const { sheets } = await readXlsx(await exported('Excel workbook', 'events.xlsx'));
    expect(sheets[0]?.rows).toHaveLength(csv.length);
    expect(JSON.stringify(sheets[1]?.rows)).toContain('new_sensorevents');
  });

  it('are looked at one by one, as a chart, as they were sent, and as a document', async () => {
    const { workbench, sandbox } = session;
    await pane.enter();
    await pane.goTo('new_name');
    await pane.press('Enter');
    const record = pane.view.getByRole('region', { name: 'Record' });
    await record.getByRole('heading', { level: 2, name: /^SE-\d{6}$/ }).waitFor();
    await pane.press('Escape');
    await pane.show('Chart');
    await pane.view.locator('.chartstage svg').waitFor();
    await pane.show('Raw');
    const raw = pane.view.getByRole('region', { name: 'Request and answer' });
    await raw.getByText('200 OK').waitFor();
    const text = await raw.innerText();
    expect(text).toContain(sandbox.environmentUrl);
    expect(text).not.toMatch(/eyJ|Bearer (?!\(kept out)/);
    await raw.getByRole('button', { name: 'Copy as cURL' }).click();
    await poll(async () => expect(await pane.clipboard()).toMatch(/^curl /));
    expect(await pane.clipboard()).not.toMatch(/eyJ/);
    await pane.show('Grid');
    await pane.show('JSON');
    await workbench.poll(
      async () => (await workbench.tabs()).some((title) => title.includes('Sensor events.json')),
      async () => `the document; there are ${(await workbench.tabs()).join(', ')}`,
    );
  });

  async function exported(format: string, name: string): Promise<Buffer> {
    const { workbench } = session;
    const target = path.join(session.workspace, name);
    await workbench.runCommand('Dataverse: Export result…');
    await workbench.pick(/Format of the file/, format);
    await workbench.pick(/Which rows/, 'Loaded rows');
    await workbench.waitForQuestion(/Options/);
    await workbench.page.keyboard.press('Enter');
    await saveFile(workbench, /Export result/, target);
    await workbench.waitForNotification(new RegExp(`Exported [\\d,]+ rows? and \\d+ columns to ${name}`));
    return readFileSync(target);
  }

  /** Until an expectation holds. */
  async function poll(check: () => Promise<void>): Promise<void> {
    let last: unknown;
    await session.workbench.poll(
      async () => {
        try {
          await check();
          return true;
        } catch (error) {
          last = error;
          return false;
        }
      },
      async () => `an expectation: ${String(last)}`,
    );
  }
});
