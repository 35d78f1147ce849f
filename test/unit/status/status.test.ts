import { describe, expect, it } from 'vitest';
import type { TokenStatus, TokenSubject } from '../../../src/core/auth/tokenStatus';
import type { Problem } from '../../../src/core/base/problem';
import { commandIds } from '../../../src/vscode/platform/commandIds';
import { statusText } from '../../../src/vscode/status/statusText';
import { escape, statusTooltip } from '../../../src/vscode/status/statusTooltip';
import { TimeOfDay, countdown, roughly } from '../../../src/core/base/timeText';

const now = Date.UTC(2026, 10, 21, 14, 15, 56);
const second = 1000;
const minute = 60 * second;
const time = new TimeOfDay('UTC');
const dev = { name: 'contoso-dev', url: 'https://contoso-dev.crm4.dynamics.com', protected: false };
const prod = { name: 'contoso', url: 'https://contoso.crm4.dynamics.com', protected: true };
const subject: TokenSubject = {
  environment: 'contoso-dev',
  origin: dev.url,
  method: 'interactive',
  tenantId: 'contoso.com',
};
const reason: Problem = {
  kind: 'network',
  title: 'login.microsoftonline.com did not answer.',
  remedy: 'Wait.',
};

const tokenWith = (leftMs: number) => ({
  issuedAt: now + leftMs - (69 * minute + 55 * second),
  expiresAt: now + leftMs,
  account: 'ana.duarte@contoso.com',
  accountName: 'Ana Duarte',
});
const failure = { tries: 3, lastTry: now - 9 * second, nextTry: now + 15 * second, reason };
const fresh = (leftMs: number): TokenStatus => ({
  state: 'fresh',
  subject,
  token: tokenWith(leftMs),
  nextRenewal: now + leftMs - 839 * second,
});

describe('countdown', () => {
  it.each([
    [-5000, '00:00'],
    [0, '00:00'],
    [999, '00:00'],
    [1000, '00:01'],
    [107 * second, '01:47'],
    [298 * second, '04:58'],
    [2530 * second + 999, '42:10'],
    [59 * minute + 59_999, '59:59'],
    [60 * minute, '1:00:00'],
    [17_467 * second, '4:51:07'],
    [28 * 60 * minute, '28:00:00'],
  ])('of %i ms is %s', (ms, text) => {
    expect(countdown(ms)).toBe(text);
  });

  it.each([
    [15 * second, 'less than a minute'],
    [100 * second, '1 min'],
    [42 * minute + 10 * second, '42 min'],
    [60 * minute, '1 h'],
    [291 * minute, '4 h 51 min'],
  ])('in a sentence %i ms are %s', (ms, text) => {
    expect(roughly(ms)).toBe(text);
  });
});

describe('the item', () => {
  const warning = { background: 'warning' };
  it.each<[string, TokenStatus, object]>([
    ['connected', fresh(2530 * second), { text: '$(key) contoso-dev 42:10', click: 'menu', ticks: true }],
    ['long-lived', fresh(17_467 * second), { text: '$(key) contoso-dev 4:51:07' }],
    [
      'renewing',
      { state: 'renewing', subject, token: tokenWith(298 * second) },
      { text: '$(sync~spin) contoso-dev 04:58' },
    ],
    ['first token', { state: 'renewing', subject }, { text: '$(sync~spin) contoso-dev', ticks: false }],
    [
      'failing, time enough',
      { state: 'failing', subject, token: tokenWith(5 * minute), failure },
      { text: '$(key) contoso-dev 05:00', click: 'why' },
    ],
    [
      'failing',
      { state: 'failing', subject, token: tokenWith(107 * second), failure },
      { text: '$(warning) contoso-dev 01:47', click: 'why', ...warning },
    ],
    [
      'trying again',
      { state: 'renewing', subject, token: tokenWith(107 * second), failure },
      { text: '$(sync~spin) contoso-dev 01:47', ...warning },
    ],
    [
      'expired',
      { state: 'expired', subject, token: tokenWith(-1), failure },
      { text: '$(warning) contoso-dev: expired', click: 'why', ...warning, ticks: false },
    ],
    [
      'offline',
      { state: 'offline', subject, token: tokenWith(723 * second), failure },
      { text: '$(debug-disconnect) contoso-dev offline 12:03', click: 'renew' },
    ],
    [
      'sign-in needed',
      { state: 'sign-in-needed', subject, reason },
      { text: '$(error) contoso-dev: sign in', click: 'sign-in', background: 'error', ticks: false },
    ],
    [
      'signed out',
      { state: 'signed-out', subject },
      { text: '$(plug) contoso-dev: sign in', click: 'sign-in' },
    ],
  ])('when %s', (_name, status, expected) => {
    expect(statusText(dev, status, now)).toMatchObject(expected);
  });

  it('has a background only where something is wrong', () => {
    const plain: TokenStatus[] = [
      fresh(minute),
      { state: 'renewing', subject, token: tokenWith(minute) },
      { state: 'failing', subject, token: tokenWith(3 * minute), failure },
      { state: 'offline', subject, token: tokenWith(minute), failure },
    ];
    for (const status of plain) expect(statusText(dev, status, now)).not.toHaveProperty('background');
  });

  it('marks production with a lock and the word', () => {
    const text = statusText(prod, fresh(2467 * second), now);
    expect(text.text).toBe('$(lock) contoso PROD 41:07');
    expect(text.label).toBe('Dataverse, contoso, production, signed in');
  });

  it('invites to connect', () => {
    expect(statusText(undefined, undefined, now)).toMatchObject({
      text: '$(plug) Connect to Dataverse',
      click: 'connect',
    });
  });

  it('tells screen readers the state and not the time', () => {
    const at = (left: number): string => statusText(dev, fresh(left), now).label;
    expect(at(50 * minute)).toBe(at(3 * second));
    expect(at(minute)).not.toMatch(/\d/);
  });

  it('lets no name become an icon', () => {
    expect(statusText({ ...dev, name: '$(trash)' }, fresh(minute), now).text).not.toContain('$(trash)');
  });
});

