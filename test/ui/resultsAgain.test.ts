import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawClient } from '../support/sandboxHttp';
import { ResultsPane } from './harness/resultsPane';
import { Session } from './harness/session';
import { connectQuietly, runBlock } from './harness/tasks';

// What becomes of rows later: run again, compared, followed elsewhere.

const accounts = 'some-accounts.odata';

describe('a result, later', () => {
  let session: Session;
  let pane: ResultsPane;

  beforeAll(async () => {
    session = await Session.start();
    const { workbench } = session;
    pane = new ResultsPane(workbench);
    session.writeFile(
      accounts,
      '### Some accounts\nGET accounts?$select=name,revenue,_primarycontactid_value&$filter=statecode eq 0&$orderby=accountnumber&$top=20\n',
    );
    await connectQuietly(workbench, session.sandbox);
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await runBlock(workbench, accounts, 2);
    await pane.says(/20 rows, complete/);
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('keeps its sort and its focus when it is run again with a key', async () => {
    await pane.enter();
    await pane.columnMenu('name', 'Sort descending');
    await ordered();
    const last = await lastRequest();
    await pane.press('F5');
    await session.workbench.poll(
      async () => (await lastRequest()) > last,
      () => Promise.resolve('the query to be sent again'),
    );
    await pane.says(/20 rows, complete/);
    await ordered();
    expect(await pane.hasFocus()).toBe(true);
  });

  it('is run again by itself as often as one wants, and keeps its sort', async () => {
    const { workbench } = session;
    // Whoever works in another file meanwhile stays there.
    await workbench.openFile('1-accounts.odata');
    await again('Every 10 seconds');
    const last = await lastRequest();
    await session.workbench.poll(
      async () => (await lastRequest()) > last,
      () => Promise.resolve('the query to be sent again by itself'),
    );
    await again('Never');
    await pane.says(/20 rows, complete/);
    await ordered();
    expect(await workbench.page.locator('.tab.active[data-resource-name="1-accounts.odata"]').count()).toBe(
      1,
    );
  });

  it('is compared with what it was before somebody wrote', async () => {
    await pane.button('More actions');
    await pane.view.getByRole('menuitem', { name: 'Pin and compare with the next run' }).click();
    await pane.view.getByText('This result is pinned.').waitFor();
    const id = await firstAccount();
    expect(await write('PATCH', `accounts(${id})`, { revenue: 123 })).toBe(204);
    await pane.enter();
    await pane.press('F5');
    const told = pane.view.getByRole('group', { name: 'Comparison' });
    await told
      .getByText(/Since the pinned result, by accountid: 0 added, 0 removed, 1 row changed/)
      .waitFor();
    await pane.button('Only changes');
    await pane.says(/1 of 20 rows/);
    expect((await pane.column('revenue')).join()).toContain('123.00');
    expect(await write('PATCH', `accounts(${id})`, { statecode: 1, statuscode: 2 })).toBe(204);
    await pane.button('Run again');
    await told.getByText(/1 added, 1 removed, 0 rows changed/).waitFor();
    await session.workbench.screenshot('results-compared');
    await pane.button('Unpin');
  });

  it('is followed: a lookup opens a query, a filter goes into the file', async () => {
    const { workbench } = session;
    await pane.enter();
    await pane.goTo('_primarycontactid_value');
    await pane.press('Enter');
    await editorHas(/GET contacts\([0-9a-f]{8}-/);
    await pane.enter();
    await pane.goTo('name');
    await pane.cellMenu('Filter to this value');
    await pane.says(/1 of 20 rows passes the filter/);
    await pane.columnMenu('name', 'Add to $filter in the query');
    await editorHas(/\$filter=.*statecode eq 0.*name eq '/);
    await workbench.page.keyboard.press('ControlOrMeta+s');
  });

  async function again(entry: string): Promise<void> {
    await pane.button('More actions');
    await pane.view.getByRole('menuitemradio', { name: entry }).click();
  }

  async function ordered(): Promise<void> {
    const names = async (): Promise<string[]> => pane.column('name');
    await session.workbench.poll(
      async () => {
        const shown = await names();
        return shown.length > 5 && shown.join('|') === shown.toSorted(descending).join('|');
      },
      async () => `names in descending order; there are ${(await names()).join(', ')}`,
    );
  }

  async function editorHas(text: RegExp): Promise<void> {
    const { workbench } = session;
    await workbench.poll(
      async () => text.test(await workbench.editorText()),
      async () => `${text} in the editor, which has ${await workbench.editorText()}`,
    );
  }

  async function lastRequest(): Promise<number> {
    return (await session.sandbox.control.webApiRequests()).at(-1)?.sequence ?? 0;
  }

  async function firstAccount(): Promise<string> {
    const { value } = (
      await api('GET', 'accounts?$select=name&$filter=statecode eq 0&$orderby=accountnumber&$top=1')
    ).json();
    const [first] = value as { accountid: string }[];
    return first?.accountid ?? '';
  }

  async function write(method: string, path: string, body: object): Promise<number> {
    return (await api(method, path, JSON.stringify(body))).status;
  }

  async function api(method: string, path: string, body?: string) {
    const { control, ca, environmentUrl } = session.sandbox;
    const { accessToken } = await control.mintToken();
    return new RawClient(ca).send(`${environmentUrl}/api/data/v9.2/${encodeURI(path)}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
  }
});

function descending(a: string, b: string): number {
  return b.localeCompare(a, 'en', { sensitivity: 'base' });
}
