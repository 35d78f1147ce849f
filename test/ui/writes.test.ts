import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../support/sandbox';
import { Session, type UserSettings } from './harness/session';
import { connectQuietly, gridRows, runBlock } from './harness/tasks';

// What asks before it goes out, what is sent, and what signing out takes away. The lines are those of the sample.

const key = 'dataverseWorkbench.environments';
const sample = '5-write.odata';
const lines = { create: 5, read: 17, change: 20, delete: 30 };
const rememberButton = /don't ask again for this environment/;

describe('writes', () => {
  let session: Session;
  /** Of an organisation that says of itself that it is for development. */
  let development: Sandbox;

  beforeAll(async () => {
    development = await startSandbox({ organizationType: 'Developer' });
    session = await Session.start({}, (settings) => {
      const [first] = settings[key] as UserSettings[];
      const { environmentUrl: url, authority, caFile } = development;
      const production = { ...first, name: 'production', protected: true };
      return { ...settings, [key]: [first, production, { ...first, name: 'dev', url, authority, caFile }] };
    });
    session.writeFile('production.odata', '# @env production\n\nPATCH accounts(1)\n\n{ "name": "x" }\n');
    session.writeFile('dev.odata', '# @env dev\n\nPOST accounts\n\n{ "name": "Made without a question" }\n');
    await connectQuietly(session.workbench, session.sandbox);
  });

  afterAll(async () => {
    await Promise.all([session?.dispose(), development?.stop()]);
  });

  it('ask first, with method and address, and Cancel sends nothing', async () => {
    const { workbench, sandbox } = session;
    await runBlock(workbench, sample, lines.create);
    const text = await workbench.dialogText();
    await workbench.screenshot('write');
    expect(text).toContain('Change data in sandbox');
    expect(text).toContain(`POST ${sandbox.environmentUrl}/api/data/v9.2/accounts`);
    expect(text).toMatch(rememberButton);
    await workbench.pressButton('Cancel');
    expect(await sent(sandbox)).toEqual([]);
  });

  it('are sent on Send', async () => {
    const { workbench, sandbox } = session;
    await runBlock(workbench, sample, lines.create);
    await workbench.pressButton('Send POST');
    await waitForSent(sandbox, ['POST 201']);
    await runBlock(workbench, sample, lines.read);
    expect((await gridRows(workbench)).flat().join(' ')).toContain('Sample account of the workbench');
  });

  it('ask no more once the user said so', async () => {
    const { workbench, sandbox } = session;
    await runBlock(workbench, sample, lines.change);
    await workbench.pressButton("don't ask again");
    await waitForSent(sandbox, ['POST 201', 'PATCH 204']);
    await runBlock(workbench, sample, lines.delete);
    await waitForSent(sandbox, ['POST 201', 'PATCH 204', 'DELETE 204']);
    await workbench.screenshot('write-done');
  });

  it('always ask in a protected environment, cannot be silenced, and Enter sends nothing', async () => {
    const { workbench, sandbox } = session;
    await runBlock(workbench, 'production.odata', 3);
    const text = await workbench.dialogText();
    await workbench.screenshot('write-production');
    expect(text).toContain('Change data in production, a production environment');
    expect(text).toContain(`PATCH ${sandbox.environmentUrl}/api/data/v9.2/accounts(`);
    expect(text).not.toMatch(rememberButton);
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.monaco-dialog-box').waitFor({ state: 'hidden' });
    expect(await sent(sandbox)).toHaveLength(3);
  });

  it('do not ask where the organisation is one for development', async () => {
    const { workbench } = session;
    await runBlock(workbench, 'dev.odata', 3);
    await workbench.answer(/Client secret/, development.clientSecret);
    await waitForSent(development, ['POST 204']);
  });

  it('and reads want the secret again after signing out', async () => {
    const { workbench, sandbox } = session;
    await workbench.dismissNotifications();
    await workbench.runCommand('Dataverse: Sign out');
    await workbench.waitForNotification(/signed out of sandbox/);
    await workbench.statusBarText(/sandbox: sign in/);
    await workbench.dismissNotifications();
    await runBlock(workbench, '1-accounts.odata', 3);
    await workbench.waitForQuestion(/Client secret/);
    await workbench.screenshot('secret-wanted');
    await workbench.answer(/Client secret/, sandbox.clientSecret);
    expect(await gridRows(workbench)).toHaveLength(10);
    await workbench.statusBarText(/sandbox \d/);
  });

  async function sent({ control }: Sandbox): Promise<string[]> {
    const writes = (await control.webApiRequests()).filter(({ method }) => method !== 'GET');
    return writes.map(({ method, status }) => `${method} ${status ?? 'unanswered'}`);
  }

  async function waitForSent(sandbox: Sandbox, wanted: readonly string[]): Promise<void> {
    await session.workbench.poll(
      async () => (await sent(sandbox)).join() === wanted.join(),
      async () => `${wanted.join()}; there were ${(await sent(sandbox)).join()}`,
    );
  }
});
