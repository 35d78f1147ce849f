import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ResultsPane } from './harness/resultsPane';
import { Session } from './harness/session';
import { connectQuietly, runBlock } from './harness/tasks';

// What becomes of rows when the window is loaded anew, and when their pane is closed.

const accounts = 'some-accounts.odata';
const events = 'some-events.odata';

describe('a result', () => {
  let session: Session;
  let pane: ResultsPane;

  // A window of its own for each try: what a reload loses cannot be brought back.
  beforeEach(async () => {
    session = await Session.start();
    const { workbench } = session;
    pane = new ResultsPane(workbench);
    session.writeFile(accounts, '### Some accounts\nGET accounts?$select=name&$top=20\n');
    session.writeFile(
      events,
      '### Some events\nGET new_sensorevents?$select=new_name,new_reading&$orderby=new_sequence\nPrefer: odata.maxpagesize=500\n',
    );
    await connectQuietly(workbench, session.sandbox);
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await runBlock(workbench, accounts, 2);
    await pane.says(/20 rows, complete/);
  });

  afterEach(async () => {
    await session?.dispose();
  });

  it('is there again after a reload of the window, says so, and goes on where it was; closed, it is gone', async () => {
    const { workbench, sandbox } = session;
    await runBlock(workbench, events, 2);
    await pane.says(/500 rows, more on the server/);
    await pane.enter();
    await pane.columnMenu('new_reading', 'Hide');
    for (const file of ['the first', 'the second']) {
      await workbench.writesDown(/hidden[\\":[]+new_reading/);
      await workbench.page.reload();
      await pane.says(/500 rows, more on the server/);
      await pane.notes(/before the window was loaded anew|You are no longer signed in/);
      await expect
        .poll(() => pane.columns(), { message: file, timeout: 20_000 })
        .not.toContainEqual(expect.stringContaining('new_reading'));
    }
    // This VS Code keeps secrets in the memory of the window: the sign-in is lost with it.
    await pane.notes(/You are no longer signed in to sandbox/);
    await pane.button('Load next page');
    await workbench.answer(/Sign in to sandbox/, sandbox.clientSecret);
    await pane.says(/1,000 rows, more on the server/);
    await pane.enter();
    await pane.press('Control+End');
    await pane.view.getByText('SE-001000').waitFor();
    expect(await workbench.tabs()).toEqual(expect.arrayContaining(['Some accounts', 'Some events']));
    const before = keptFiles().length;
    await workbench.runCommand('View: Close All Editors');
    // Those of the pane that was not looked at since the reload, too.
    await workbench.poll(
      async () => keptFiles().length === before - 4,
      async () =>
        `all rows to go from the disk, where ${before} files were; there are ${keptFiles().join(', ')}`,
    );
  });

  /** What lies on the disk of results, wherever VS Code has the extension's folder. */
  function keptFiles(): string[] {
    const files = readdirSync(session.dir, { recursive: true, encoding: 'utf8' });
    return files.filter((file) => /[\\/]results[\\/][\w-]+\.(?:bodies|json)/.test(file));
  }
});
