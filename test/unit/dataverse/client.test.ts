import { describe, expect, it } from 'vitest';
import { CancelSource } from '../../../src/core/base/cancel';
import type { WaitNotice } from '../../../src/core/dataverse/api';
import { DataverseClient } from '../../../src/core/dataverse/client';
import {
  FakeTokens,
  FakeTransport,
  InstantClock,
  answer,
  get,
  networkError,
  origin,
  problemIn,
  quiet,
  rig,
} from './support/fakes';

const write = { ...get, method: 'POST', body: '{}' };
const throttled = answer(
  429,
  {
    error: {
      code: '0x80072322',
      message: 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
    },
  },
  { 'retry-after': '7' },
);

describe('the token', () => {
  it('goes with a request to the environment', async () => {
    const { client, transport } = rig(answer(200, { value: [] }));
    await client.send(
      {
        ...get,
        headers: [
          ['authorization', 'Bearer mine'],
          ['Accept', 'x'],
        ],
      },
      quiet,
    );
    expect(transport.sent[0]?.headers).toEqual([
      ['Accept', 'x'],
      ['Authorization', 'Bearer token-1'],
    ]);
  });

  it.each([
    'https://evil.example/api/data/v9.2/accounts',
    'http://contoso.crm4.dynamics.com/api/data/v9.2/accounts',
    'https://contoso.crm4.dynamics.com:8443/x',
    'https://contoso.crm4.dynamics.com@evil.example/x',
    'https://contoso.crm4.dynamics.com.evil.example/x',
    '/api/data/v9.2/accounts',
  ])('never goes to %s', async (url) => {
    const { client, transport } = rig(answer(200));
    expect((await problemIn(client.send({ ...get, url }, quiet))).kind).toBe('foreign-origin');
    expect(transport.sent).toEqual([]);
  });

  it('of another environment is not sent either', async () => {
    const transport = new FakeTransport([answer(200)]);
    const tokens = new FakeTokens('https://fabrikam.crm4.dynamics.com');
    const client = new DataverseClient({
      origin,
      apiVersion: 'v9.2',
      transport,
      tokens,
      clock: new InstantClock(),
    });
    expect((await problemIn(client.send(get, quiet))).kind).toBe('foreign-origin');
  });

  it('that was refused is replaced once, with the challenge, and the request sent once more: writes too', async () => {
    for (const request of [get, write]) {
      const { client, tokens, transport } = rig(
        answer(401, '', { 'www-authenticate': 'Bearer claims="x"' }),
        answer(200),
      );
      expect((await client.send(request, quiet)).status).toBe(200);
      expect(transport.tokens()).toEqual(['Bearer token-1', 'Bearer token-2']);
      expect(tokens.challenges).toEqual(['Bearer claims="x"']);
    }
  });

  it('is not in the words of a server that repeats it', async () => {
    const { client } = rig((request) =>
      answer(400, { error: { code: '0x0', message: `Got ${JSON.stringify(request.headers)}` } }),
    );
    const problem = await problemIn(client.send(get, quiet));
    expect(problem.details).toContain('Authorization');
    expect(JSON.stringify(problem)).not.toContain('token-1');
  });

  it('that is refused again ends in a problem, not in a loop', async () => {
    const { client, transport } = rig(answer(401));
    expect(await problemIn(client.send(get, quiet))).toMatchObject({
      kind: 'service-refused',
      status: 401,
      action: 'sign-in',
    });
    expect(transport.sent.length).toBe(2);
  });
});

