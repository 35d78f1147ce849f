import { describe, expect, it } from 'vitest';
import { causeIds } from '../../../src/core/base/causeId';
import { causes, first, origin } from './support';

const service = (code: unknown, message: string): unknown => ({ error: { code, message } });

describe('whatever comes', () => {
  it('nothing at all is healthy', () => {
    expect(first({})).toBe('healthy');
    expect(first({ status: 200 })).toBe('healthy');
  });

  it('gets an answer in whole words, likeliest first, from any garbage', () => {
    const garbage: readonly unknown[] = [
      null,
      0,
      -1,
      Number.NaN,
      '',
      ' ',
      '{',
      '[]',
      '[[[]]]',
      '"x"',
      '\uFEFF{"error":1}',
      { error: null },
      { error: [] },
      { error: { code: {}, message: [] } },
      { error: 7, error_codes: {}, error_description: 9 },
      { body: { body: { body: { body: {} } } } },
      '%',
      '?error=%zz',
      '<html',
      '<',
      'AADSTS',
      'AADSTS1',
      {},
      [],
      [null],
      true,
    ];
    for (const [at, body] of garbage.entries()) {
      for (const status of [undefined, 0, 200, 301, 401, 403, 404, 500, 999]) {
        const text = typeof body === 'string' ? body : String(body);
        const found = causes({
          claims: {
            aud: body,
            exp: body,
            nbf: body,
            tid: text,
            scp: body,
            upn: body,
            idp: body,
            acct: body,
            idtyp: text,
          },
          challenge: text,
          errorBody: body,
          ...(status === undefined ? {} : { status }),
          ...(at % 3 === 0 ? { transportError: text } : {}),
          ...(at % 2 === 0 ? { redirectLocation: text } : {}),
          environment: { origin: at % 5 === 0 ? text : origin, tenantId: text, method: text },
        });
        expect(found.length).toBeGreaterThan(0);
        expect(found.map(({ certainty }) => certainty)).toEqual(
          found.map(({ certainty }) => certainty).toSorted((a, b) => b - a),
        );
        for (const cause of found) {
          expect(causeIds).toContain(cause.cause);
          expect(cause.certainty).toBeGreaterThan(0);
          expect(cause.certainty).toBeLessThanOrEqual(1);
          expect(cause.title).toMatch(/\S/);
          expect(cause.remedy).toMatch(/\S/);
        }
      }
    }
  });

  it('never repeats a token or secret that a server echoes', () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl';
    const bodies: readonly unknown[] = [
      { error: 'invalid_client', error_description: `client_secret=Pl4nt3dS3cret ${token}` },
      service('', `Bearer ${token}`),
      `Bearer ${token}`,
    ];
    for (const errorBody of bodies) {
      const text = JSON.stringify(causes({ status: 401, errorBody }));
      expect(text).not.toContain(token);
      expect(text).not.toContain('Pl4nt3d');
    }
  });
});
