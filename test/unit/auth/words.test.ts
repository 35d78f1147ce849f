import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classifyFailure } from '../../../src/core/auth/keeperPolicy';
import { diagnoseEntra } from '../../../src/core/auth/entraProblem';
import { entraWords } from '../../../src/core/auth/entraWords';
import { decodeBase64Url, decodeJwtClaims } from '../../../src/core/auth/jwt';
import { redact } from '../../../src/core/auth/redact';
import { normalizeResource, resourceOfScope, scopeFor } from '../../../src/core/auth/scopes';

const codes = '../shared/data/errors/entra-aadsts.json';
const bodies = '../shared/data/errors/entra-bodies.json';

describe('why Entra refused', () => {
  it('is told for a wrong secret, with everything that support asks for', () => {
    const { cause, problem } = diagnoseEntra({
      status: 401,
      body: {
        error: 'invalid_client',
        error_description:
          'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.\r\nTrace ID: 654ce9b2-a626-4e0b-8598-0cac69970200\r\nCorrelation ID: 5be327fc-93cb-4bef-ab4e-0373f11a8017\r\nTimestamp: 2022-10-31 09:03:41Z',
        error_codes: [7000215],
      },
    });
    expect(cause).toBe('invalid-client-secret');
    expect(problem).toMatchObject({
      kind: 'identity-refused',
      title: 'The client secret is wrong.',
      action: 'enter-secret',
      code: 'AADSTS7000215',
      status: 401,
      correlationId: '5be327fc-93cb-4bef-ab4e-0373f11a8017',
    });
    expect(problem.cause).toContain('id instead of its value');
    expect(problem.details).toContain('not the client secret ID');
  });

  it.each([
    [
      { error: 'invalid_grant', suberror: 'consent_required', error_description: 'AADSTS1234567: x' },
      400,
      'consent-required',
    ],
    [{ error: 'interaction_required', error_description: 'AADSTS1234567: x' }, 400, 'interaction-required'],
    [{ error: 'invalid_grant' }, 400, 'interaction-required'],
    [{ error: 'access_denied' }, undefined, 'cancelled'],
    [
      { error: 'access_denied', error_subcode: 'cancel', error_description: 'AADSTS50126' },
      undefined,
      'cancelled',
    ],
    [{ error: 'access_denied', error_description: 'AADSTS53003: Blocked.' }, undefined, 'conditional-access'],
    [{ error: 'access_denied', error_description: 'AADSTS1234567: x' }, undefined, 'unknown'],
    [{ error: 'invented' }, 400, 'unknown'],
    [{}, 429, 'throttled'],
    [undefined, 503, 'service-unavailable'],
    ['garbage', 400, 'unknown'],
    [{ error: 7, error_codes: 'x', error_description: [] }, 400, 'unknown'],
  ])('is decently answered for %j with status %s', (body, status, cause) => {
    expect(diagnoseEntra({ body, ...(status === undefined ? {} : { status }) }).cause).toBe(cause);
  });

  it('hands on claims and the time to wait', () => {
    const answer = diagnoseEntra({
      status: 400,
      body: { error: 'interaction_required', error_codes: [50076], claims: '{"a":1}' },
      retryAfterMs: 7000,
    });
    expect(answer).toMatchObject({
      cause: 'mfa-required',
      claims: '{"a":1}',
      problem: { retryAfterMs: 7000 },
    });
  });

  it('stops the keeper where only the user can go on, and not where waiting helps', () => {
    for (const [cause, words] of Object.entries(entraWords)) {
      const goesOn = ['throttled', 'service-unavailable', 'cancelled'].includes(cause);
      expect(classifyFailure({ ...words }), cause).toBe(goesOn ? 'retry' : 'blocked');
    }
  });

  it('speaks in whole sentences', () => {
    for (const [cause, { title, cause: why, remedy }] of Object.entries(entraWords)) {
      for (const text of [title, why, remedy]) {
        expect(text, cause).toMatch(/^[A-Z][^_]*\.$|^Set |^Add |user_impersonation/);
      }
    }
  });

  it.skipIf(!existsSync(codes))('is known for every code that was collected (../shared/data)', () => {
    const { entries } = JSON.parse(readFileSync(codes, 'utf8')) as {
      entries: { code: number; oauthError: string; sampleErrorDescription: string | null }[];
    };
    expect(entries.length).toBeGreaterThan(50);
    for (const entry of entries) {
      const body = {
        error: entry.oauthError.split(/[ /(]/)[0],
        error_codes: [entry.code],
        error_description: entry.sampleErrorDescription ?? `AADSTS${entry.code}: x`,
      };
      expect(diagnoseEntra({ status: 400, body }).cause, String(entry.code)).not.toBe('unknown');
    }
  });

  it.skipIf(!existsSync(bodies))('reads every body that was collected (../shared/data)', () => {
    const samples = JSON.parse(readFileSync(bodies, 'utf8')) as { status: number; body: unknown }[];
    const causes = samples.map((sample) => diagnoseEntra(sample).cause);
    expect(causes).toEqual([
      'invalid-scope',
      'expired-client-secret',
      'invalid-client-secret',
      'mfa-required',
      'refresh-token-expired',
    ]);
  });
});

describe('redact', () => {
  const jwt = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"aud":"x"}').toString('base64url')}.c2lnbmF0dXJl`;
  it.each([
    ['a token', `Token ${jwt} is bad`, jwt],
    ['a token cut short', `Token ${jwt.slice(0, 30)}`, jwt.slice(0, 30)],
    ['a form', 'client_id=x&client_secret=Pl4nt3dS3cret&grant_type=y', 'Pl4nt3dS3cret'],
    ['JSON', '{"refresh_token":"0.AXoA-abcdefghijklmnopqrstuvwx","x":1}', '0.AXoA'],
    ['a header', 'Authorization: Bearer abcdefghijklmnop1234', 'abcdefghijklmnop1234'],
    ['a client secret of Entra', 'got 3aX8Q~Pl4nt3dPl4nt3dPl4nt3dPl4nt3dPl4nt!', 'Pl4nt3d'],
    ['a refresh token of Entra', 'got 1.AXoAplantedplanted.AgABAwEAAADplanted', 'planted'],
  ])('takes %s out', (_what, text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('(removed)');
  });

  it('leaves ids, codes, addresses and words', () => {
    const text =
      "AADSTS700016: Application with identifier '82bc3e1b-ed77-476a-8723-623a747f8739' was not found in https://contoso.crm4.dynamics.com/api/data/v9.2/accounts. Error code: invalid_client. MsodsServiceUnavailableForTheWholeOrganization";
    expect(redact(text)).toBe(text);
  });
});

