import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Session } from './harness/session';
import { connectQuietly, gridRows, runBlock } from './harness/tasks';

// Queries that cannot be sent, are refused, or never come back: each says what happened and what to do.

/** What Run says of a file that holds nothing that could be sent. */
const unusable: Readonly<Record<string, { readonly text: string; readonly says: RegExp }>> = {
  empty: { text: '', says: /There is no query.*Write one/ },
  comments: { text: '# only a comment\n\n// and another\n', says: /There is no query.*Write one/ },
  garbage: { text: '\u0001\u0002%PDF-1.7 \u{1F600}\n<<>> \\x ???\n', says: /is not a query.*Start it with/ },
  prose: { text: 'Dear reader, this is no query.\n', says: /"Dear reader, .* is not a query.*Start it with/ },
  variable: { text: 'accounts?$filter=name eq {{nobody}}\n', says: /variable "nobody".*@nobody = value/ },
  'unknown-environment': {
    text: '# @env nowhere\naccounts?$top=1\n',
    says: /environment nowhere, which is not configured.*Connect to it/,
  },
  foreign: {
    text: 'https://elsewhere.example/api/data/v9.2/accounts\n',
    says: /elsewhere\.example is not one of your environments.*Connect to it/,
  },
};

/** What the editor asks by itself, so that it knows tables and columns. */
function isOfSchema(path: string): boolean {
  return /\/(?:\$metadata|EntityDefinitions|RetrieveTimestamp\(\)|RetrieveTotalRecordCount)/.test(path);
}

describe('queries that go wrong', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start();
    for (const [name, { text }] of Object.entries(unusable)) session.writeFile(`bad-${name}.odata`, text);
    session.writeFile('few.odata', '### Three accounts\naccounts?$select=name&$top=3\n');
    session.writeFile('wrong-column.odata', 'accounts?$select=name,nosuchcolumn\n');
    await connectQuietly(session.workbench, session.sandbox);
  });

  afterAll(async () => {
    await session?.dispose();
  });

  afterEach(async () => {
    await session.sandbox.control.clearFaults();
  });

  it.each(Object.entries(unusable))('says what is wrong with a file: %s', async (name, { text, says }) => {
    const { workbench, sandbox } = session;
    const before = await lastRequest();
    await runBlock(workbench, `bad-${name}.odata`, Math.max(1, text.trimEnd().split('\n').length));
    expect(await workbench.waitForNotification(says)).not.toBe('');
    const requests = await sandbox.control.webApiRequests(before);
    expect(requests.filter(({ path }) => !isOfSchema(path))).toEqual([]);
    expect(session.readFile(`bad-${name}.odata`)).toBe(text);
    expect(await workbench.page.locator('.tab.active.dirty').count()).toBe(0);
    await workbench.dismissNotifications();
  });

  it('shows a refused query as a card with what to do and the details, and runs it again', async () => {
    const { workbench } = session;
    await runBlock(workbench, 'wrong-column.odata', 1);
    expect(await card(/nosuchcolumn/)).toMatch(/Most likely cause[\s\S]*What to do/);
    await workbench.screenshot('card');
    await workbench.webview.getByText('Details', { exact: true }).click();
    expect(await card(/Correlation id/)).toMatch(/Code\s+0x[0-9a-f]{8}/);
    await workbench.screenshot('card-details');
  });

  it('shows a server error, and the rows when it is run again from the card', async () => {
    const { workbench, sandbox } = session;
    const fault = { kind: 'status', status: 500 } as const;
    await sandbox.control.orderFault({ target: 'web-api', fault, times: 9 });
    await runBlock(workbench, 'few.odata', 2);
    expect(await card(/HTTP 500/)).toMatch(/What to do/);
    await sandbox.control.clearFaults();
    await workbench.webview
      .getByRole('button', { name: /Run again|Try again/ })
      .last()
      .click();
    expect(await gridRows(workbench)).toHaveLength(3);
  });

  it('says that the connection was cut', async () => {
    const { workbench, sandbox } = session;
    await sandbox.control.orderFault({ target: 'web-api', fault: { kind: 'cut' }, times: 9 });
    await runBlock(workbench, 'few.odata', 2);
    expect(await card(/connection to .* broke/)).toMatch(/What to do/);
  });

  it('waits as long as a busy server asks for, says so, and goes on by itself', async () => {
    const { workbench, sandbox } = session;
    const fault = { kind: 'status', status: 429, retryAfterSeconds: 3 } as const;
    await sandbox.control.orderFault({ target: 'web-api', fault });
    await runBlock(workbench, 'few.odata', 2);
    await workbench.webview
      .getByText(/asked for a pause of 3 seconds/)
      .first()
      .waitFor();
    await workbench.screenshot('waiting');
    expect(await gridRows(workbench)).toHaveLength(3);
  });

  it.each(['pane', 'editor title'])('stops a request that never ends, from the %s', async (place) => {
    const { workbench, sandbox } = session;
    await sandbox.control.orderFault({ target: 'web-api', fault: { kind: 'hang' } });
    await runBlock(workbench, 'few.odata', 2);
    await workbench.poll(
      async () => (await sandbox.control.log()).at(-1)?.fault === 'hang',
      async () => 'the request that hangs',
    );
    await workbench.screenshot('running');
    if (place === 'pane') await workbench.webview.getByRole('button', { name: 'Stop' }).first().click();
    else await workbench.page.getByRole('button', { name: /Stop the running query/ }).click();
    await workbench.webview.getByRole('heading', { name: 'Stopped' }).waitFor();
    await workbench.screenshot('stopped');
    await workbench.webview.getByRole('button', { name: 'Run again' }).last().click();
    expect(await gridRows(workbench)).toHaveLength(3);
  });

  it('shows every run of a block in the one pane that it has', async () => {
    const titles = (await session.workbench.tabs()).filter((title) => title === 'Three accounts');
    expect(titles).toHaveLength(1);
  });

  async function lastRequest(): Promise<number> {
    return (await session.sandbox.control.log()).at(-1)?.sequence ?? 0;
  }

  /** Text of the card once it says so. */
  async function card(says: RegExp): Promise<string> {
    const { workbench } = session;
    const article = workbench.webview.getByRole('article');
    await article.filter({ hasText: says }).waitFor();
    return article.innerText();
  }
});
