import { describe, expect, it } from 'vitest';
import type { TokenStatus } from '../../../src/core/auth/tokenStatus';
import type { Environment } from '../../../src/core/base/environment';
import { isTokenPage } from '../../../src/protocol/tokenMessages';
import { tokenPage, type InspectedToken } from '../../../src/vscode/token/tokenPage';

const now = Date.UTC(2026, 10, 21, 14, 0, 0);
const hour = 3_600_000;

const environment: Environment = {
  name: 'contoso-dev',
  url: 'https://contoso-dev.crm4.dynamics.com',
  method: 'interactive',
  clientId: '51f81489-12ee-4a9e-aaae-a2591f45987d',
  tenantId: 'b41b72d0-4e9f-4c26-8a69-f949f367c91d',
  protected: false,
  apiVersion: 'v9.2',
};

const claims = {
  aud: environment.url,
  iss: 'https://sts.windows.net/b41b72d0-4e9f-4c26-8a69-f949f367c91d/',
  tid: environment.tenantId,
  iat: (now - 900_000) / 1000,
  nbf: (now - 900_000) / 1000,
  exp: (now + hour) / 1000,
  name: 'Ana Duarte',
  upn: 'ana.duarte@contoso.com',
  oid: '7b0e6c1f-2a58-4a3b-9f57-1b6f2f0c44e9',
  scp: 'user_impersonation',
  amr: ['pwd', 'mfa'],
  ver: '1.0',
  xms_ftd: 'nobody knows',
};

const facts = { issuedAt: now - 600_000, expiresAt: now + hour, accountName: 'Ana Duarte' };
const subject = {
  environment: environment.name,
  origin: environment.url,
  method: environment.method,
  tenantId: environment.tenantId,
};
const fresh: TokenStatus = { state: 'fresh', subject, token: facts, nextRenewal: now + hour / 2 };

function page(change: Partial<Record<string, unknown>> = {}, more: Partial<InspectedToken['facts']> = {}) {
  const inspected = { facts: { ...facts, ...more }, claims: { ...claims, ...change } };
  return tokenPage(environment, fresh, inspected, now);
}

const titles = (shown: ReturnType<typeof page>): string[] =>
  shown.findings.map(({ level, title }) => `${level}: ${title}`);

describe('the token page', () => {
  it('finds nothing odd about a token in order', () => {
    const shown = page();
    expect(titles(shown)).toEqual(['fine: Right audience', 'fine: Right permission', 'note: Version 1.0']);
    expect(shown).toMatchObject({
      state: 'Valid',
      known: true,
      subject: `Ana Duarte · Browser sign-in · tenant ${environment.tenantId}`,
      renewsAt: now + hour / 2,
    });
  });

  it('is what its webview takes', () => {
    expect(isTokenPage(structuredClone(page()))).toBe(true);
    expect(isTokenPage(tokenPage(environment, undefined, undefined, now))).toBe(true);
    expect(isTokenPage({ ...page(), findings: [{ level: 'fatal', title: '', text: '' }] })).toBe(false);
  });

  it('groups the claims by question and keeps what nobody documents', () => {
    const { groups } = page();
    expect(groups.map(({ title }) => title)).toEqual([
      'Who',
      'For whom',
      'Where',
      'How long',
      'How',
      'Other',
    ]);
    const rows = groups.flatMap((group) => group.claims);
    expect(rows).toHaveLength(Object.keys(claims).length);
    expect(rows.find(({ claim }) => claim === 'amr')).toEqual({
      claim: 'amr',
      value: 'pwd, mfa',
      explanation: 'The sign-in used password and a second factor.',
    });
    expect(rows.find(({ claim }) => claim === 'exp')?.value).toContain('2026-11-21T15:00:00Z');
  });

  it.each([
    [94_000, 'odd: Clock 94 s ahead'],
    [-600_000, 'odd: Clock 600 s behind'],
  ])('tells a clock that is off by %i ms', (ms, finding) => {
    expect(titles(page({}, { expiresAt: facts.expiresAt + ms }))[0]).toBe(finding);
  });

  it('tells nothing of a clock that is off by less than a minute', () => {
    expect(titles(page({}, { expiresAt: facts.expiresAt + 59_000 })).join()).not.toContain('Clock');
  });

  it('puts what is odd first', () => {
    const graph = page({ aud: 'https://graph.microsoft.com' });
    expect(titles(graph)[0]).toMatch(/^odd: /);
    expect(titles(graph)).not.toContain('fine: Right audience');
    const unscoped = page({ scp: undefined });
    expect(titles(unscoped)[0]).toMatch(/^odd: /);
    expect(titles(unscoped)).not.toContain('fine: Right permission');
  });

  it('calls an application token without scp and roles healthy', () => {
    const { scp: _scp, upn: _upn, name: _name, amr: _amr, ...application } = claims;
    const inspected = { facts, claims: { ...application, idtyp: 'app' } };
    expect(titles(tokenPage(environment, fresh, inspected, now))).toEqual([
      'fine: Right audience',
      'fine: Application token',
      'note: Version 1.0',
    ]);
  });

  it('shows nothing of a token after the sign-out', () => {
    const shown = tokenPage(environment, { state: 'signed-out', subject }, { facts, claims }, now);
    expect(shown).toMatchObject({ known: false, groups: [], findings: [] });
    expect(JSON.stringify(shown)).not.toContain('Ana');
  });

  it('says so of a token that cannot be read', () => {
    const shown = tokenPage(environment, fresh, { facts, claims: undefined }, now);
    expect(titles(shown)).toEqual(['note: No claims to read']);
  });
});