describe('claims', () => {
  it('are read from a token, umlauts and emoji included', () => {
    const claims = { name: 'Zoë Ångström 🚀', aud: 'https://contoso.crm4.dynamics.com' };
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
    expect(decodeJwtClaims(token)).toEqual(claims);
  });

  it.each(['', 'a', 'a.b', 'a.b.c', 'a.!!.c', 'e30.W10.x', 'e30.MTI.x', `e30.${'_'.repeat(8)}.x`, 'a.b.c.d'])(
    'are none in %j',
    (token) => {
      expect(decodeJwtClaims(token)).toBeUndefined();
    },
  );

  it('decode any bytes of UTF-8 as the platform does', () => {
    for (let size = 0; size < 40; size += 1) {
      const text = Array.from({ length: size }, (_, at) => ['a', 'ß', '€', '𝄞'][at % 4]).join('');
      expect(decodeBase64Url(Buffer.from(text).toString('base64'))).toBe(text);
    }
  });
});

describe('scopes', () => {
  it.each(['https://o.crm.dynamics.com', 'https://o.crm.dynamics.com/', ' https://o.crm.dynamics.com// '])(
    'of %j have no double slash',
    (resource) => {
      expect(scopeFor(resource, 'public')).toBe('https://o.crm.dynamics.com/user_impersonation');
      expect(scopeFor(resource, 'confidential')).toBe('https://o.crm.dynamics.com/.default');
      expect(normalizeResource(resource)).toBe('https://o.crm.dynamics.com');
    },
  );

  it('of either spelling lead back to the resource', () => {
    expect(resourceOfScope('https://o.crm.dynamics.com//.default')).toBe('https://o.crm.dynamics.com');
    expect(resourceOfScope('https://o.crm.dynamics.com/user_impersonation')).toBe(
      'https://o.crm.dynamics.com',
    );
    expect(resourceOfScope('openid')).toBeUndefined();
  });
});
