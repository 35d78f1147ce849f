import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WindowAnswer } from './support/window';
import { bundleWindow, until, withDesk } from './support/windows';

let script: string;

beforeAll(async () => {
  script = await bundleWindow();
});
afterAll(() => rmSync(path.dirname(script), { recursive: true, force: true }));

const limit = 90_000;

describe.concurrent('windows over one secret store', () => {
  it.each([
    ['client-secret', 2],
    ['interactive', 4],
  ] as const)(
    'renew by %s with one request for all %i of them, renewal after renewal',
    (method, count) =>
      withDesk(script, method, count, async (desk) => {
        await desk.agree();
        await desk.waitForRequests(4);
        const { requests, tokens, heldBy, unhandled } = await desk.balance();
        expect(requests).toBeGreaterThanOrEqual(4);
        expect(tokens).toBe(requests);
        expect(heldBy).toEqual(Array(count).fill(requests));
        expect(unhandled).toBe(0);
        expect(readdirSync(desk.storageFolder)).toEqual(['environment.json']);
      }),
    limit,
  );

  it(
    'lose no renewal when the one that renews is killed in the middle',
    () =>
      withDesk(script, 'interactive', 3, async (desk) => {
        const first = await desk.agree();
        await desk.frame.control.orderFault({ target: 'identity', fault: { kind: 'hang' } });
        await desk.waitForRequests(2);
        const { holder, others } = desk.byLease();
        holder.signal('SIGKILL');
        await desk.agree(others, [first]);
        const late = await desk.openWindow();
        const { requests, tokens, unhandled } = await desk.balance([...others, late]);
        // The request that died with its window brought no token; every other brought one for all.
        expect([tokens, unhandled]).toEqual([requests - 1, 0]);
      }),
    limit,
  );

  it(
    'take over from one that is suspended while it renews, which takes over from them when it goes on',
    () =>
      withDesk(script, 'client-secret', 2, async (desk) => {
        const first = await desk.agree();
        await desk.frame.control.orderFault({ target: 'identity', fault: { kind: 'hang' } });
        await desk.waitForRequests(2);
        const { holder, others } = desk.byLease();
        holder.signal('SIGSTOP');
        await desk.agree(others, [first]);
        holder.signal('SIGCONT');
        await desk.agree(desk.windows, [first]);
        const { requests, tokens, unhandled } = await desk.balance();
        expect([tokens, unhandled]).toEqual([requests - 1, 0]);
      }),
    limit,
  );

  it(
    'renew for one that sleeps, and it asks for nothing when it wakes',
    () =>
      withDesk(script, 'interactive', 3, async (desk) => {
        const [sleeper, ...others] = desk.windows;
        const first = await desk.agree();
        sleeper?.signal('SIGSTOP');
        await desk.waitForRequests(3);
        await desk.agree(others, [first]);
        sleeper?.signal('SIGCONT');
        await desk.agree(desk.windows, [first]);
        const { requests, tokens } = await desk.balance();
        expect(tokens).toBe(requests);
      }),
    limit,
  );

  it(
    'forget their tokens when one of them signs out, and nothing is left behind',
    () =>
      withDesk(script, 'interactive', 3, async (desk) => {
        await desk.agree();
        await desk.windows[1]?.tell('sign-out');
        await until(async () => {
          const answers = await Promise.all(desk.windows.map((window) => window.tell('status')));
          return answers.every(({ status }) => status.state === 'signed-out');
        });
        await until(async () => desk.secrets.size === 0);
        expect(readdirSync(desk.storageFolder)).toEqual([]);
        const before = await desk.requests();
        const answers = await Promise.all(desk.windows.map((window) => window.tell('token')));
        expect(answers.map(({ problem }) => problem?.kind)).toEqual(Array(3).fill('sign-in-needed'));
        expect(await desk.requests()).toBe(before);
      }),
    limit,
  );

  it(
    'ask the user once when the refresh token is refused, and the server no more',
    () =>
      withDesk(script, 'interactive', 4, async (desk) => {
        await desk.agree();
        await desk.frame.control.revokeRefreshTokens();
        const states = async (): Promise<string[]> =>
          (await Promise.all(desk.windows.map((window) => window.tell('status')))).map(
            ({ status }) => status.state,
          );
        await until(async () => (await states()).every((state) => state === 'sign-in-needed'));
        const refused = (await desk.frame.control.tokenRequests()).filter(
          ({ aadsts }) => aadsts !== undefined,
        );
        expect(refused).toHaveLength(1);
        // The token in hand serves to its end. Then whoever asks is told, and it costs no request.
        const before = await desk.requests();
        let answers: WindowAnswer[] = [];
        await until(async () => {
          answers = await Promise.all(desk.windows.map((window) => window.tell('token')));
          return answers.every(({ token }) => token === undefined);
        });
        expect(answers.map(({ problem }) => problem?.action)).toEqual(Array(4).fill('sign-in'));
        expect(answers.reduce((sum, { asked }) => sum + asked, 0)).toBe(1);
        expect(await desk.requests()).toBe(before);
        // One sign-in serves all.
        await desk.windows[2]?.tell('sign-in');
        await desk.agree();
      }),
    limit,
  );

  it(
    'say that the secret store has lost what it held',
    () =>
      withDesk(script, 'client-secret', 2, async (desk) => {
        await desk.agree();
        desk.loseSecrets();
        await until(async () => {
          const answers = await Promise.all(desk.windows.map((window) => window.tell('status')));
          return answers.every(({ status }) => status.state === 'sign-in-needed');
        });
        for (const window of desk.windows) {
          const { problem } = await window.tell('token');
          expect(problem).toMatchObject({ kind: 'sign-in-needed', action: 'enter-secret' });
          expect(problem?.title).toContain('has lost the secret');
        }
        desk.write('client-secret', desk.frame.info.clientSecret);
        await desk.agree();
      }),
    limit,
  );
});
