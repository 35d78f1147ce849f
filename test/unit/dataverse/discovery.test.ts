import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { HttpResponse } from '../../../src/core/base/http';
import { discoverEnvironment } from '../../../src/core/dataverse/discovery';
import type { DiscoveredEnvironment } from '../../../src/core/dataverse/discovery';
import { FakeTransport, answer, networkError, origin, problemIn } from './support/fakes';

const tenant = 'bd6c851f-e0dc-4d6d-ab4c-99452fe28387';
const challenge = (value: string): HttpResponse => answer(401, '', { 'www-authenticate': value });
const bearer = (login: string): HttpResponse =>
  challenge(`Bearer authorization_uri=${login}/${tenant}/oauth2/authorize, resource_id=${origin}/`);

function discover(step: HttpResponse, authority?: string): Promise<DiscoveredEnvironment> {
  const transport = new FakeTransport([step]);
  return discoverEnvironment({
    origin,
    apiVersion: 'v9.2',
    transport,
    signal: neverCancelled,
    ...(authority === undefined ? {} : { authority }),
  });
}

describe('what an address tells before anybody signed in', () => {
  it('asks without a token', async () => {
    const transport = new FakeTransport([bearer('https://login.microsoftonline.com')]);
    await discoverEnvironment({ origin, apiVersion: 'v9.1', transport, signal: neverCancelled });
    expect(transport.sent[0]?.url).toBe(`${origin}/api/data/v9.1/`);
    expect(transport.tokens()).toEqual([undefined]);
  });

  it('is tenant, authority and cloud', async () => {
    expect(await discover(bearer('https://login.microsoftonline.com'))).toEqual({
      origin,
      authority: 'https://login.microsoftonline.com',
      knownAuthority: true,
      tenantId: tenant,
      cloud: 'Commercial',
    });
    expect(await discover(bearer('https://login.windows.net'))).toMatchObject({
      authority: 'https://login.microsoftonline.com',
      knownAuthority: true,
    });
  });

  it('marks a login server that is not known, unless the user named one', async () => {
    const foreign = bearer('https://localhost:8443');
    expect(await discover(foreign)).toMatchObject({
      authority: 'https://localhost:8443',
      knownAuthority: false,
      tenantId: tenant,
    });
    expect(await discover(foreign, 'https://localhost:8443')).toMatchObject({
      authority: 'https://localhost:8443',
      knownAuthority: true,
      tenantId: tenant,
    });
  });

  it.skipIf(!existsSync('../shared/data/errors/www-authenticate.json'))(
    'is read from every challenge on record',
    async () => {
      const file = readFileSync('../shared/data/errors/www-authenticate.json', 'utf8');
      const { challenges } = JSON.parse(file) as { challenges: { value: string }[] };
      for (const { value } of challenges) {
        expect((await discover(challenge(value.replace('{tenant}', tenant)))).authority).toMatch(
          /^https:\/\//,
        );
      }
    },
  );
});

describe('an address that is no Dataverse', () => {
  it.each([
    [
      'a web page',
      answer(200, '<html><title>Shop</title></html>', { 'content-type': 'text/html' }),
      '("Shop")',
    ],
    ['nothing there', answer(404, '<html></html>', { 'content-type': 'text/html' }), 'status 404'],
    ['data without a sign-in', answer(200, { value: [] }), 'status 200'],
    ['a redirect', answer(302, '', { location: 'https://www.example.com/' }), 'redirect to www.example.com'],
    ['Basic', challenge('Basic realm="x"'), 'does not say where'],
    ['Windows', challenge('Negotiate, NTLM'), 'Windows sign-in'],
    ['a bare challenge', challenge('Bearer'), 'does not say where'],
    ['no challenge', answer(401), 'does not say where'],
  ])('%s', async (_, step, words) => {
    const problem = await problemIn(discover(step));
    expect(problem.kind).toBe('not-dataverse');
    expect(problem.title).toContain(words);
    expect(problem.remedy).not.toBe('');
  });

  it('is not confused with one that fails or is not reached', async () => {
    expect((await problemIn(discover(answer(503)))).kind).toBe('service-failed');
    const transport = new FakeTransport([networkError('ECONNREFUSED')]);
    const sent = discoverEnvironment({ origin, apiVersion: 'v9.2', transport, signal: neverCancelled });
    expect((await problemIn(sent)).code).toBe('ECONNREFUSED');
  });
});
