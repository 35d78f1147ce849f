import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawClient } from '../support/sandboxHttp';
import { KeysOnly } from './harness/keysOnly';
import { Looks } from './harness/looks';
import { ResultsPane } from './harness/resultsPane';
import { Session } from './harness/session';
import { connectQuietly, runBlock } from './harness/tasks';

// Everything that the pane can do, by the keyboard alone, in the real workbench; at each stop axe looks at the page in
// a theme of each kind, and pictures are left in out/screenshots/views.

const file = 'views.odata';
const query = `### Accounts and their people
GET accounts?$select=name,revenue,industrycode,createdon,_ownerid_value,websiteurl
  &$expand=primarycontactid($select=fullname,emailaddress1),Account_Tasks($select=subject,scheduledend)
  &$count=true
Prefer: odata.maxpagesize=100,odata.include-annotations="*"

### Nobody
GET accounts?$select=name&$filter=name eq 'nobody'

### How many
GET accounts/$count

### Refused
GET accounts?$select=nam

### Never answered
GET contacts?$select=fullname
`;
const lines = { accounts: 2, nobody: 8, count: 11, refused: 14, stopped: 17 };

describe('the pane, without a mouse', () => {
  let session: Session;
  let pane: ResultsPane;
  let keys: KeysOnly;
  let looks: Looks;

  beforeAll(async () => {
    session = await Session.start();
    const { workbench } = session;
    pane = new ResultsPane(workbench);
    keys = new KeysOnly(workbench, pane);
    session.writeFile(file, query);
    await workbench.page.setViewportSize({ width: 2100, height: 900 });
    await connectQuietly(workbench, session.sandbox);
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await runBlock(workbench, file, lines.accounts);
    await pane.says(/100 of [\d,]+ rows/);
    looks = await Looks.of(workbench);
    await pane.enter();
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('sorts, filters, finds and tells figures', async () => {
    await look('grid');
    await pane.goTo('revenue');
    await pane.press('Alt+ArrowDown');
    await pane.view.getByRole('menu', { name: 'Column revenue' }).waitFor();
    await look('header-menu');
    await keys.entry('Sort descending');
    await pane.view.locator('[aria-sort=descending]').waitFor();
    await pane.press('Alt+ArrowDown');
    await keys.entry('Filter…');
    await pane.type('>1000000');
    await pane.says(/\d+ of 100 rows pass the filter/);
    await pane.press('ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await pane.says(/Selected 3 cells/);
    await look('filtered');
    await pane.press('Control+f');
    await pane.type('con');
    await pane.view
      .locator('.find')
      .getByText(/\d of \d/)
      .waitFor();
    await look('find');
    await pane.press('Escape');
    await keys.foot('Clear');
    await pane.view.getByText(/pass the filter/).waitFor({ state: 'hidden' });
  });

  it('opens its lists and menus', async () => {
    await keys.tool('Columns');
    await pane.view.getByRole('dialog', { name: 'Columns' }).waitFor();
    await look('columns');
    await pane.type('website');
    await pane.press('Enter', 'Escape');
    await keys.tool('Copy as');
    await look('copy');
    await keys.entry('Markdown table');
    await pane.enter();
    await pane.press('Shift+F10');
    await pane.view.getByRole('menu', { name: 'Cell' }).waitFor();
    await look('cell-menu');
    await pane.press('Escape');
    await pane.press('Control+Home', 'Space');
    await pane.view.getByText('Account_Tasks').first().waitFor();
    await look('nested');
    await pane.press('Space');
  });

  it('shows a record, the request, and charts', async () => {
    await pane.goTo('name');
    await pane.press('Enter');
    await pane.view.getByRole('region', { name: 'Record' }).getByRole('heading').waitFor();
    await look('record');
    await pane.press('Escape');
    await keys.tool('Raw');
    await pane.view.getByText('200 OK').waitFor();
    await look('raw');
    await keys.tool('Chart');
    await pane.view.locator('.chartstage svg').waitFor();
    await look('chart-bar');
    await keys.choose('Shape', 'Pie');
    await look('chart-pie');
    await keys.choose('Column of the groups', 'createdon');
    await keys.choose('Shape', 'Line');
    await look('chart-line');
    await keys.foot('Show as table');
    await look('chart-table');
    await keys.tool('Grid');
  });

  it('compares', async () => {
    await keys.tool('More actions');
    await look('more');
    await keys.entry('Pin and compare');
    await pane.view.getByText('This result is pinned.').waitFor();
    await change();
    await pane.press('F5');
    await pane.view.getByText(/Since the pinned result/).waitFor();
    await keys.comparison('Only changes');
    await pane.says(/rows? pass/);
    await look('compared');
    await keys.comparison('Unpin');
  });

  it('has a face for what is no rows', async () => {
    await run(lines.nobody);
    await pane.view.locator('.msg:visible').waitFor();
    await look('empty');
    await pane.view.getByRole('button', { name: 'Go to the filter' }).press('Enter');
    const selected = `(${"$filter=name eq 'nobody'".length} selected)`;
    await session.workbench.page.locator('.statusbar').getByText(selected).waitFor();
    await run(lines.count);
    await pane.view.locator('.value.counted').waitFor();
    await look('count');
    await run(lines.refused);
    await pane.view.locator('.card').waitFor();
    await look('refused');
    const fault = { kind: 'hang' } as const;
    await session.sandbox.control.orderFault({ target: 'web-api', path: 'contacts', fault });
    await run(lines.stopped);
    await pane.view.getByRole('button', { name: 'Stop' }).first().waitFor();
    await look('running');
    await pane.press('ControlOrMeta+2', 'F6');
    await keys.tool('Stop');
    await look('stopped');
  });

  async function run(line: number): Promise<void> {
    await runBlock(session.workbench, file, line);
  }

  async function look(name: string): Promise<void> {
    expect.soft(await looks.at(name)).toEqual([]);
  }

  async function change(): Promise<void> {
    const { control, ca, environmentUrl } = session.sandbox;
    const { accessToken } = await control.mintToken();
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const api = new RawClient(ca);
    const accounts = `${environmentUrl}/api/data/v9.2/accounts`;
    const { value } = (await api.get(`${accounts}?$select=name&$top=3`, headers)).json() as {
      value: { accountid: string }[];
    };
    for (const { accountid } of value) {
      await api.send(`${accounts}(${accountid})`, { method: 'PATCH', headers, body: '{"revenue": 4711}' });
    }
  }
});
