import { describe, expect, it } from 'vitest';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { PassingSecrets } from '../../../src/core/auth/passingSecrets';
import { secretKey } from '../../../src/core/auth/secretKeys';
import type { TokenSourceConfig } from '../../../src/core/auth/tokenSource';
import { neverCancelled } from '../../../src/core/base/cancel';
import { force, quiet, useMsalBench } from './support/msalBench';

const bench = useMsalBench();
const signal = neverCancelled;

function config(changes: Partial<TokenSourceConfig> = {}): TokenSourceConfig {
  return bench.configFor('password', {
    clientId: bench.frame.details.publicClientId,
    userName: bench.frame.info.userName,
    ...changes,
  });
}

async function enter(given: TokenSourceConfig, password: string): Promise<void> {
  await given.secrets.store(secretKey('password', given), password);
}

describe('password', () => {
  it('signs in, forgets the password, renews with the refresh token and signs out', async () => {
    const given = config();
    await enter(given, bench.frame.info.password);
    const token = await new LazyTokenSource(given).signIn({ signal });
    expect(token.account).toBe(bench.frame.info.userName);
    expect(await bench.secrets.get(secretKey('password', given))).toBeUndefined();
    const source = new LazyTokenSource(given);
    expect((await source.acquireSilently(quiet)).value).toBe(token.value);
    expect((await source.acquireSilently(force)).value).not.toBe(token.value);
    expect(bench.sent.at(-1)?.body).not.toContain('password=');
    await source.signOut();
    expect(await bench.failure(source.acquireSilently(quiet))).toMatchObject({ kind: 'sign-in-needed' });
  });

  it('asks for the password where there is none, before anything is sent', async () => {
    const problem = await bench.failure(new LazyTokenSource(config()).signIn({ signal }));
    expect(problem).toMatchObject({ kind: 'sign-in-needed', action: 'enter-password' });
    expect(bench.sent).toEqual([]);
  });

  it('says that a password is wrong, and asks for it again', async () => {
    const given = config();
    await enter(given, 'Pl4nted');
    const problem = await bench.failure(new LazyTokenSource(given).signIn({ signal }));
    expect(problem).toMatchObject({ code: 'AADSTS50126', action: 'enter-password' });
    expect(await bench.secrets.get(secretKey('password', given))).toBeUndefined();
  });

  it('says what to do where a second factor is asked for', async () => {
    await bench.frame.control.change({ multiFactorRequired: true });
    const given = config();
    await enter(given, bench.frame.info.password);
    const problem = await bench.failure(new LazyTokenSource(given).signIn({ signal }));
    expect(problem).toMatchObject({ kind: 'identity-refused', code: 'AADSTS50076', action: 'connect' });
    expect(problem.remedy).toMatch(/browser or the device code/);
  });

  it('proves a confidential application with its secret as well', async () => {
    const given = config({ clientId: bench.frame.info.clientId });
    await given.secrets.store(secretKey('client-secret', given), bench.frame.info.clientSecret);
    await enter(given, bench.frame.info.password);
    const token = await new LazyTokenSource(given).signIn({ signal });
    expect(token.account).toBe(bench.frame.info.userName);
    expect((await new LazyTokenSource(given).acquireSilently(force)).value).not.toBe(token.value);
  });

  it('needs a user name', async () => {
    const { userName: _, ...given } = config();
    expect(await bench.failure(new LazyTokenSource(given).signIn({ signal }))).toMatchObject({
      kind: 'bad-input',
      action: 'edit-environment',
    });
  });
});

describe('a store in front of the secret storage', () => {
  it('never lets a password through, and everything else', async () => {
    const given = config();
    const secrets = new PassingSecrets(bench.secrets);
    const key = secretKey('password', given);
    await secrets.store(key, 'Pl4nted');
    await secrets.store(secretKey('client-secret', given), 'kept');
    expect(await bench.secrets.get(key)).toBeUndefined();
    expect([await secrets.get(key), await bench.secrets.get(secretKey('client-secret', given))]).toEqual([
      'Pl4nted',
      'kept',
    ]);
    await secrets.delete(key);
    expect(await secrets.get(key)).toBeUndefined();
  });
});
