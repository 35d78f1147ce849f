import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, huntInFiles, huntInText, type Find } from '../support/secretHunt';
import { Session } from './harness/session';
import { connectWithSecret, gridRows, runBlock } from './harness/tasks';

// Recognisable secrets go through every flow; afterwards all that was written anywhere is searched for them. VS Code
// in the browser keeps SecretStorage in memory here, so that there is no place where one would be allowed.

const needles = {
  'client secret': 'Planted~client-secret~8Qk2vTz0',
  'wrong client secret': 'Planted~wrong-secret~J5w9LmX1',
  password: 'Planted~password~Rb7nYc3D',
};

describe('secrets and tokens', () => {
  let session: Session;
  const webviews: Find[] = [];

  beforeAll(async () => {
    session = await Session.start({
      clientSecret: needles['client secret'],
      password: needles.password,
    });
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('go through a refused sign-in', async () => {
    const { workbench, sandbox } = session;
    await connectWithSecret(workbench, sandbox, { secret: needles['wrong client secret'] });
    const message = await workbench.waitForNotification(/Could not connect/);
    expect(message).toMatch(/secret/i);
    await workbench.dismissNotifications();
  });

  it('go through a sign-in, a query and a refused query', async () => {
    const { workbench, sandbox } = session;
    await connectWithSecret(workbench, sandbox);
    await workbench.waitForNotification(/^Connected to /);
    await runBlock(workbench, '1-accounts.odata', 3);
    await gridRows(workbench);
    webviews.push(...(await huntInWebviews()));
    await sandbox.control.orderFault({ target: 'web-api', fault: { kind: 'status', status: 500 } });
    await runBlock(workbench, '1-accounts.odata', 3);
    await workbench.poll(
      async () => (await sandbox.control.webApiRequests()).some((one) => one.status === 500),
      async () => 'the refused request',
    );
    webviews.push(...(await huntInWebviews()));
  });

  it('are in no frame of the window', () => {
    expect(webviews).toEqual([]);
  });

  it('are in no file: settings, logs, output channels, workspace, browser profile', async () => {
    const { dir, sandbox } = session;
    await session.close();
    const logs = filesBelow(path.join(dir, 'vscode', 'server-data', 'data', 'logs'));
    expect(logs.length).toBeGreaterThan(0);
    // The search reaches the places: what is not secret is found in settings and in the profile of the browser.
    expect(huntInFiles([dir], { 'environment URL': sandbox.environmentUrl }).length).toBeGreaterThan(0);
    expect(huntInFiles([dir], needles)).toEqual([]);
  });

  async function huntInWebviews(): Promise<Find[]> {
    const { page } = session.workbench;
    const contents = await Promise.all(
      page.frames().map(async (frame) => ({ name: frame.url(), html: await frame.content() })),
    );
    return contents.flatMap(({ name, html }) => huntInText(name, html, needles));
  }
});
