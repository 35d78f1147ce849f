// Two windows in one process, over one store, one lease and one clock that the test drives.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { TokenKeeper } from '../../../src/core/auth/keeper';
import type { HeldLease, RenewalLease, SignInNote, SignInNotes } from '../../../src/core/auth/lease';
import { TokenSharing } from '../../../src/core/auth/leaseSharing';
import { tokenOf } from '../../../src/core/auth/tokenStatus';
import { neverCancelled } from '../../../src/core/base/cancel';
import { FakeClock } from '../auth/support/fakeClock';
import { FakeSource, offline, revoked, serverFault } from '../auth/support/fakeSource';

const minute = 60_000;
const hour = 60 * minute;

class OneLease implements RenewalLease {
  holder: object | undefined;
  /** The most that had it at once. */
  most = 0;

  tryTake(): Promise<HeldLease | undefined> {
    if (this.holder !== undefined) return Promise.resolve(undefined);
    const me = {};
    this.holder = me;
    this.most += 1;
    return Promise.resolve({
      isHeld: () => Promise.resolve(this.holder === me),
      release: () => {
        if (this.holder === me) this.holder = undefined;
        return Promise.resolve();
      },
    });
  }
}

class MemoryNotes implements SignInNotes {
  note: SignInNote | undefined;
  #sessions = 0;
  #asked = false;

  read(): Promise<SignInNote | undefined> {
    return Promise.resolve(this.note);
  }

  write(note: Omit<SignInNote, 'session'> & { session?: string }): Promise<void> {
    this.note = { ...note, session: note.session ?? `session-${(this.#sessions += 1)}` };
    this.#asked = false;
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.note = undefined;
    return Promise.resolve();
  }

  claimQuestion(): Promise<boolean> {
    const mine = !this.#asked;
    this.#asked = true;
    return Promise.resolve(mine);
  }
}

/** With what it signs in by, the source loses the means to renew. */
class ForgettingSource extends FakeSource {
  override async signOut(): Promise<void> {
    await super.signOut();
    this.sticky = revoked;
  }
}

const binding = {
  resource: 'https://contoso.crm4.dynamics.com',
  authority: 'https://login.microsoftonline.com',
  tenantId: 'contoso.com',
  clientId: 'client',
};

let clock: FakeClock;
let source: FakeSource;
let secrets: MemorySecrets;
let lease: OneLease;
let keepers: TokenKeeper[];

function open(): TokenKeeper {
  const sharing = new TokenSharing({ secrets, binding, clock, lease, notes });
  const subject = {
    environment: 'contoso-dev',
    origin: binding.resource,
    method: 'interactive' as const,
    tenantId: binding.tenantId,
  };
  const keeper = new TokenKeeper({ subject, source, clock, sharing });
  keepers.push(keeper);
  return keeper;
}
let notes: MemoryNotes;

beforeEach(() => {
  clock = new FakeClock();
  source = new ForgettingSource(clock, hour);
  secrets = new MemorySecrets();
  lease = new OneLease();
  notes = new MemoryNotes();
  keepers = [];
});
afterEach(() => {
  for (const keeper of keepers) keeper.dispose();
});

const tokensOf = async (): Promise<string[]> =>
  (await Promise.all(keepers.map((keeper) => keeper.token(neverCancelled)))).map(({ value }) => value);

async function twoSignedIn(): Promise<void> {
  open();
  open();
  await keepers[0]?.signIn(neverCancelled);
  await clock.advance(1000);
}

