import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MemorySecrets } from '../../src/adapters/auth/memorySecrets';
import { openConnection, secretBindingOf, type Connection } from '../../src/adapters/connection';
import { secretKey } from '../../src/core/auth/secretKeys';
import type { Environment } from '../../src/core/base/environment';
import { AccountProvider } from '../../src/vscode/accounts/provider';
import { TokenKeepers } from '../../src/vscode/auth/tokenKeepers';
import { before, describe, it } from './harness/suite';
import { sandboxEnvironment, sandboxInfo } from './harness/sandboxInfo';

type Change = vscode.AuthenticationProviderAuthenticationSessionsChangeEvent;

const elsewhere = 'https://elsewhere.crm4.dynamics.com';

describe('the authentication provider', () => {
  const info = sandboxInfo();
  const secrets = new MemorySecrets();
  const environment = sandboxEnvironment(info);
  const other: Environment = { ...environment, name: 'elsewhere', url: elsewhere };
  const connections = new TokenKeepers<Connection>((one) =>
    openConnection({
      environment: one,
      secrets,
      openBrowser: () => Promise.reject(new Error('No browser is needed.')),
      showDeviceCode: () => Promise.reject(new Error('No device code is needed.')),
      sessions: { session: () => Promise.resolve(undefined) },
    }),
  );
  const provider = new AccountProvider({
    environments: [environment, other],
    current: environment,
    keeper: (one) => connections.get(one).keeper,
    statusOf: (name) => connections.statusOf(name),
    onDidChange: connections.onDidChange,
    signIn: async (one, signal) => connections.get(one).keeper.signIn(signal),
  });
  const changes: Change[] = [];

  before(async () => {
    await secrets.store(secretKey('client-secret', secretBindingOf(environment)), info.clientSecret);
    provider.onDidChangeSessions((change) => changes.push(change));
  });

  it('is there for VS Code, and has no account before anybody signed in', async () => {
    assert.deepEqual(await vscode.authentication.getAccounts('dataverse'), []);
  });

  it('asks nobody for sessions that are not there', async () => {
    assert.deepEqual(await provider.getSessions(undefined, {}), []);
    assert.deepEqual(await provider.getSessions([environment.url], {}), []);
  });

  it('signs in and hands out a session, named by person and host', async () => {
    const session = await provider.createSession([`${environment.url}/.default`], {});
    const [, payload = ''] = session.accessToken.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { aud: string };
    assert.equal(claims.aud.replace(/\/$/, ''), environment.url);
    assert.deepEqual(session.scopes, [`${environment.url}/.default`]);
    assert.equal(session.account.label, `${info.clientId} in ${environment.url.replace('https://', '')}`);
  });

  it('tells VS Code of it without the token', () => {
    const added = changes.flatMap((change) => change.added ?? []);
    assert.equal(added.length, 1);
    assert.equal(added[0]?.accessToken, '');
  });

  it('finds the session again by name, by address, and among all', async () => {
    for (const scopes of [undefined, ['sandbox'], [environment.url], [`${environment.url}//.default`]]) {
      assert.equal((await provider.getSessions(scopes, {})).length, 1, JSON.stringify(scopes));
    }
  });

  it('never hands out a token for another origin', async () => {
    for (const scopes of [
      [elsewhere],
      ['elsewhere'],
      ['https://graph.microsoft.com/.default'],
      ['sandbox', elsewhere],
    ]) {
      assert.deepEqual(await provider.getSessions(scopes, {}), [], JSON.stringify(scopes));
    }
    await assert.rejects(
      async () => provider.createSession(['https://evil.example/.default'], {}),
      /Connect to environment/,
    );
    await assert.rejects(async () => provider.createSession(['sandbox', elsewhere], {}));
  });

  it('shows a session of one account only to whoever asks for that account', async () => {
    const [session] = await provider.getSessions([environment.url], {});
    assert.ok(session);
    assert.equal((await provider.getSessions([environment.url], { account: session.account })).length, 1);
    const stranger = { id: 'stranger', label: 'stranger' };
    assert.deepEqual(await provider.getSessions([environment.url], { account: stranger }), []);
  });

  it('says in plain words why a sign-in fails, without a secret', async () => {
    await assert.rejects(
      async () => provider.createSession(['elsewhere'], {}),
      (error) =>
        error instanceof Error && error.message.length > 20 && !error.message.includes(info.clientSecret),
    );
  });

  it('signs out, leaves nothing behind, and tells VS Code', async () => {
    const [session] = await provider.getSessions(undefined, {});
    assert.ok(session);
    await provider.removeSession(session.id);
    assert.deepEqual(await provider.getSessions(undefined, {}), []);
    assert.equal(await secrets.get(secretKey('token-cache', secretBindingOf(environment))), undefined);
    const removed = changes.flatMap((change) => change.removed ?? []);
    assert.deepEqual(
      removed.map(({ id }) => id),
      [session.id],
    );
    provider.dispose();
    connections.dispose();
  });
});
