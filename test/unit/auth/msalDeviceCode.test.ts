import { describe, expect, it } from 'vitest';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { systemClock } from '../../../src/adapters/node/systemClock';
import type { DeviceCode } from '../../../src/core/auth/ports';
import { secretKey } from '../../../src/core/auth/secretKeys';
import type { TokenSourceConfig } from '../../../src/core/auth/tokenSource';
import { CancelSource, neverCancelled, type CancelSignal } from '../../../src/core/base/cancel';
import { force, quiet, useMsalBench } from './support/msalBench';

const bench = useMsalBench();

interface Stage {
  readonly config: TokenSourceConfig;
  readonly shown: DeviceCode[];
  /** The code was taken off the screen. */
  gone: boolean;
}

/** Shows codes to a person who does `then` with them. */
function stage(then: (code: DeviceCode) => Promise<unknown>, putAway?: Promise<void>): Stage {
  const clock = { now: () => systemClock.now(), setTimer: quickTimer };
  const shown: DeviceCode[] = [];
  const stage: Stage = {
    shown,
    gone: false,
    config: bench.configFor('device-code', {
      clientId: bench.frame.details.publicClientId,
      clock,
      showDeviceCode: (code: DeviceCode, over: CancelSignal) => {
        shown.push(code);
        void then(code);
        const ended = new Promise<void>((resolve) => {
          over.onCancel(() => {
            stage.gone = true;
            resolve();
          });
        });
        return putAway === undefined ? ended : Promise.race([ended, putAway]);
      },
    }),
  };
  return stage;
}

/** The waits that the server asks for, a hundred times as fast; they are told to the test. */
const waits: number[] = [];
const quickTimer: typeof systemClock.setTimer = (ms, callback) => {
  waits.push(ms);
  return systemClock.setTimer(ms / 100, callback);
};

const enterCode = (action: 'signin' | 'cancel') => (code: DeviceCode) =>
  bench.frame.http.post(code.verificationUri, {
    otc: code.userCode,
    loginfmt: bench.frame.info.userName,
    passwd: bench.frame.info.password,
    action,
  });
const nobody = (): Promise<void> => Promise.resolve();
const polls = (): number => bench.sent.filter(({ url }) => url.includes('/token')).length;

describe('device-code', () => {
  it('shows code and page, knows the user once it is entered, renews in silence and signs out', async () => {
    await bench.frame.control.change({ deviceCodeIntervalSeconds: 0 });
    const { config, shown } = stage(enterCode('signin'));
    const source = new LazyTokenSource(config);
    const token = await source.signIn({ signal: neverCancelled });
    expect(token.account).toBe(bench.frame.info.userName);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.verificationUri).toBe(bench.frame.details.verificationUrl);
    expect(shown[0]?.resource).toBe(config.resource);
    expect((await source.acquireSilently(quiet)).value).toBe(token.value);
    const renewed = await new LazyTokenSource(config).acquireSilently(force);
    expect(renewed.value).not.toBe(token.value);
    expect(bench.sent.at(-1)?.body).toContain('grant_type=refresh_token');
    await source.signOut();
    expect((await bench.failure(source.acquireSilently(quiet))).kind).toBe('sign-in-needed');
  });

  it('takes the code off the screen when the sign-in is over', async () => {
    await bench.frame.control.change({ deviceCodeIntervalSeconds: 0 });
    const on = stage(enterCode('signin'));
    await new LazyTokenSource(on.config).signIn({ signal: neverCancelled });
    expect(on.gone).toBe(true);
  });

  it('waits longer at each slow_down, and goes on', async () => {
    waits.length = 0;
    await bench.frame.control.change({ deviceCodeIntervalSeconds: 1 });
    // The library asks at once and each second after; the sandbox wants five seconds between.
    const on = stage(async (code) => {
      await bench.frame.control.change({ deviceCodeIntervalSeconds: 0 });
      await until(() => waits.length > 0);
      await enterCode('signin')(code);
    });
    const answers = ['slow_down', 'slow_down'];
    const { send } = on.config.http;
    const config: TokenSourceConfig = {
      ...on.config,
      http: {
        async send(request, options) {
          const error = request.url.includes('/token') ? answers.shift() : undefined;
          if (error === undefined) return send(request, options);
          const body = new TextEncoder().encode(JSON.stringify({ error }));
          const timing = { firstByteMs: 1, totalMs: 1 };
          return { status: 400, statusText: 'Bad Request', headers: {}, body, timing };
        },
      },
    };
    const token = await new LazyTokenSource(config).signIn({ signal: neverCancelled });
    expect(token.account).toBe(bench.frame.info.userName);
    expect(waits.slice(0, 2)).toEqual([5000, 10_000]);
  });

  it('outlasts a fault of the login server while it waits', async () => {
    await bench.frame.control.change({ deviceCodeIntervalSeconds: 0 });
    await bench.frame.control.orderFault({
      target: 'identity',
      fault: { kind: 'cut' },
      grantType: 'device_code',
    });
    await bench.frame.control.orderFault({
      target: 'identity',
      fault: { kind: 'status', status: 503 },
      grantType: 'device_code',
    });
    const { config } = stage(enterCode('signin'));
    const token = await new LazyTokenSource(config).signIn({ signal: neverCancelled });
    expect(token.account).toBe(bench.frame.info.userName);
  });

  it('ends at once when it is cancelled, and asks no more', async () => {
    const cancel = new CancelSource();
    const on = stage(() => Promise.resolve(cancel.cancel()));
    const problem = await bench.failure(new LazyTokenSource(on.config).signIn({ signal: cancel.signal }));
    expect(problem.kind).toBe('cancelled');
    expect(on.gone).toBe(true);
    expect(polls()).toBeLessThanOrEqual(1);
  });

  it('ends when the code is put away', async () => {
    const { config } = stage(nobody, Promise.resolve());
    const problem = await bench.failure(new LazyTokenSource(config).signIn({ signal: neverCancelled }));
    expect(problem.kind).toBe('cancelled');
  });

  it('says that a code was declined or has expired, and that another one helps', async () => {
    await bench.frame.control.change({ deviceCodeIntervalSeconds: 0 });
    const declined = stage(enterCode('cancel'));
    const source = new LazyTokenSource(declined.config);
    expect(await bench.failure(source.signIn({ signal: neverCancelled }))).toMatchObject({
      action: 'sign-in',
    });
    await bench.frame.control.change({ deviceCodeLifetimeSeconds: 1 });
    const late = stage(nobody);
    expect(
      await bench.failure(new LazyTokenSource(late.config).signIn({ signal: neverCancelled })),
    ).toMatchObject({
      title: expect.stringMatching(/code is no longer valid|code has/i) as string,
      action: 'sign-in',
    });
  });

  it('never sends a secret that is stored, for it is a public client', async () => {
    await bench.frame.control.change({ deviceCodeIntervalSeconds: 0 });
    const { config } = stage(enterCode('signin'));
    await bench.secrets.store(secretKey('client-secret', config), 'Pl4nted');
    await new LazyTokenSource(config).signIn({ signal: neverCancelled });
    await new LazyTokenSource(config).acquireSilently(force);
    expect(bench.sent.map(({ body }) => String(body)).join()).not.toContain('Pl4nted');
  });

  it('is refused where a face cannot show a code', async () => {
    const config = bench.configFor('device-code', { clientId: bench.frame.details.publicClientId });
    const problem = await bench.failure(new LazyTokenSource(config).signIn({ signal: neverCancelled }));
    expect(problem.kind).toBe('bad-input');
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
