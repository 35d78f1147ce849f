import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResultsPane } from './harness/resultsPane';
import { Session, type UserSettings } from './harness/session';
import { connectQuietly, runBlock } from './harness/tasks';

// What the pane asks its host for: formatted values that the query keeps away, another environment, and a file that is
// no longer where it was.

const key = 'dataverseWorkbench.environments';
const file = 'industries.odata';
const bound = 'bound.odata';
const query = `GET accounts?$select=name,industrycode&$filter=industrycode eq 3
Prefer: odata.maxpagesize=50
`;

describe('the query of a result', () => {
  let session: Session;
  let pane: ResultsPane;

  beforeAll(async () => {
    session = await Session.start({}, (settings) => {
      const [first] = settings[key] as UserSettings[];
      return { ...settings, [key]: [first, { ...first, name: 'staging' }] };
    });
    const { workbench } = session;
    pane = new ResultsPane(workbench);
    session.writeFile(file, query);
    session.writeFile(bound, '# @env staging\n\n### Bound\nGET contacts?$select=fullname&$top=3\n');
    // Room for all of the toolbar.
    await workbench.page.setViewportSize({ width: 2000, height: 900 });
    await connectQuietly(workbench, session.sandbox);
    await runBlock(workbench, file, 1);
    await pane.says(/ rows, complete/);
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('asks for formatted values once one says so, and is run again', async () => {
    const { workbench } = session;
    const formatted = pane.view.getByRole('button', { name: 'Formatted' });
    expect(await formatted.getAttribute('aria-pressed')).toBe('false');
    await pane.begins('industrycode', '3', '3');
    await pane.enter();
    await pane.columnMenu('name', 'Sort descending');
    await formatted.click();
    await workbench.waitForNotification(/The server sent no formatted values/);
    await workbench.pressButton('Ask for them');
    await workbench.poll(
      async () => (await workbench.editorText()).includes('maxpagesize=50,odata.include-annotations="*"'),
      () => workbench.editorText(),
    );
    await workbench.poll(
      async () => (await pane.column('industrycode')).every((text) => /\p{Letter}/u.test(text)),
      async () => `labels; there are ${(await pane.column('industrycode')).join(', ')}`,
    );
    expect(await formatted.getAttribute('aria-pressed')).toBe('true');
    await pane.view.locator('[aria-sort=descending]').waitFor();
  });

  it('goes to the environment that one chooses in the pane, and comes back into the same one', async () => {
    const { workbench } = session;
    const tabs = await workbench.tabs();
    await pane.button('Environment sandbox: run elsewhere…');
    await workbench.pick(/Where should queries of this window go/, 'staging');
    await pane.view.getByRole('button', { name: 'Environment staging: run elsewhere…' }).waitFor();
    await pane.says(/ rows, complete/);
    await workbench.statusBarText(/staging \d/);
    await pane.view.locator('[aria-sort=descending]').waitFor();
    expect(await workbench.tabs()).toEqual(tabs);
  });

  it('stays where its file says that it goes', async () => {
    const { workbench } = session;
    await runBlock(workbench, bound, 4);
    await pane.says(/^3 rows, complete/);
    await pane.button('Environment staging: run elsewhere…');
    await workbench.waitForNotification(/The file says where this query runs/);
    await workbench.dismissNotifications();
  });

  it('is told to be gone where its file has another name, or none; the rows stay', async () => {
    const { workbench } = session;
    const moved = path.join(session.workspace, 'moved.odata');
    renameSync(path.join(session.workspace, bound), moved);
    rmSync(moved);
    await workbench.page.locator('.tab', { hasText: bound }).click({ button: 'middle' });
    await workbench.poll(
      async () => !(await workbench.tabs()).includes(bound),
      async () => `${bound} to be closed; there are ${(await workbench.tabs()).join(', ')}`,
    );
    await pane.button('Run again');
    await workbench.waitForNotification(/no longer/);
    await workbench.screenshot('results-file-gone');
    expect(await pane.rowCount()).toBe(3);
  });
});
