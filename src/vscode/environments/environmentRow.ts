import { methodInfo } from '../../core/auth/methods';
import { reasonOf, timeLeft, tokenOf, type TokenStatus } from '../../core/auth/tokenStatus';
import type { EpochMs } from '../../core/base/clock';
import type { Environment } from '../../core/base/environment';
import { countdown, type TimeOfDay } from '../../core/base/timeText';

/** One line of the environments view, as plain data. */
export interface EnvironmentRow {
  readonly icon: string;
  /** Colour of the icon, where it carries a state. */
  readonly color?: string;
  /** Beside the name, e.g. `active, 42:10`. */
  readonly description: string;
  /** For screen readers: state and user, without running seconds. */
  readonly label: string;
  /** Lines of the hover, plain text. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** What menus go by: words between dots. */
  readonly context: string;
  /** True while the description changes by itself each second. */
  readonly ticks: boolean;
}

/** The line of an environment for a moment; a pure function of what is known and the time. */
export function environmentRow(
  environment: Environment,
  current: boolean,
  status: TokenStatus | undefined,
  now: EpochMs,
  time: TimeOfDay,
): EnvironmentRow {
  const left = status === undefined ? 0 : timeLeft(status, now);
  const look = lookOf(status);
  const timed = look.timed && left > 0;
  const marks = [...(environment.protected ? ['production'] : []), ...(current ? ['active'] : [])];
  const words = [...marks, ...(look.words === undefined ? [] : [look.words])];
  const shown = timed ? [...words, countdown(left)] : words;
  const healthy = look.icon === 'plug';
  const user = userOf(status);
  return {
    icon: healthy && environment.protected ? 'lock' : look.icon,
    ...(look.color === undefined ? {} : { color: look.color }),
    description: (shown.length === 0 ? ['signed in'] : shown).join(', '),
    label: [environment.name, ...marks, look.label, ...(user === undefined ? [] : [`as ${user}`])].join(', '),
    facts: factsOf(environment, status, now, time),
    context: ['environment', look.context, environment.protected ? 'protected' : 'open'].join('.'),
    ticks: timed,
  };
}

interface Look {
  readonly icon: string;
  readonly color?: string;
  readonly words?: string;
  readonly label: string;
  /** `token`: there is one to renew and to look at. `asks`: only a sign-in helps. */
  readonly context: 'token' | 'asks' | 'none';
  readonly timed: boolean;
}

const failed: Look = {
  icon: 'warning',
  color: 'problemsWarningIcon.foreground',
  words: 'renewal fails',
  label: 'renewal fails',
  context: 'token',
  timed: true,
};

const notConnected: Look = {
  icon: 'debug-disconnect',
  words: 'not connected',
  label: 'not connected',
  context: 'none',
  timed: false,
};

const looks: Readonly<Record<TokenStatus['state'], Look>> = {
  'signed-out': notConnected,
  fresh: { icon: 'plug', label: 'signed in', context: 'token', timed: true },
  renewing: {
    icon: 'sync~spin',
    words: 'renewing',
    label: 'renewing the token',
    context: 'token',
    timed: true,
  },
  failing: failed,
  expired: { ...failed, words: 'expired', label: 'the token has expired', timed: false },
  offline: { ...failed, icon: 'debug-disconnect', words: 'offline', label: 'offline' },
  'sign-in-needed': {
    icon: 'error',
    color: 'problemsErrorIcon.foreground',
    words: 'sign in',
    label: 'sign-in needed',
    context: 'asks',
    timed: false,
  },
};

function lookOf(status: TokenStatus | undefined): Look {
  if (status === undefined) return notConnected;
  if (status.state === 'expired' && status.token === undefined) {
    return { ...looks.expired, words: 'no token', label: 'no token could be had' };
  }
  return looks[status.state];
}

function userOf(status: TokenStatus | undefined): string | undefined {
  const token = status === undefined ? undefined : tokenOf(status);
  return token?.accountName ?? token?.account;
}

function factsOf(
  environment: Environment,
  status: TokenStatus | undefined,
  now: EpochMs,
  time: TimeOfDay,
): EnvironmentRow['facts'] {
  const token = status === undefined ? undefined : tokenOf(status);
  const account = [token?.accountName, token?.account].filter((part) => part !== undefined);
  const reason = status === undefined ? undefined : reasonOf(status);
  const facts: (readonly [string, string] | undefined)[] = [
    ['Address', environment.url],
    account.length === 0 ? undefined : ['Signed in as', [...new Set(account)].join(', ')],
    ['Method', methodInfo(environment.method).label],
    environment.tenantId === '' ? undefined : ['Tenant', environment.tenantId],
    token === undefined ? undefined : ['Expires', time.format(token.expiresAt, now)],
    status?.state === 'fresh'
      ? ['Next renewal', `${time.format(status.nextRenewal, now)}, by itself`]
      : undefined,
    reason === undefined ? undefined : ['Reason', reason.title],
    environment.protected ? ['Production', 'every write asks first'] : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}