describe('a pause that the server asks for', () => {
  it('is kept as long as Retry-After says, and told', async () => {
    const notices: WaitNotice[] = [];
    const { client, clock, transport } = rig(
      throttled,
      answer(503, '', { 'retry-after': 'Sat, 21 Nov 2026 00:00:20 GMT' }),
      answer(200),
    );
    await client.send(get, { ...quiet, onWait: (notice) => notices.push(notice) });
    expect(clock.waits).toEqual([7000, 20_000]);
    expect(notices).toEqual([
      { ms: 7000, reason: 'throttled', attempt: 1 },
      { ms: 20_000, reason: 'throttled', attempt: 2 },
    ]);
    expect(transport.sent.length).toBe(3);
  });

  it('is kept for a write after 429, which was not carried out, but not after 503', async () => {
    const first = rig(throttled, answer(204));
    expect((await first.client.send(write, quiet)).status).toBe(204);
    const second = rig(answer(503, '', { 'retry-after': '1' }), answer(204));
    expect((await problemIn(second.client.send(write, quiet))).kind).toBe('service-failed');
    expect(second.transport.sent.length).toBe(1);
  });

  it('is not kept for ever', async () => {
    const { client, transport } = rig(throttled);
    expect(await problemIn(client.send(get, quiet))).toMatchObject({
      kind: 'throttled',
      code: '0x80072322',
      retryAfterMs: 7000,
    });
    expect(transport.sent.length).toBe(9);
    const long = rig(answer(429, '', { 'retry-after': '3600' }));
    expect(await problemIn(long.client.send(get, quiet))).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 3_600_000,
    });
    expect(long.clock.waits).toEqual([]);
  });

  it('grows where the server does not say how long', async () => {
    const { client, clock } = rig(
      answer(429),
      answer(429),
      answer(429, '', { 'retry-after': 'soon' }),
      answer(200),
    );
    await client.send(get, quiet);
    expect(clock.waits).toEqual([1000, 2000, 4000]);
  });

  it('ends at once when cancelled', async () => {
    const cancel = new CancelSource();
    const { client } = rig(throttled, answer(200));
    const sent = client.send(get, { signal: cancel.signal, onWait: () => cancel.cancel() });
    expect((await problemIn(sent)).kind).toBe('cancelled');
  });
});

describe('a broken connection', () => {
  it('is tried again for a read, a few times', async () => {
    const { client, transport, clock } = rig(
      networkError('ECONNRESET'),
      networkError('ERR_TRUNCATED_BODY'),
      answer(200),
    );
    expect((await client.send(get, quiet)).status).toBe(200);
    expect(transport.sent.length).toBe(3);
    expect(clock.waits).toEqual([500, 1000]);
    const always = rig(networkError('ECONNRESET'));
    expect((await problemIn(always.client.send(get, quiet))).code).toBe('ECONNRESET');
    expect(always.transport.sent.length).toBe(4);
  });

  it('is told at once where nobody answers', async () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT']) {
      const { client, transport } = rig(networkError(code));
      expect((await problemIn(client.send(get, quiet))).code).toBe(code);
      expect(transport.sent.length).toBe(1);
    }
  });

  it('never sends a write twice, and says that it may have been carried out', async () => {
    const { client, transport } = rig(networkError('ECONNRESET'), answer(204));
    const problem = await problemIn(client.send(write, quiet));
    expect(transport.sent.length).toBe(1);
    expect(problem.cause).toContain('may have been made');
    const refused = await problemIn(rig(networkError('ECONNREFUSED')).client.send(write, quiet));
    expect(refused.cause).toBeUndefined();
  });
});

describe('an answer that is none of the Web API', () => {
  it.each([
    ['https://login.example/oauth2/authorize?x', 'foreign-origin', 'to login.example'],
    ['//login.example/x', 'foreign-origin', 'redirect'],
    ['/login.aspx', 'not-dataverse', 'redirect'],
  ])('a redirect to %s is not followed', async (location, kind, words) => {
    const { client, transport } = rig(answer(302, '', { location }));
    const problem = await problemIn(client.send(get, quiet));
    expect(problem.kind).toBe(kind);
    expect(problem.title).toContain(words);
    expect(transport.sent.length).toBe(1);
  });

  it('a web page with status 200 is refused, but not as the value of a column', async () => {
    const page = answer(200, '<!DOCTYPE html><title>Sign in</title>', { 'content-type': 'text/html' });
    expect((await problemIn(rig(page).client.send(get, quiet))).kind).toBe('not-dataverse');
    const value = { ...get, url: `${get.url}(1)/description/$value` };
    expect((await rig(page).client.send(value, quiet)).status).toBe(200);
  });

  it('304 is what a conditional read asked for', async () => {
    expect((await rig(answer(304)).client.send(get, quiet)).status).toBe(304);
  });

  it('a fault of the program passes as it is', async () => {
    const { client, transport } = rig();
    await expect(client.send(get, quiet)).rejects.toThrow('not expected');
    expect(transport.sent.length).toBe(1);
  });
});
