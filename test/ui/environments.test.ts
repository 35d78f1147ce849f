import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from './harness/session';
import { connectWithSecret, countdown } from './harness/tasks';

// The environments view and the token page in the real workbench, in both themes.

describe('the environments view', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ tokenLifetime: 4200 });
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('shows each environment with its state', async () => {
    const { workbench, sandbox } = session;
    await openView(session);
    await row(session, 'sandbox').waitFor();
    expect(await text(row(session, 'sandbox'))).toBe('sandbox active, not connected');
    await connectWithSecret(workbench, sandbox);
    await workbench.waitForNotification(/^Connected to /);
    await workbench.poll(
      async () => /^sandbox active, 1:\d\d:\d\d$/.test(await text(row(session, 'sandbox'))),
      async () => `sandbox with its countdown; there is: ${await text(row(session, 'sandbox'))}`,
    );
    expect(await row(session, 'sandbox').getAttribute('aria-label')).toMatch(
      /^sandbox, active, signed in, as .+/,
    );
    await workbench.dismissNotifications();
  });

  it('counts down beside the status bar, and keeps its lines while it does', async () => {
    const { workbench } = session;
    const line = row(session, 'sandbox');
    const first = await text(line);
    await workbench.poll(
      async () => (await text(line)) !== first,
      async () => 'another time in the view',
    );
    expect(await countdown(workbench, 'sandbox')).toBeGreaterThan(4000);
    await line.hover();
    await workbench.screenshot('environments-light');
  });

  it('holds the hover of the status bar open while the time in it runs', async () => {
    const { workbench } = session;
    await workbench.statusBarItem(/sandbox/).hover();
    const hover = workbench.page.locator('.workbench-hover:visible').filter({ hasText: 'Next renewal' });
    const shown = await hover.elementHandle();
    for (let seconds = 0; seconds < 3; seconds++) {
      const before = await workbench.statusBarText(/sandbox/);
      await workbench.poll(
        async () => (await workbench.statusBarText(/sandbox/)) !== before,
        async () => 'another time in the status bar',
      );
    }
    expect(await shown?.isVisible()).toBe(true);
    await workbench.screenshot('status-hover');
    await hover.getByText('Inspect').click();
    await workbench.page.locator('.tab.active[data-resource-name*="oken"]').waitFor();
    await workbench.page.keyboard.press('ControlOrMeta+F4');
  });

  it('protects, and renames without a new sign-in', async () => {
    const { workbench } = session;
    await workbench.runCommand('Dataverse: Protect environment as production');
    await workbench.pick(/Which environment/, 'sandbox');
    await workbench.poll(
      async () => /^sandbox production, active, \d/.test(await text(row(session, 'sandbox'))),
      async () => `sandbox as production; there is: ${await text(row(session, 'sandbox'))}`,
    );
    await workbench.screenshot('environments-production');
    await workbench.runCommand('Dataverse: Stop protecting environment…');
    await workbench.pick(/Which environment/, 'sandbox');
    await workbench.pressButton('Stop protecting');
    await workbench.poll(
      async () => /^sandbox active, \d/.test(await text(row(session, 'sandbox'))),
      async () => 'sandbox without protection',
    );
    await workbench.runCommand('Dataverse: Rename environment…');
    await workbench.pick(/Which environment/, 'sandbox');
    await workbench.answer(/New name/, 'contoso-dev');
    await workbench.poll(
      async () => /^contoso-dev active, \d/.test(await text(row(session, 'contoso-dev'))),
      async () => 'contoso-dev with its countdown',
    );
    const settings = readFileSync(session.settingsFile, 'utf8');
    expect(settings).toContain('contoso-dev');
    expect(settings).not.toContain('"protected"');
  });

  it('edits by the same questions, with the answers filled in', async () => {
    const { workbench, sandbox } = session;
    await workbench.runCommand('Dataverse: Edit environment…');
    await workbench.pick(/Which environment/, 'contoso-dev');
    expect(await workbench.answer(/address of the environment/, undefined)).toBe(sandbox.environmentUrl);
    await workbench.pick(/How do you want to sign in/, 'Client secret');
    expect(await workbench.answer(/Tenant id or domain/, undefined)).toBe(sandbox.tenantId);
    expect(await workbench.answer(/Application \(client\) id/, undefined)).toBe(sandbox.clientId);
    await workbench.answer(/Client secret: its value/, sandbox.clientSecret);
    expect(await workbench.answer(/Name of the environment/, 'contoso-new')).toBe('contoso-dev');
    await workbench.waitForNotification(/^Connected to /);
    await row(session, 'contoso-new').waitFor();
    expect(await rows(session).count()).toBe(1);
    await workbench.dismissNotifications();
  });

  it('inspects the token: life line, findings, claims, and never the token', async () => {
    const { workbench } = session;
    await workbench.runCommand('Dataverse: Inspect access token');
    const page = workbench.webview.locator('main.page');
    await page.getByRole('heading', { name: 'Token for contoso-new' }).waitFor();
    const shown = await page.innerText();
    expect(shown).toMatch(/Valid, 1:\d\d:\d\d left/);
    expect(shown).toContain('Right audience');
    expect(shown).toContain('Application token');
    expect(shown).toContain(session.sandbox.environmentUrl);
    expect(await page.innerHTML()).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
    await workbench.screenshot('token-light');
  });

  it('follows a renewal', async () => {
    const { workbench } = session;
    const page = workbench.webview.locator('main.page');
    const id = page.locator('[role=row]:has([role=rowheader]:text-is("uti"))');
    const before = await id.innerText();
    await page.getByRole('button', { name: 'Renew now' }).click();
    await workbench.poll(
      async () => (await id.innerText()) !== before,
      async () => 'another token id',
    );
  });

  it('asks before it copies', async () => {
    const { workbench } = session;
    await workbench.webview.getByRole('button', { name: 'Copy token…' }).click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('cleared after one minute');
    await workbench.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('stands in the Accounts menu', async () => {
    const { workbench } = session;
    await workbench.page
      .locator('.activitybar .action-label[aria-label="Accounts"], .activitybar [aria-label^="Accounts"]')
      .first()
      .click();
    const menu = workbench.page.locator('.monaco-menu');
    const account = menu.getByText(/in localhost:\d+ \(Dataverse Workbench\)/);
    await account.waitFor();
    await workbench.screenshot('accounts');
    await workbench.page.keyboard.press('Escape');
    // A menu that closes takes the focus back, and a palette that opened meanwhile would close with it.
    await account.waitFor({ state: 'detached' });
  });

  it('follows the theme', async () => {
    const { workbench } = session;
    await workbench.runCommand('Preferences: Toggle between Light/Dark Themes');
    await workbench.webview.locator('body.vscode-dark').waitFor();
    await workbench.screenshot('token-dark');
    await row(session, 'contoso-new').hover();
    await workbench.screenshot('environments-dark');
  });

  it('removes after asking, with all that was kept, and offers to connect', async () => {
    const { workbench } = session;
    await workbench.runCommand('Dataverse: Remove environment…');
    await workbench.pick(/Which environment/, 'contoso-new');
    await workbench.pressButton('Remove');
    // The tables have a welcome of their own below.
    const welcome = workbench.page.locator('.welcome-view-content').first();
    await welcome.getByText('Connect to environment').waitFor();
    expect(readFileSync(session.settingsFile, 'utf8')).not.toContain('contoso-new');
    await workbench.webview.getByText('There is no token').waitFor();
    await workbench.screenshot('environments-empty');
  });
});

async function openView({ workbench }: Session): Promise<void> {
  await workbench.page.locator('.activitybar .action-label[aria-label="Dataverse"]').first().click();
}

function rows({ workbench }: Session): Locator {
  return workbench.page.locator('.customview-tree [aria-label="Environments"] .monaco-list-row');
}

function row(session: Session, name: string): Locator {
  return rows(session).filter({
    has: session.workbench.page.locator('.label-name', { hasText: new RegExp(`^${name}$`) }),
  });
}

async function text(line: Locator): Promise<string> {
  const [name, description] = await Promise.all([
    line.locator('.label-name').innerText(),
    line.locator('.label-description').innerText(),
  ]);
  return `${name} ${description}`.replaceAll('\u00a0', ' ').trim();
}
