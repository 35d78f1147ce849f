import { describe, expect, it } from 'vitest';
import { explainClaims } from '../../../src/core/diagnosis/claims';
import { readClaims } from '../../../src/core/diagnosis/readClaims';
import { appClaims, now, nowSeconds, origin, otherTenant, tenantId, userClaims } from './support';

const around = { environment: { origin, tenantId }, now };

describe('claims in plain words', () => {
  it('stand by the question that they answer, each with a sentence', () => {
    const groups = explainClaims(userClaims, around);
    expect(groups.map(({ title }) => title)).toEqual(['Who', 'For whom', 'Where', 'How long', 'How']);
    const all = groups.flatMap(({ claims }) => claims);
    expect(all.map(({ claim }) => claim).toSorted()).toEqual(Object.keys(userClaims).toSorted());
    for (const { claim, explanation, odd } of all) {
      expect(explanation, claim).toMatch(/^[A-Z\p{L}].*\.$/u);
      expect(odd, claim).toBeUndefined();
    }
    const amr = all.find(({ claim }) => claim === 'amr');
    expect(amr).toMatchObject({
      value: 'pwd, mfa',
      explanation: 'The sign-in used password and a second factor.',
    });
    expect(all.find(({ claim }) => claim === 'exp')?.value).toBe('2026-11-21T00:50:00Z (in 50 min)');
    expect(all.find(({ claim }) => claim === 'ver')?.explanation).toContain('1.0 is normal');
  });

  it('say what is odd, at the claim that shows it', () => {
    const odd = (claims: object): Record<string, string | undefined> =>
      Object.fromEntries(
        explainClaims({ ...userClaims, ...claims }, around)
          .flatMap((group) => group.claims)
          .filter((claim) => claim.odd !== undefined)
          .map(({ claim, odd: what }) => [claim, what]),
      );
    expect(odd({ aud: 'https://graph.microsoft.com' })['aud']).toContain('Microsoft Graph');
    expect(odd({ exp: nowSeconds - 60 })['exp']).toContain('60 s ago');
    expect(odd({ tid: otherTenant })['tid']).toContain(otherTenant);
    expect(odd({ scp: '' })['scp']).toContain('no delegated permission');
    expect(odd({ upn: 'a#EXT#@b' })).toHaveProperty('upn');
    expect(odd({})).toEqual({});
  });

  it('name a claim that is missing where that is the fault', () => {
    const { scp: _, ...without } = userClaims;
    const all = explainClaims(without, around).flatMap(({ claims }) => claims);
    expect(all.find(({ claim }) => claim === 'scp')).toMatchObject({ value: '(missing)' });
    expect(
      explainClaims(appClaims, around)
        .flatMap(({ claims }) => claims)
        .some(({ odd }) => odd),
    ).toBe(false);
  });

  it('take any value', () => {
    const values: readonly unknown[] = [null, 1e300, -1, Number.NaN, {}, [], [[]], [{}], '', true];
    for (const value of values) {
      const claims = Object.fromEntries([...Object.keys(userClaims), 'made_up'].map((name) => [name, value]));
      expect(explainClaims(claims, around).length, String(value)).toBeGreaterThan(3);
    }
  });
});

describe('claims from text', () => {
  it('are found where tools put them', () => {
    const list = JSON.stringify([
      { typ: 'aud', val: origin },
      { typ: 'tid', val: tenantId },
    ]);
    expect(readClaims(list)).toEqual({ aud: origin, tid: tenantId });
    expect(readClaims(JSON.stringify({ data: { decoded: { payload: { aud: origin } } } }))).toEqual({
      aud: origin,
    });
    expect(readClaims('{"anything":1}')).toEqual({ anything: 1 });
  });

  it.each(['', '{', '[]', '[1]', 'null', '7', '"x"', '{"payload":7}', 'a.b.c'])('are none in %j', (text) => {
    expect(readClaims(text)).toBeUndefined();
  });
});
