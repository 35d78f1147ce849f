import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packSessionAsker } from '../support/standIns/sessionAsker';
import { Session } from './harness/session';
import { connectQuietly } from './harness/tasks';

// Another extension asks for a session of the provider `dataverse`, in a real VS Code with its own question for consent.

const foreign = 'https://graph.microsoft.com';

describe('a session for another extension', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({}, undefined, { pack: packSessionAsker });
    await connectQuietly(session.workbench, session.sandbox);
  });

  afterAll(async () => {
    await session?.dispose();
  });

  it('is not there for one that was never allowed', async () => {
    expect(await outcome('Look for a session', 'sandbox')).toBe('No session for sandbox.');
  });

  it('is not handed out where the person does not consent', async () => {
    expect(await outcome('Ask for a session', 'sandbox', 'Cancel')).toMatch(
      /^No session for sandbox: .*did not consent/,
    );
    expect(await outcome('Look for a session', 'sandbox')).toBe('No session for sandbox.');
  });

  it('is handed out once the person allows it and chooses the account, with a token for that environment', async () => {
    const { workbench, sandbox } = session;
    const host = sandbox.environmentUrl.replace('https://', '');
    await ask('Ask for a session', 'sandbox', 'Allow');
    await workbench.waitForQuestion(/Session Asker[^]*wants to access/);
    await workbench.screenshot('session-account');
    await workbench.pick(/wants to access a Dataverse Workbench account/, `in ${host}`);
    expect(await told()).toMatch(sessionFor(sandbox.environmentUrl));
    expect(await outcome('Look for a session', 'sandbox')).toMatch(sessionFor(sandbox.environmentUrl));
    expect(await outcome('Look for a session', `${sandbox.environmentUrl}/.default`)).toMatch(
      sessionFor(sandbox.environmentUrl),
    );
  });

  it('is never for an address that is none of the environments, consent or not', async () => {
    const { sandbox } = session;
    const before = (await sandbox.control.log()).at(-1)?.sequence ?? 0;
    expect(await outcome('Look for a session', foreign)).toBe(`No session for ${foreign}.`);
    const said = await outcome('Ask for a session', foreign, 'Allow');
    expect(said).toMatch(/^No session for https:\/\/graph\.microsoft\.com: .*is not one environment/);
    expect(await sandbox.control.tokenRequests(before)).toEqual([]);
  });

  it('is gone when the person signs out', async () => {
    const { workbench } = session;
    await workbench.runCommand('Dataverse: Sign out');
    await workbench.waitForNotification(/signed out of sandbox/);
    await workbench.dismissNotifications();
    expect(await outcome('Look for a session', 'sandbox')).toBe('No session for sandbox.');
  });

  async function outcome(...asked: Parameters<typeof ask>): Promise<string> {
    await ask(...asked);
    return told();
  }

  /** The other extension asks for `scope`, and the person presses `button` in VS Code's dialog where there has to be one. */
  async function ask(command: string, scope: string, button?: 'Allow' | 'Cancel'): Promise<void> {
    const { workbench } = session;
    await workbench.runCommand(`Session Asker: ${command}`);
    await workbench.answer(/Scope to ask for/, scope);
    if (button !== undefined) {
      expect(await workbench.dialogText()).toMatch(/Session Asker[^]*wants to[^]*Dataverse Workbench/);
      await workbench.screenshot(`session-${button.toLowerCase()}`);
      await workbench.pressButton(button);
    }
  }

  /** What the other extension tells. */
  async function told(): Promise<string> {
    const { workbench } = session;
    const said = await workbench.waitForNotification(/^(?:No session|Session of) /);
    await workbench.dismissNotifications();
    return said;
  }

  function sessionFor(url: string): RegExp {
    const host = url.replace('https://', '');
    return new RegExp(`^Session of .+ in ${host}; \\d{3,} characters for ${url}/?$`);
  }
});
