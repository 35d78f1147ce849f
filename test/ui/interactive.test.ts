import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from './harness/session';
import { countdown, gridRows, runBlock } from './harness/tasks';

// Sign-in with the browser: VS Code opens the token service's page in a tab beside its own. Tokens of 14 seconds.

const environment = 'sandbox';

describe('interactive sign-in', () => {
  let session: Session;
  let pagesAtFirst = 0;

  beforeAll(async () => {
    session = await Session.start({ tokenLifetime: 14 });
    pagesAtFirst = tabs();
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('opens the sign-in page, takes user and password, and comes back connected', async () => {
    const { workbench, sandbox } = session;
    await workbench.runCommand('Dataverse: Connect to environment…');
    await workbench.answer(/address of the environment/, sandbox.environmentUrl);
    await workbench.pick(/How do you want to sign in/, 'Browser');
    await workbench.answer(/Tenant id or domain/, undefined);
    const client = await workbench.answer(/Application \(client\) id/, undefined);
    expect(client).toBe(sandbox.publicClientId);
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.answer(/Name of the environment/, undefined);
    expect(await signInOn(await opened)).toContain('You are signed in');
    expect(await workbench.waitForNotification(/^Connected to /)).toContain('renews by itself');
    const left = await workbench.poll(
      () => countdown(workbench, environment),
      async () => 'a countdown in the status bar',
    );
    expect(left).toBeLessThanOrEqual(14);
  });

  it('writes the public client into the settings and nothing of the sign-in', () => {
    const [entry] = session.settings()['dataverseWorkbench.environments'] as unknown[];
    expect(entry).toMatchObject({ method: 'interactive', clientId: session.sandbox.publicClientId });
    expect(JSON.stringify(entry)).not.toContain(session.sandbox.password);
  });

  it('renews with the refresh token, and asks nobody', async () => {
    const { workbench, sandbox } = session;
    const signedIn = (await sandbox.control.log()).at(-1)?.sequence ?? 0;
    const renewed = await workbench.poll(
      async () => (await sandbox.control.tokenRequests(signedIn)).find((one) => one.status === 200),
      async () => 'a renewal',
    );
    expect(renewed.grantType).toBe('refresh_token');
    await runBlock(workbench, '1-accounts.odata', 3);
    expect(await gridRows(workbench)).toHaveLength(10);
    expect(tabs()).toBe(pagesAtFirst);
    expect(await workbench.questionText()).toBe('');
  });

  it('signs in again from the status bar when the refresh token is refused', async () => {
    const { workbench, sandbox } = session;
    await workbench.dismissNotifications();
    await sandbox.control.revokeRefreshTokens();
    await workbench.statusBarText(/sandbox: sign in/);
    await workbench.screenshot('sign-in-needed');
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.clickStatusBar(/sandbox: sign in/);
    expect(await signInOn(await opened)).toContain('You are signed in');
    await workbench.statusBarText(/sandbox 00:\d\d/);
  });

  function tabs(): number {
    return session.workbench.page.context().pages().length;
  }

  async function signInOn(page: Page): Promise<string> {
    const { userName, password } = session.sandbox;
    await page.getByLabel('User name').fill(userName);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(/^http:\/\/(?:localhost|127\.0\.0\.1)[:/]/);
    const text = await page.locator('body').innerText();
    await page.close();
    return text;
  }
});
