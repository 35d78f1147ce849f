import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { secretBindingOf } from '../../../src/adapters/connection';
import { TokenKeeper } from '../../../src/core/auth/keeper';
import type { AccessToken, TokenSource } from '../../../src/core/auth/ports';
import { secretKey } from '../../../src/core/auth/secretKeys';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { Environment } from '../../../src/core/base/environment';
import { ProblemError, problemOf } from '../../../src/core/base/problem';
import { SignIns } from '../../../src/vscode/auth/signIns';
import { TokenKeepers } from '../../../src/vscode/auth/tokenKeepers';

const editor = vi.hoisted(() => ({ typed: undefined as string | undefined, asked: 0 }));

vi.mock('vscode', () => ({
  ProgressLocation: { Notification: 15 },
  window: {
    showInputBox: () => {
      editor.asked += 1;
      return Promise.resolve(editor.typed);
    },
    withProgress: (_: unknown, work: (progress: object, token: object) => Promise<unknown>) =>
      work(
        {},
        { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) },
      ),
  },
}));

const environment: Environment = {
  name: 'local',
  url: 'https://crm.example',
  method: 'client-secret',
  clientId: '2d0d3a5e-8a2b-4c7f-9a41-6f6f0c1b2d3e',
  tenantId: 'contoso.example',
  protected: false,
  apiVersion: 'v9.2',
  authority: 'https://login.example',
};
const key = secretKey('client-secret', secretBindingOf(environment));
const clock = { now: () => 1_000_000, setTimer: () => ({ dispose: () => undefined }) };

let secrets: MemorySecrets;

/** Wants the secret `right`, from the store. */
class SecretSource implements TokenSource {
  async acquireSilently(): Promise<AccessToken> {
    const stored = await secrets.get(key);
    if (stored === 'right') {
      return { value: 'token', issuedAt: clock.now(), expiresAt: clock.now() + 3_600_000, scopes: [] };
    }
    const title = stored === undefined ? 'No client secret is stored.' : 'The client secret is wrong.';
    const kind = stored === undefined ? 'sign-in-needed' : 'identity-refused';
    throw new ProblemError({ kind, title, remedy: 'Enter it.', action: 'enter-secret' });
  }

  signIn(): Promise<AccessToken> {
    return this.acquireSilently();
  }

  signOut(): Promise<void> {
    return Promise.resolve();
  }
}

function signIns(): SignIns {
  const keepers = new TokenKeepers(() => {
    const { name, url: origin, method, tenantId } = environment;
    const subject = { environment: name, origin, method, tenantId };
    const keeper = new TokenKeeper({ subject, source: new SecretSource(), clock });
    return { keeper, dispose: () => keeper.dispose() };
  });
  return new SignIns({ keepers, secrets, bindingOf: secretBindingOf });
}

function ensure(): Promise<void> {
  return signIns().ensure(environment, neverCancelled);
}

async function kindOf(work: Promise<void>): Promise<string | undefined> {
  return work.then(
    () => 'done',
    (error: unknown) => problemOf(error)?.kind,
  );
}

beforeEach(() => {
  secrets = new MemorySecrets();
  editor.typed = undefined;
  editor.asked = 0;
});

describe('a request that finds nobody signed in', () => {
  it('asks for nothing where the secret is stored', async () => {
    await secrets.store(key, 'right');
    expect(await kindOf(ensure())).toBe('done');
    expect(editor.asked).toBe(0);
  });

  it('asks for the secret that is missing, and goes on with it', async () => {
    editor.typed = ' right ';
    expect(await kindOf(ensure())).toBe('done');
    expect(await secrets.get(key)).toBe('right');
  });

  it('ends as cancelled when the user does not give it: that is no error to show', async () => {
    expect(await kindOf(ensure())).toBe('cancelled');
    expect(editor.asked).toBe(1);
    expect(await secrets.get(key)).toBeUndefined();
  });

  it('tells that what the user gave was wrong, and asks once only', async () => {
    editor.typed = 'wrong';
    expect(await kindOf(ensure())).toBe('identity-refused');
    expect(editor.asked).toBe(1);
  });

  it('keeps no secret that was refused', async () => {
    editor.typed = 'wrong';
    await kindOf(ensure());
    expect(await secrets.get(key)).toBeUndefined();
  });

  it('puts back what was stored before a secret that was refused', async () => {
    await secrets.store(key, 'expired');
    editor.typed = 'wrong';
    await signIns()
      .signIn(environment)
      .catch(() => undefined);
    expect(editor.asked).toBe(1);
    expect(await secrets.get(key)).toBe('expired');
  });

  it('asks once for all requests that wait, and lets all go on', async () => {
    editor.typed = 'right';
    const shared = signIns();
    const both = [1, 2].map(() => kindOf(shared.ensure(environment, neverCancelled)));
    expect(await Promise.all(both)).toEqual(['done', 'done']);
    expect(editor.asked).toBe(1);
  });

  it('asks again after a sign-in that the user gave up', async () => {
    const shared = signIns();
    expect(await kindOf(shared.ensure(environment, neverCancelled))).toBe('cancelled');
    editor.typed = 'right';
    expect(await kindOf(shared.ensure(environment, neverCancelled))).toBe('done');
    expect(editor.asked).toBe(2);
  });
});
