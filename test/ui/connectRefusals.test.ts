import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../support/sandbox';
import { Session } from './harness/session';
import { connectWithSecret } from './harness/tasks';

// What can go wrong while connecting: each says what happened and what to do, keeps what was typed, and hangs nowhere.

const address = /Connect to environment \(1\//;

describe('connecting with bad input', () => {
  let session: Session;
  /** Another server, whose certificate authority nobody was told of. */
  let stranger: Sandbox;

  beforeAll(async () => {
    [session, stranger] = await Promise.all([Session.start(), startSandbox()]);
    await session.workbench.runCommand('Dataverse: Connect to environment…');
  });

  afterAll(async () => {
    await Promise.all([session?.dispose(), stranger?.stop()]);
  });

  it.each([
    ['what is no address', () => 'not an address', /is not an address.*Enter one such as/s],
    ['a part of an address', () => 'contoso', /not a full address.*contoso\.crm4\.dynamics\.com/s],
    ['a port where nothing listens', () => 'https://localhost:9', /Nothing answers at localhost:9.*Check/s],
    [
      'a certificate that is not trusted',
      () => session.sandbox.authority,
      /certificate of localhost:\d+ is not trusted.*shield button/s,
    ],
  ])('says what is wrong with %s and keeps it', async (name, text, says) => {
    const { message, kept } = await session.workbench.answerInVain(address, text());
    await session.workbench.screenshot(`connect ${name}`);
    expect(message).toMatch(says);
    expect(kept).toBe(text());
  });

  it('trusts the authority whose file is chosen, and says that the server is no Dataverse', async () => {
    const { workbench, sandbox } = session;
    await chooseAuthority(sandbox.caFile, sandbox.authority);
    const { message, kept } = await workbench.answerInVain(address, sandbox.authority);
    expect(message).toMatch(/answers, but not as Dataverse does.*copy its address/s);
    expect(kept).toBe(sandbox.authority);
  });

  it('asks before it sends a sign-in to a server that nobody knows', async () => {
    const { workbench } = session;
    await workbench.answerInVain(address, stranger.environmentUrl);
    await chooseAuthority(stranger.caFile, stranger.environmentUrl);
    await workbench.answer(address, undefined);
    await workbench.pressButton('Trust and continue');
    await workbench.waitForQuestion(/How do you want to sign in/);
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
  });

  /** Presses the shield button, chooses the file, and finds the address still there. */
  async function chooseAuthority(file: string, typed: string): Promise<void> {
    const { workbench } = session;
    await workbench.quickInput.getByRole('button', { name: /Trust a certificate authority/ }).click();
    await workbench.chooseFile(/Certificate authority to trust/, file);
    await workbench.waitForQuestion(address);
    expect(await workbench.quickInput.locator('input').first().inputValue()).toBe(typed);
  }

  it('lets a server that never answers be given up', async () => {
    const { workbench, sandbox } = session;
    await sandbox.control.orderFault({ target: 'web-api', fault: { kind: 'hang' } });
    await workbench.runCommand('Dataverse: Connect to environment…');
    await workbench.answer(address, sandbox.environmentUrl);
    await workbench.poll(
      async () => (await sandbox.control.webApiRequests()).some(({ fault }) => fault === 'hang'),
      async () => 'the request that hangs',
    );
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await sandbox.control.clearFaults();
  });

  it.each([
    ['tenant', 'no-such-tenant.example', /tenant/i, /Tenant id or domain/],
    ['clientId', '99999999-8888-4777-8666-555555555555', /application/i, /Application \(client\) id/],
    ['secret', 'not-the-secret', /secret/i, /Client secret: its value/],
  ])(
    'says that the %s is wrong and comes back with all that was typed',
    async (mistake, typed, says, asks) => {
      const { workbench, sandbox } = session;
      await connectWithSecret(workbench, sandbox, { [mistake]: typed });
      const message = await workbench.waitForNotification(/^Could not connect to sandbox/);
      await workbench.screenshot(`connect wrong ${mistake}`);
      expect(message).toMatch(says);
      await workbench.pressButton('Change and try again');
      const right = { tenant: sandbox.tenantId, clientId: sandbox.clientId, secret: sandbox.clientSecret };
      expect(await workbench.answer(asks, right[mistake as keyof typeof right])).toBe(typed);
      const rest = [/Application \(client\) id/, /Client secret: its value/, /Name of the environment/];
      const values = [sandbox.clientId, sandbox.clientSecret, 'sandbox'];
      const next = mistake === 'tenant' ? 0 : mistake === 'clientId' ? 1 : 2;
      for (const [index, question] of rest.entries()) {
        if (index >= next) expect(await workbench.answer(question, undefined)).toBe(values[index]);
      }
      await workbench.waitForNotification(/^Connected to /);
      await workbench.dismissNotifications();
    },
  );
});
