import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawClient } from '../support/sandboxHttp';
import { approveDeviceCode } from '../support/sandboxSignIn';
import { microsoftAccountEnvironment, packMicrosoftAccount } from '../support/standIns/microsoftAccount';
import { Session } from './harness/session';
import { countdown, gridRows, runBlock } from './harness/tasks';

// Every method that asks a person something, through the palette of a real VS Code that runs in a browser. Each connects,
// runs a query, renews where it can, and signs out. Client secret and browser have files of their own.

const environment = 'sandbox';

describe('signing in through the palette', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({}, undefined, {
      pack: packMicrosoftAccount,
      env: microsoftAccountEnvironment,
    });
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('offers the device code first and the browser last, each with a sentence', async () => {
    const { workbench, sandbox } = session;
    await workbench.runCommand('Dataverse: Connect to environment…');
    await workbench.answer(/address of the environment/, sandbox.environmentUrl);
    await workbench.waitForQuestion(/How do you want to sign in/);
    const rows = await workbench.quickInput.locator('.quick-input-list .monaco-list-row').allInnerTexts();
    await workbench.screenshot('methods');
    expect(rows[0]).toMatch(/Device code[^]*code to enter on any device/);
    expect(rows.length).toBeGreaterThanOrEqual(8);
    expect(rows.at(-1)).toMatch(/Browser sign-in[^]*may not find its way back to a remote VS Code/);
    await workbench.page.keyboard.press('Escape');
  });

  it('with a device code: shows it, goes on by itself when it was entered elsewhere', async () => {
    const { workbench, sandbox } = session;
    await begin('Device code');
    await workbench.answer(/Tenant id or domain/, undefined);
    const client = await workbench.answer(/Application \(client\) id/, undefined);
    expect(client).toBe(sandbox.publicClientId);
    await workbench.answer(/Name of the environment/, undefined);
    await workbench.waitForQuestion(/with the code/);
    const shown = await workbench.questionText();
    await workbench.screenshot('method-device-code');
    const [, userCode = '', address = ''] = /Enter (\S+) at (https:\S+)\. /.exec(shown) ?? [];
    expect(address).toBe(sandbox.verificationUrl);
    await approveDeviceCode(new RawClient(sandbox.ca), { ...sandbox, address, userCode });
    await connected('device-code');
    expect(await workbench.questionText()).toBe('');
    await renewed();
    await signedOut();
  });

  it('with user name and password, which is not kept', async () => {
    const { workbench, sandbox } = session;
    await begin('User name and password');
    await workbench.answer(/Tenant id or domain/, undefined);
    await workbench.answer(/Application \(client\) id/, undefined);
    await workbench.answer(/User name, as on the sign-in page/, sandbox.userName);
    await workbench.waitForQuestion(/[Pp]assword/);
    await workbench.screenshot('method-password');
    await workbench.answer(/[Pp]assword/, sandbox.password);
    await workbench.answer(/Name of the environment/, undefined);
    await connected('password');
    expect(JSON.stringify(session.settings())).not.toContain(sandbox.password);
    await renewed();
    await signedOut();
  });

  it('with a certificate, asking for its pass phrase where it has one', async () => {
    const { workbench, sandbox } = session;
    await begin('Client certificate');
    await workbench.answer(/Tenant id or domain/, undefined);
    await workbench.answer(/Application \(client\) id/, sandbox.clientId);
    await workbench.waitForQuestion(/Full path of the file/);
    await workbench.screenshot('method-certificate');
    await workbench.answer(/Full path of the file/, sandbox.certificate.pfxFile);
    await workbench.answer(/Name of the environment/, undefined);
    await workbench.waitForQuestion(/Pass phrase of the/);
    await workbench.screenshot('method-certificate-pass-phrase');
    await workbench.answer(/Pass phrase of the/, sandbox.certificate.passphrase);
    await workbench.answer(/Name of the environment/, undefined);
    await connected('client-certificate');
    await renewed();
    await signedOut();
  });

  it('with the account of VS Code (a stand-in provider), once the person allows it', async () => {
    const { workbench } = session;
    await begin('VS Code account');
    await workbench.answer(/Name of the environment/, undefined);
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await workbench.screenshot('method-vscode-account');
    expect(await dialog.innerText()).toMatch(
      /Dataverse Workbench[^]*wants to sign in using Microsoft \(stand-in\)/,
    );
    await workbench.pressButton('Allow');
    await connected('vscode-account');
    await renewed();
    await signedOut();
  });

  it('with a pasted token, and says that it does not renew', async () => {
    const { workbench, sandbox } = session;
    const { accessToken } = await sandbox.control.mintToken({ subject: 'member' });
    await begin('Access token');
    await workbench.waitForQuestion(/[Tt]oken/);
    await workbench.screenshot('method-token');
    await workbench.answer(/[Tt]oken/, accessToken);
    await workbench.answer(/Name of the environment/, undefined);
    expect(await connected('token')).not.toContain('renews by itself');
    expect(JSON.stringify(session.settings())).not.toContain(accessToken);
    await signedOut();
  });

  async function begin(label: string): Promise<void> {
    const { workbench, sandbox } = session;
    await workbench.runCommand('Dataverse: Connect to environment…');
    await workbench.answer(/address of the environment/, sandbox.environmentUrl);
    await workbench.pick(/How do you want to sign in/, label);
  }

  /** The message, the setting, the countdown, and rows of a query. */
  async function connected(method: string): Promise<string> {
    const { workbench } = session;
    const message = await workbench.waitForNotification(/^Connected to /);
    const [entry] = session.settings()['dataverseWorkbench.environments'] as unknown[];
    expect(entry).toMatchObject({ method });
    await workbench.poll(
      () => countdown(workbench, environment),
      async () => 'a countdown in the status bar',
    );
    await workbench.screenshot(`method-${method}-connected`);
    await workbench.dismissNotifications();
    await runBlock(workbench, '1-accounts.odata', 3);
    expect(await gridRows(workbench)).toHaveLength(10);
    return message;
  }

  /** "Renew token now" asks nobody, and the next query takes another token than the one before. */
  async function renewed(): Promise<void> {
    const { workbench, sandbox } = session;
    const log = await sandbox.control.log();
    const known = new Set(log.flatMap(({ tokenId }) => tokenId ?? []));
    await workbench.runCommand('Dataverse: Renew token now');
    await workbench.poll(
      async () => {
        await runBlock(workbench, '1-accounts.odata', 3);
        const requests = await sandbox.control.webApiRequests(log.at(-1)?.sequence ?? 0);
        const last = requests.findLast(({ status }) => status === 200);
        return last?.tokenId !== undefined && !known.has(last.tokenId);
      },
      async () => 'a query with another token',
    );
    expect(await workbench.questionText()).toBe('');
  }

  async function signedOut(): Promise<void> {
    const { workbench } = session;
    await workbench.runCommand('Dataverse: Sign out');
    expect(await workbench.waitForNotification(/signed out of sandbox/)).toContain(
      'deleted from this machine',
    );
    await workbench.statusBarText(/sandbox: sign in/);
    await workbench.dismissNotifications();
  }
});
