import { describe, expect, it } from 'vitest';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { secretKey } from '../../../src/core/auth/secretKeys';
import type { TokenSourceConfig } from '../../../src/core/auth/tokenSource';
import { CancelSource, neverCancelled } from '../../../src/core/base/cancel';
import { postForm } from './support/browser';
import { force, lifetimeOf, quiet, useMsalBench } from './support/msalBench';

const bench = useMsalBench();

describe('interactive', () => {
  it('signs in through the browser, knows the user, and renews with the refresh token', async () => {
    const source = new LazyTokenSource(bench.configFor('interactive'));
    expect(await bench.failure(source.acquireSilently(quiet))).toMatchObject({
      kind: 'sign-in-needed',
      action: 'sign-in',
    });
    const token = await source.signIn({ signal: neverCancelled });
    expect(token).toMatchObject({ account: bench.frame.info.userName, tenantId: bench.frame.info.tenantId });
    expect(token.accountName).toBeTruthy();
    expect(token.scopes).toContain(`${bench.frame.info.environmentUrl}/user_impersonation`);
    expect(await bench.page).toMatch(/^200 [\s\S]*You are signed in/);
    expect((await source.acquireSilently(quiet)).value).toBe(token.value);
    const renewed = await source.acquireSilently(force);
    expect(renewed.value).not.toBe(token.value);
    expect(lifetimeOf(renewed)).toBe(3599);
    const again = await new LazyTokenSource(bench.configFor('interactive')).acquireSilently(force);
    expect(again.value).not.toBe(renewed.value);
    expect((await bench.frame.control.tokenRequests()).map(({ grantType }) => grantType)).toEqual([
      'authorization_code',
      'refresh_token',
      'refresh_token',
    ]);
  });

  it('uses PKCE, a form and a state, and shows no secret in the address', async () => {
    await new LazyTokenSource(bench.configFor('interactive')).signIn({ signal: neverCancelled });
    const query = new URL(bench.opened[0] ?? '').searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('response_mode')).toBe('form_post');
    expect(query.get('state')).toMatch(/^[\w-]{32}$/);
    expect(query.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
  });

  it('sends the secret of a confidential application, and not in the address', async () => {
    const config = bench.configFor('interactive', { clientId: bench.frame.info.clientId });
    await bench.secrets.store(secretKey('client-secret', config), bench.frame.info.clientSecret);
    const source = new LazyTokenSource(config);
    const token = await source.signIn({ signal: neverCancelled });
    expect(token.account).toBe(bench.frame.info.userName);
    expect(bench.opened.join()).not.toContain(encodeURIComponent(bench.frame.info.clientSecret));
    expect((await source.acquireSilently(force)).value).not.toBe(token.value);
  });

  it('ends when the user declines in the browser', async () => {
    bench.openBrowser = (url) => bench.browse(url, true);
    const source = new LazyTokenSource(bench.configFor('interactive'));
    expect(await bench.failure(source.signIn({ signal: neverCancelled }))).toMatchObject({
      code: 'AADSTS65004',
    });
    expect(await bench.page).toContain('The sign-in was cancelled');
  });

  it('ends when the user cancels in VS Code, and closes its port', async () => {
    const cancel = new CancelSource();
    bench.openBrowser = () => {
      setImmediate(() => cancel.cancel());
      return Promise.resolve();
    };
    const source = new LazyTokenSource(bench.configFor('interactive'));
    expect((await bench.failure(source.signIn({ signal: cancel.signal }))).kind).toBe('cancelled');
    const target = new URL(bench.opened[0] ?? '').searchParams.get('redirect_uri') ?? '';
    await expect(postForm(target, { code: 'x' })).rejects.toThrow();
  });

  it('ends when the browser cannot be opened', async () => {
    bench.openBrowser = () => Promise.reject(new Error('Pl4nted'));
    const source = new LazyTokenSource(bench.configFor('interactive'));
    expect((await bench.failure(source.signIn({ signal: neverCancelled }))).kind).toBe('service-failed');
  });

  it('is not moved by answers that are not its own', async () => {
    bench.openBrowser = async (url) => {
      const target = new URL(url).searchParams.get('redirect_uri') ?? '';
      expect(await postForm(target, { code: 'stolen', state: 'guessed' })).toMatch(/^400/);
      expect(await postForm(target, { error: 'access_denied' })).toMatch(/^400/);
      await bench.browse(url);
    };
    const token = await new LazyTokenSource(bench.configFor('interactive')).signIn({
      signal: neverCancelled,
    });
    expect(token.account).toBe(bench.frame.info.userName);
  });

  it('tells the browser and the user when the code is not redeemed', async () => {
    await bench.frame.control.orderFault({ target: 'identity', fault: { kind: 'aadsts', code: 50105 } });
    const source = new LazyTokenSource(bench.configFor('interactive'));
    expect(await bench.failure(source.signIn({ signal: neverCancelled }))).toMatchObject({
      code: 'AADSTS50105',
    });
    expect(await bench.page).toContain('You are not signed in');
  });

  it('drops a refresh token that was revoked, and asks for a sign-in', async () => {
    const config = bench.configFor('interactive');
    const source = new LazyTokenSource(config);
    await source.signIn({ signal: neverCancelled });
    await bench.frame.control.revokeRefreshTokens();
    expect((await bench.failure(source.acquireSilently(force))).kind).toBe('sign-in-needed');
    expect(await bench.secrets.get(secretKey('token-cache', config))).toBeUndefined();
    await source.signIn({ signal: neverCancelled });
    expect(lifetimeOf(await source.acquireSilently(force))).toBe(3599);
  });

  it('tries what another window stored, before it gives up a rejected refresh token', async () => {
    const config = bench.configFor('interactive');
    const key = secretKey('token-cache', config);
    const source = new LazyTokenSource(config);
    await source.signIn({ signal: neverCancelled });
    const old = await bench.secrets.get(key);
    await bench.frame.control.revokeRefreshTokens();
    await source.signIn({ signal: neverCancelled });
    const newer = await bench.secrets.get(key);
    await bench.secrets.store(key, old ?? '');
    const racing: TokenSourceConfig = {
      ...config,
      http: {
        send: async (request, options) => {
          const response = await bench.transport.send(request, options);
          if (response.status >= 400) await bench.secrets.store(key, newer ?? '');
          return response;
        },
      },
    };
    expect(lifetimeOf(await new LazyTokenSource(racing).acquireSilently(force))).toBe(3599);
  });

  it('keeps the refresh token when only more proof is asked for', async () => {
    const config = bench.configFor('interactive');
    const source = new LazyTokenSource(config);
    await source.signIn({ signal: neverCancelled });
    await bench.frame.control.orderFault({
      target: 'identity',
      fault: { kind: 'aadsts', code: 50076, claims: '{"a":1}' },
    });
    expect(await bench.failure(source.acquireSilently(force))).toMatchObject({
      kind: 'sign-in-needed',
      code: 'AADSTS50076',
    });
    expect(await bench.secrets.get(secretKey('token-cache', config))).toBeDefined();
  });

  it('passes claims on to the browser', async () => {
    const source = new LazyTokenSource(bench.configFor('interactive'));
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    await source.signIn({ signal: neverCancelled, claims });
    expect(JSON.parse(new URL(bench.opened[0] ?? '').searchParams.get('claims') ?? '')).toMatchObject(
      JSON.parse(claims),
    );
  });

  it('leaves nothing behind after signing out', async () => {
    const config = bench.configFor('interactive');
    const source = new LazyTokenSource(config);
    await source.signIn({ signal: neverCancelled });
    await source.signOut();
    expect(await bench.secrets.get(secretKey('token-cache', config))).toBeUndefined();
    expect((await bench.failure(source.acquireSilently(quiet))).kind).toBe('sign-in-needed');
  });
});