describe('the tooltip', () => {
  const unescaped = (text: string): string => text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
  const shown = (status: TokenStatus | undefined, environment: typeof dev | undefined = dev): string =>
    unescaped(statusTooltip(environment, status, now, time));

  it('says all of a connection', () => {
    const text = shown(fresh(42 * minute + 10 * second));
    for (const part of [
      '**contoso-dev** · contoso-dev.crm4.dynamics.com',
      '| Signed in as | Ana Duarte, ana.duarte@contoso.com |',
      '| Method | Browser sign-in |',
      '| Tenant | contoso.com |',
      '| Issued | 13:48:11 |',
      '| Expires | 14:58:06, in 42 min |',
      '| Lifetime | 1:09:55 |',
      '| Next renewal | 14:44:07, by itself |',
      'Renew now',
      'Sign out',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('says that a pasted token does not renew, and offers no renewal', () => {
    const pasted = { ...fresh(42 * minute), subject: { ...subject, method: 'token' } } as const;
    const text = shown(pasted);
    expect(text).toContain('| Method | Access token |');
    expect(text).toContain('| Renewal | none: a pasted token works until it ends |');
    expect(text).not.toContain('Next renewal');
    expect(text).not.toContain('Renew now');
  });

  it('says why a renewal fails, and that requests go on', () => {
    const text = shown({ state: 'failing', subject, token: tokenWith(107 * second), failure });
    expect(text).toContain('**contoso-dev**: renewal fails');
    expect(text).toContain('| Tried | 3 times, last 14:15:47 |');
    expect(text).toContain('| Reason | login.microsoftonline.com did not answer. |');
    expect(text).toContain('| Next try | 14:16:11 |');
    expect(text).toContain('Requests keep working until 14:17:43.');
    expect(text).toContain('Why?');
  });

  it('says that production is protected', () => {
    const text = shown(fresh(minute), prod);
    expect(text).toContain('**contoso** · production, protected');
    expect(text).toContain('Every write asks first and shows method and address.');
  });

  it('names the day where it is another one', () => {
    expect(shown(fresh(20 * 60 * minute))).toContain('| Expires | Sun 22 Nov, 10:15:56');
  });

  it('links to commands of ours only', () => {
    const statuses: (TokenStatus | undefined)[] = [
      undefined,
      fresh(minute),
      { state: 'signed-out', subject },
      { state: 'renewing', subject },
      { state: 'expired', subject, failure },
      { state: 'sign-in-needed', subject, reason },
    ];
    const texts = [statusTooltip(undefined, undefined, now, time)];
    for (const status of statuses) texts.push(statusTooltip(dev, status, now, time));
    for (const text of texts) {
      const commands = [...text.matchAll(/command:([\w.]+)/g)].map(([, command]) => command);
      expect(commands.length).toBeGreaterThan(0);
      expect(Object.values<string | undefined>(commandIds)).toEqual(expect.arrayContaining(commands));
    }
  });

  it('changes with the minute, not with the second', () => {
    const base = fresh(42 * minute + 30 * second);
    expect(statusTooltip(dev, base, now + 1000, time)).toBe(statusTooltip(dev, base, now, time));
  });

  it.each([
    'a [x](command:evil) b',
    'ana@contoso.com',
    '<img src=x>',
    '| cell',
    '`code`',
    'https://evil.example',
  ])('lets %j mean nothing', (name) => {
    const text = escape(name);
    expect(text.replaceAll(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[!-/:-@[-`{-~]/);
    expect(unescaped(text)).toBe(name);
    expect(statusTooltip({ ...dev, name }, fresh(minute), now, time)).toContain(text);
  });
});