describe('two windows', () => {
  it('hold the token of one sign-in, with its exact times', async () => {
    await twoSignedIn();
    expect(await tokensOf()).toEqual(['PLANTED-TOKEN-1', 'PLANTED-TOKEN-1']);
    expect(source.issued).toBe(1);
    const [one, two] = keepers.map(({ status }) => tokenOf(status));
    expect(two).toEqual(one);
  });

  it.each([10_000, 60_000, 600_000, hour, 28 * hour])(
    'renew a token of %i ms once for both, ten times over',
    async (lifetime) => {
      source.lifetimeMs = lifetime;
      await twoSignedIn();
      for (let renewal = 0; renewal < 10; renewal += 1) {
        await clock.advance(Math.max(lifetime * 0.2, lifetime - 15 * minute) + 5000);
      }
      const lived = keepers.map(({ status }) => status.state);
      expect(lived).toEqual(['fresh', 'fresh']);
      const [one, two] = await tokensOf();
      expect(two).toBe(one);
      expect(source.issued).toBe(lease.most + 1);
    },
  );

  it('wake from a night of sleep with one request for both', async () => {
    await twoSignedIn();
    clock.sleep(9 * hour);
    await clock.advance(minute);
    expect(await tokensOf()).toEqual(['PLANTED-TOKEN-2', 'PLANTED-TOKEN-2']);
    expect(source.issued).toBe(2);
  });

  it.each([-10 * minute, 10 * minute, -10 * hour, 10 * hour])(
    'live through a clock step of %i ms, and none serves a token that has ended',
    async (step) => {
      await twoSignedIn();
      await clock.advance(20 * minute);
      clock.step(step);
      for (let passed = 0; passed < 3 * hour; passed += minute) {
        await clock.advance(minute);
        for (const keeper of keepers) {
          expect(await keeper.token(neverCancelled)).toHaveProperty('value');
        }
      }
      const [one, two] = await tokensOf();
      expect(two).toBe(one);
      // Three hours are four renewals, and one more for the step.
      expect(source.issued).toBeLessThanOrEqual(7);
    },
  );

  it('live through a loss of the network, each in its own patience, and mend with one token', async () => {
    await twoSignedIn();
    source.sticky = offline;
    await clock.advance(2 * hour);
    expect(keepers.map(({ status }) => status.state)).toEqual(['offline', 'offline']);
    expect(source.issued).toBe(1);
    expect(source.calls.length).toBeLessThan(150);
    source.sticky = undefined;
    keepers[1]?.check();
    await clock.advance(1000);
    expect(await tokensOf()).toEqual(['PLANTED-TOKEN-2', 'PLANTED-TOKEN-2']);
    expect(source.issued).toBe(2);
  });

  it('that fail are mended by the one that succeeds', async () => {
    await twoSignedIn();
    source.sticky = serverFault;
    await clock.advance(50 * minute);
    expect(keepers.map(({ status }) => status.state)).toEqual(['failing', 'failing']);
    source.sticky = undefined;
    await keepers[0]?.renew(neverCancelled);
    await clock.advance(500);
    expect(keepers.map(({ status }) => status.state)).toEqual(['fresh', 'fresh']);
    expect(source.issued).toBe(2);
  });

  it('sign out together, and a renewal that is on its way brings nothing back', async () => {
    await twoSignedIn();
    source.next.push('hang');
    await clock.advance(48 * minute + 1000);
    const signingOut = keepers[0]?.signOut();
    await clock.advance(500);
    source.release();
    await clock.advance(5000);
    await signingOut;
    await clock.advance(2 * hour);
    expect(keepers.map(({ status }) => status.state)).not.toContain('fresh');
    expect(notes.note).toBeUndefined();
    for (const purpose of ['access-token', 'token-cache', 'client-secret']) {
      const key = `${purpose}|${Object.values(binding).join('|')}`;
      expect(await secrets.get(key)).toBeUndefined();
    }
  });
});

describe('a lease that was lost while a token was asked for', () => {
  it('leads to the token of whoever took it', async () => {
    await twoSignedIn();
    source.next.push('hang');
    await clock.advance(48 * minute + 1000);
    // The first is suspended, as far as the other can see.
    lease.holder = undefined;
    await clock.advance(5000);
    expect(await tokensOf()).toEqual(['PLANTED-TOKEN-2', 'PLANTED-TOKEN-2']);
  });
});
