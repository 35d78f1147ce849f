import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawClient } from '../support/sandboxHttp';
import { approveDeviceCode } from '../support/sandboxSignIn';
import { Session } from './harness/session';
import { countdown, gridRows, runBlock } from './harness/tasks';

// "List my environments…" in a real VS Code: sign-in by code, the two organisations of the sandbox, and on to the second.

describe('listing the environments of a person', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start();
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('offers the service of the settings first, and those of the clouds', async () => {
    const { workbench, sandbox } = session;
    await workbench.runCommand('Dataverse: List my environments…');
    await workbench.waitForQuestion(/In which cloud are they/);
    const places = await rows();
    await workbench.screenshot('discovery-clouds');
    expect(places[0]).toContain(sandbox.discoveryUrl.replace('https://', ''));
    expect(places[1]).toContain('globaldisco.crm.dynamics.com');
    expect(places).toHaveLength(6);
  });

  it('signs in by code and lists both organisations', async () => {
    const { workbench, sandbox } = session;
    await workbench.pick(/In which cloud are they/, sandbox.discoveryUrl.replace('https://', ''));
    await enterCode();
    await workbench.waitForQuestion(/Which environment do you want to connect/);
    const found = await rows();
    await workbench.screenshot('discovery-environments');
    expect(found).toHaveLength(2);
    expect(found.find((row) => row.includes(sandbox.environmentUrl))).toContain('Contoso');
    expect(found.find((row) => row.includes(sandbox.secondEnvironmentUrl))).toContain('Contoso Development');
  });

  it('goes on with the chosen one, and connects to it', async () => {
    const { workbench, sandbox } = session;
    await workbench.pick(/Which environment do you want to connect/, 'Contoso Development');
    expect(await workbench.dialogText()).toContain(`Sign in at ${sandbox.authority}`);
    await workbench.pressButton('Trust and continue');
    await workbench.pick(/How do you want to sign in/, 'Device code');
    expect(await workbench.answer(/Tenant id or domain/, undefined)).toBe(sandbox.tenantId);
    await workbench.answer(/Application \(client\) id/, undefined);
    await workbench.answer(/Name of the environment/, 'development');
    await enterCode();
    const said = await workbench.waitForNotification(/^Connected to /);
    expect(said).toMatch(/^Connected to Contoso Development as /);
    await workbench.poll(
      () => countdown(workbench, 'development'),
      async () => 'a countdown in the status bar',
    );
    const entries = session.settings()['dataverseWorkbench.environments'] as unknown[];
    expect(entries).toHaveLength(2);
    expect(entries).toContainEqual(
      expect.objectContaining({
        name: 'development',
        url: sandbox.secondEnvironmentUrl,
        method: 'device-code',
        caFile: sandbox.caFile,
      }),
    );
    await workbench.dismissNotifications();
  });

  it('runs a query there', async () => {
    const { workbench, sandbox } = session;
    const before = (await sandbox.control.log()).at(-1)?.sequence ?? 0;
    await runBlock(workbench, '1-accounts.odata', 3);
    expect(await gridRows(workbench)).toHaveLength(10);
    await workbench.screenshot('discovery-query');
    const asked = await sandbox.control.log(before);
    expect(asked.filter(({ target }) => target === 'web-api')).toEqual([]);
    const query = asked.find(
      ({ target, path }) => target === 'second-web-api' && path.includes('/accounts?'),
    );
    expect(query?.status).toBe(200);
  });

  async function rows(): Promise<string[]> {
    return session.workbench.quickInput.locator('.quick-input-list .monaco-list-row').allInnerTexts();
  }

  /** The person at the page that the question names, on another device. */
  async function enterCode(): Promise<void> {
    const { workbench, sandbox } = session;
    await workbench.waitForQuestion(/with the code/);
    const [, userCode = '', address = ''] =
      /Enter (\S+) at (https:\S+)\. /.exec(await workbench.questionText()) ?? [];
    expect(address).toBe(sandbox.verificationUrl);
    await approveDeviceCode(new RawClient(sandbox.ca), { ...sandbox, address, userCode });
  }
});
