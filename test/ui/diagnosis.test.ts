import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from './harness/session';
import { connectWithSecret } from './harness/tasks';

describe('"Diagnose connection"', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start();
  });

  afterAll(async () => {
    await session?.dispose();
  });

  const face = (): FrameLocator => session.workbench.webview;

  it('shows every step of a connection that works', async () => {
    const { workbench, sandbox } = session;
    await connectWithSecret(workbench, sandbox);
    await workbench.waitForNotification(/^Connected to /);
    await workbench.runCommand('Dataverse: Diagnose connection');
    await face().getByRole('status').filter({ hasText: 'everything works' }).waitFor();
    expect(await face().locator('li[data-state="ok"]').count()).toBe(9);
    await face().getByText('The access token is in order.').waitFor();
    expect(await face().locator('body').innerText()).not.toMatch(/eyJ/);
  });

  it('names the cause and goes the way out of it', async () => {
    const { sandbox } = session;
    await sandbox.control.orderFault({ target: 'web-api', fault: { kind: 'status', status: 503 } });
    await face().getByRole('button', { name: 'Diagnose again' }).click();
    await face().getByRole('status').filter({ hasText: 'something is wrong' }).waitFor();
    await face()
      .locator('li[data-state="failed"]', { hasText: 'Ask the Web API where to sign in' })
      .waitFor();
    // The fault was ordered for one request: what the button does works again.
    await face().getByRole('button', { name: 'Try again' }).click();
    await face().getByRole('status').filter({ hasText: 'everything works' }).waitFor();
  });
});
