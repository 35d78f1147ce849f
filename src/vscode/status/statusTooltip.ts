import { methodInfo } from '../../core/auth/methods';
import type { SignInMethod } from '../../core/auth/ports';
import { reasonOf, tokenOf, type TokenFacts, type TokenStatus } from '../../core/auth/tokenStatus';
import type { EpochMs } from '../../core/base/clock';
import { commandIds, type CommandId } from '../platform/commandIds';
import { plainText, type ShownEnvironment } from './statusText';
import { countdown, roughly, type TimeOfDay } from '../../core/base/timeText';

type Row = readonly [label: string, value: string];

/**
 * The tooltip as Markdown. Everything that is not ours is escaped. It holds no running seconds: it changes with the
 * state and once a minute, so that it can be read while it is open.
 */
export function statusTooltip(
  environment: ShownEnvironment | undefined,
  status: TokenStatus | undefined,
  now: EpochMs,
  time: TimeOfDay,
): string {
  if (environment === undefined) {
    return [
      'Not connected to Dataverse.',
      links(['plug', 'Connect to environment…', commandIds.connect]),
    ].join('\n\n---\n\n');
  }
  const parts = [headline(environment, status)];
  const rows = status === undefined ? [] : rowsOf(status, now, time);
  if (rows.length > 0) parts.push(table(rows));
  const note = status === undefined ? undefined : noteOf(status, now, time);
  if (note !== undefined) parts.push(note);
  if (environment.protected) parts.push('Every write asks first and shows method and address.');
  return [parts.join('\n\n'), linksOf(status)].join('\n\n---\n\n');
}

function headline(environment: ShownEnvironment, status: TokenStatus | undefined): string {
  const name = `**${escape(environment.name)}**`;
  const what = stateWords[status?.state ?? 'signed-out'];
  if (what !== undefined) return `${name}: ${what}${environment.protected ? ' · production, protected' : ''}`;
  return `${name} · ${environment.protected ? 'production, protected' : escape(environment.url.replace(/^https:\/\//, ''))}`;
}

const stateWords: Readonly<Record<TokenStatus['state'], string | undefined>> = {
  'signed-out': 'signed out',
  fresh: undefined,
  renewing: 'renewing the token',
  failing: 'renewal fails',
  expired: 'no valid token',
  offline: 'offline',
  'sign-in-needed': 'sign-in needed',
};

function rowsOf(status: TokenStatus, now: EpochMs, time: TimeOfDay): Row[] {
  const token = tokenOf(status);
  const rows: Row[] = [];
  if (token !== undefined) rows.push(['Signed in as', signedInAs(token)]);
  rows.push(['Method', methodInfo(status.subject.method).label]);
  if (status.subject.tenantId !== '') rows.push(['Tenant', status.subject.tenantId]);
  if (token !== undefined) {
    const left = token.expiresAt - now;
    const end = left > 0 ? `in ${roughly(left)}` : 'has passed';
    rows.push(
      ['Issued', time.format(token.issuedAt, now)],
      ['Expires', `${time.format(token.expiresAt, now)}, ${end}`],
      ['Lifetime', countdown(token.expiresAt - token.issuedAt)],
    );
  }
  if (status.state === 'fresh') rows.push(renewalRow(status, now, time));
  if ('failure' in status) {
    const { tries, lastTry, nextTry } = status.failure;
    rows.push(['Tried', `${tries === 1 ? 'once' : `${tries} times`}, last ${time.format(lastTry, now)}`]);
    if (status.state !== 'renewing') rows.push(['Next try', time.format(nextTry, now)]);
  }
  const reason = reasonOf(status);
  if (reason !== undefined) rows.push(['Reason', reason.title]);
  return rows;
}

function renewalRow(
  { subject, nextRenewal }: Extract<TokenStatus, { state: 'fresh' }>,
  now: EpochMs,
  time: TimeOfDay,
): Row {
  return renews(subject.method)
    ? ['Next renewal', `${time.format(nextRenewal, now)}, by itself`]
    : ['Renewal', 'none: a pasted token works until it ends'];
}

function renews(method: SignInMethod): boolean {
  return methodInfo(method).renewal !== 'never';
}

function signedInAs({ account, accountName }: TokenFacts): string {
  if (accountName === undefined) return account ?? 'unknown';
  return account === undefined ? accountName : `${accountName}, ${account}`;
}

function noteOf(status: TokenStatus, now: EpochMs, time: TimeOfDay): string | undefined {
  const token = tokenOf(status);
  const serves = token !== undefined && token.expiresAt > now && status.state !== 'fresh';
  if (serves) return `Requests keep working until ${time.format(token.expiresAt, now)}.`;
  return status.state === 'offline' ? 'It renews by itself when the network is back.' : undefined;
}

type Link = readonly [icon: string, label: string, command: CommandId];

const switchLink: Link = ['plug', 'Switch…', commandIds.switchEnvironment];
const whyLink: Link = ['info', 'Why?', commandIds.showProblem];
const inspectLink: Link = ['search', 'Inspect', commandIds.inspectToken];
const renewLink: Link = ['sync', 'Renew now', commandIds.renewToken];
const copyLink: Link = ['copy', 'Copy token…', commandIds.copyToken];
const signInLink: Link = ['sign-in', 'Sign in', commandIds.signIn];
const signOutLink: Link = ['arrow-right', 'Sign out', commandIds.signOut];

function linksOf(status: TokenStatus | undefined): string {
  switch (status?.state) {
    case undefined:
    case 'signed-out':
      return links(signInLink, switchLink);
    case 'fresh':
      return links(
        inspectLink,
        ...(renews(status.subject.method) ? [renewLink] : []),
        copyLink,
        switchLink,
        signOutLink,
      );
    case 'renewing':
      return links(switchLink, signOutLink);
    case 'sign-in-needed':
      return links(signInLink, whyLink, switchLink);
    case 'failing':
    case 'expired':
    case 'offline':
      break;
  }
  return links(['sync', 'Try now', commandIds.renewToken], whyLink, switchLink);
}

function links(...all: readonly Link[]): string {
  return all.map(([icon, label, command]) => `[$(${icon}) ${label}](command:${command})`).join(' · ');
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(([label, value]) => `| ${label} | ${escape(value)} |`);
  return ['| | |', '| --- | --- |', ...lines].join('\n');
}

/** No character of the text means anything in Markdown or HTML, nor makes an address or an icon. */
export function escape(text: string): string {
  return plainText(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
