import { describe, expect, it } from 'vitest';
import type { TokenStatus } from '../../../src/core/auth/tokenStatus';
import type { Environment } from '../../../src/core/base/environment';
import { TimeOfDay } from '../../../src/core/base/timeText';
import { environmentRow } from '../../../src/vscode/environments/environmentRow';

const now = Date.UTC(2026, 10, 21, 14, 0, 0);
const time = new TimeOfDay('UTC');
const dev: Environment = {
  name: 'contoso-dev',
  url: 'https://contoso-dev.crm4.dynamics.com',
  method: 'interactive',
  clientId: '51f81489-12ee-4a9e-aaae-a2591f45987d',
  tenantId: 'contoso.com',
  protected: false,
  apiVersion: 'v9.2',
};
const subject = { environment: dev.name, origin: dev.url, method: dev.method, tenantId: dev.tenantId };
const token = {
  issuedAt: now - 1_000_000,
  expiresAt: now + (42 * 60 + 10) * 1000,
  account: 'ana.duarte@contoso.com',
  accountName: 'Ana Duarte',
};
const reason = { kind: 'network', title: 'No answer came.', remedy: 'Try again.' } as const;
const failure = { tries: 2, lastTry: now, nextTry: now + 1000, reason };
const fresh: TokenStatus = { state: 'fresh', subject, token, nextRenewal: now + 60_000 };

function row(status: TokenStatus | undefined, current = false, environment = dev) {
  return environmentRow(environment, current, status, now, time);
}

describe('a line of the environments view', () => {
  it.each<[TokenStatus | undefined, boolean, string, string]>([
    [fresh, true, 'plug', 'active, 42:10'],
    [fresh, false, 'plug', '42:10'],
    [undefined, false, 'debug-disconnect', 'not connected'],
    [{ state: 'signed-out', subject }, true, 'debug-disconnect', 'active, not connected'],
    [{ state: 'sign-in-needed', subject, reason }, false, 'error', 'sign in'],
    [{ state: 'renewing', subject, token }, false, 'sync~spin', 'renewing, 42:10'],
    [{ state: 'failing', subject, token, failure }, false, 'warning', 'renewal fails, 42:10'],
    [{ state: 'expired', subject, token, failure }, false, 'warning', 'expired'],
    [{ state: 'expired', subject, failure }, false, 'warning', 'no token'],
    [{ state: 'offline', subject, failure }, false, 'debug-disconnect', 'offline'],
  ])('%#: shows the state', (status, current, icon, description) => {
    expect(row(status, current)).toMatchObject({ icon, description });
  });

  it('says production in words, with a lock', () => {
    const production = { ...dev, protected: true };
    expect(row(fresh, false, production)).toMatchObject({ icon: 'lock', description: 'production, 42:10' });
    expect(row(undefined, false, production)).toMatchObject({ description: 'production, not connected' });
    expect(row(fresh, false, production).context).toBe('environment.token.protected');
  });

  it('tells a screen reader state and user, and no running seconds', () => {
    expect(row(fresh, true).label).toBe('contoso-dev, active, signed in, as Ana Duarte');
  });

  it('ticks only while it shows a time', () => {
    expect(row(fresh).ticks).toBe(true);
    expect(row(undefined).ticks).toBe(false);
    expect(row({ state: 'expired', subject, token, failure }).ticks).toBe(false);
    expect(row({ ...fresh, token: { ...token, expiresAt: now - 1 } })).toMatchObject({
      ticks: false,
      description: 'signed in',
    });
  });

  it('knows on hover who is signed in where until when, and why not', () => {
    const facts = new Map(row(fresh).facts);
    expect(facts.get('Signed in as')).toBe('Ana Duarte, ana.duarte@contoso.com');
    expect(facts.get('Expires')).toBe('14:42:10');
    expect(new Map(row({ state: 'sign-in-needed', subject, reason }).facts).get('Reason')).toBe(reason.title);
  });

  it('keeps its hover while the seconds run', () => {
    const later = environmentRow(dev, true, fresh, now + 1000, time);
    expect(later.facts).toEqual(row(fresh, true).facts);
    expect(later.description).toBe('active, 42:09');
  });
});
