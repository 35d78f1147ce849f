import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawClient } from '../support/sandboxHttp';
import { approveDeviceCode } from '../support/sandboxSignIn';
import { Session } from './harness/session';
import { connectQuietly, countdown, gridRows, runBlock } from './harness/tasks';

// Set-up from nothing: an application, its user, rows with it, and all of it undone.

describe('set-up from nothing', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start();
    const settings = { ...session.settings(), 'dataverseWorkbench.graphUrl': session.sandbox.graphUrl };
    writeFileSync(session.settingsFile, JSON.stringify(settings, undefined, 2));
    await connectQuietly(session.workbench, session.sandbox);
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('shows each request of a registration before one is sent', async () => {
    const { workbench, sandbox } = session;
    await workbench.runCommand('Dataverse: Register an application…');
    await workbench.pick(/For which environment/, 'sandbox');
    await workbench.answer(/Name of the application/, 'Nightly export');
    await workbench.pick(/Who will sign in/, 'with a client secret');
    await workbench.pick(/Consent for the whole tenant/, 'Consent now');
    await workbench.waitForQuestion(/Nothing has been sent yet/);
    await workbench.poll(
      async () => (await workbench.editorText()).includes('Register the application “Nightly export”'),
      async () => 'the dry run',
    );
    await workbench.screenshot('setup-dry-run');
    expect((await sandbox.control.log()).filter(({ target }) => target === 'graph')).toEqual([]);
  });

  it('runs the steps and goes on with the application user', async () => {
    const { workbench, sandbox } = session;
    await workbench.pick(/Nothing has been sent yet/, 'Run these 5 steps');
    await approve();
    expect(await workbench.waitForNotification(/is registered/)).toContain('Nightly export');
    await workbench.screenshot('setup-registered');
    await workbench.pressButton('Create application user…');
    await workbench.pick(/In which environment/, 'sandbox');
    expect(await workbench.answer(/Application \(client\) id/, undefined)).toMatch(/^[0-9a-f-]{36}$/);
    await workbench.waitForQuestion(/In which business unit/);
    await workbench.quickInput.locator('.monaco-list-row').first().click();
    await workbench.waitForQuestion(/Which security roles/);
    await workbench.pick(/Which security roles/, 'Service Reader');
    await workbench.screenshot('setup-roles');
    await workbench.page.keyboard.press('Enter');
    await workbench.pick(/copy of a role/, 'No copy');
    await workbench.pick(/Nothing has been sent yet/, 'Run these');
    await workbench.waitForNotification(/application user was created/);
    const made = (await sandbox.control.log()).filter(
      ({ method, target }) => method === 'POST' && target === 'web-api',
    );
    expect(made.map(({ status }) => status)).toEqual([201, 204]);
  });

  it('connects with it, and reads rows', async () => {
    const { workbench } = session;
    await workbench.pressButton('Connect with it');
    await workbench.poll(
      () => countdown(workbench, 'sandbox Nightly export'),
      async () => 'a countdown of the new environment',
    );
    await runBlock(workbench, '1-accounts.odata', 3);
    expect(await gridRows(workbench)).toHaveLength(10);
    expect(JSON.stringify(session.settings())).not.toContain('8Q~');
  });

  it('undoes what it registered', async () => {
    const { workbench, sandbox } = session;
    await workbench.runCommand('Dataverse: Register an application…');
    await workbench.pick(/set up from here before/, 'Undo: Register the application');
    expect(await workbench.dialogText()).toContain('Delete the application');
    await workbench.screenshot('setup-undo');
    await workbench.pressButton('Undo');
    await approve();
    expect(await workbench.waitForNotification(/^Undone: /)).toContain(
      'sandbox Nightly export signed in with it',
    );
    const removed = (await sandbox.control.log()).filter(({ method }) => method === 'DELETE');
    expect(removed.filter(({ target }) => target === 'graph').map(({ status }) => status)).toEqual([
      204, 204, 204,
    ]);
  });

  it('says what a token lifetime policy means, sets one, and takes it back', async () => {
    const { workbench } = session;
    await workbench.dismissNotifications();
    await workbench.runCommand('Dataverse: Access token lifetime…');
    const facts = await workbench.dialogText();
    expect(facts).toContain('You most likely do not need this');
    expect(facts).toContain('There is none for one environment');
    await workbench.screenshot('setup-lifetime');
    await workbench.pressButton('Look at the policy in force');
    await workbench.pick(/For which environment/, 'sandbox');
    await approve();
    await workbench.pick(/No policy is in force/, 'Set a lifetime');
    await workbench.answer(/Minutes that a new access token lives/, '120');
    await workbench.pick(/Nothing has been sent yet/, 'Run these 3 steps');
    await workbench.waitForNotification(/^Done\./);
    await workbench.pressButton('Undo');
    expect(await workbench.dialogText()).toContain('Take the policy off Dataverse');
    await workbench.page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: 'Undo' }).click();
    await approve();
    await workbench.waitForNotification(/^Undone: Let access tokens for Dataverse live 2 hours/);
  });

  /** VS Code in a browser signs in with a device code. */
  async function approve(): Promise<void> {
    const { workbench, sandbox } = session;
    await workbench.waitForQuestion(/with the code/);
    const [, userCode = ''] = /with the code (\S+)/.exec(await workbench.questionText()) ?? [];
    await approveDeviceCode(new RawClient(sandbox.ca), {
      address: sandbox.verificationUrl,
      userCode,
      userName: sandbox.userName,
      password: sandbox.password,
    });
  }
});
