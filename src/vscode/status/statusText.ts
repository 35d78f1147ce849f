import { timeLeft, tokenOf, type TokenStatus } from '../../core/auth/tokenStatus';
import type { EpochMs } from '../../core/base/clock';
import { countdown } from '../../core/base/timeText';

/** What the item shows of the current environment. */
export interface ShownEnvironment {
  readonly name: string;
  /** Origin. */
  readonly url: string;
  readonly protected: boolean;
}

/** What a click does. */
export type StatusClick = 'connect' | 'menu' | 'sign-in' | 'renew' | 'why';

export interface StatusText {
  /** With icons, e.g. `$(key) contoso-dev 42:10`. */
  readonly text: string;
  /** For screen readers: the state, not the time. */
  readonly label: string;
  readonly background?: 'warning' | 'error';
  readonly click: StatusClick;
  /** True while the text changes by itself each second. */
  readonly ticks: boolean;
}

/** A renewal that fails is shown as a warning from here on down. */
const warnBelowMs = 2 * 60 * 1000;

/** The item's text for a moment; a pure function of what is known and the time. */
export function statusText(
  environment: ShownEnvironment | undefined,
  status: TokenStatus | undefined,
  now: EpochMs,
): StatusText {
  if (environment === undefined) {
    return {
      text: '$(plug) Connect to Dataverse',
      label: 'Dataverse, not connected. Connect to environment',
      click: 'connect',
      ticks: false,
    };
  }
  const name = plainText(environment.name) + (environment.protected ? ' PROD' : '');
  const who = `Dataverse, ${environment.name}${environment.protected ? ', production' : ''}`;
  return status === undefined || status.state === 'signed-out'
    ? {
        text: `$(plug) ${name}: sign in`,
        label: `${who}, signed out. Sign in`,
        click: 'sign-in',
        ticks: false,
      }
    : connectedText(environment, name, who, status, now);
}

type Known = Exclude<TokenStatus, { state: 'signed-out' }>;

function connectedText(
  environment: ShownEnvironment,
  name: string,
  who: string,
  status: Known,
  now: EpochMs,
): StatusText {
  const left = timeLeft(status, now);
  const look = lookOf(status, left, environment.protected ? '$(lock)' : '$(key)');
  const ticks = look.timed && left > 0;
  const time = ticks || status.state === 'fresh' ? ` ${countdown(left)}` : '';
  return {
    text: `${look.icon} ${name}${look.words ?? ''}${time}`,
    label: `${who}, ${look.label}`,
    click: look.click,
    ticks,
    ...(look.background === undefined ? {} : { background: look.background }),
  };
}

interface Look {
  readonly icon: string;
  /** Between name and time. */
  readonly words?: string;
  readonly label: string;
  readonly click: StatusClick;
  readonly timed: boolean;
  readonly background?: 'warning' | 'error' | undefined;
}

function lookOf(status: Known, left: number, key: string): Look {
  const late = left <= warnBelowMs ? 'warning' : undefined;
  switch (status.state) {
    case 'fresh':
      return { icon: key, label: 'signed in', click: 'menu', timed: true };
    case 'renewing': {
      const background = status.failure === undefined ? undefined : late;
      return { icon: '$(sync~spin)', label: 'renewing the token', click: 'menu', timed: true, background };
    }
    case 'failing': {
      const icon = late === undefined ? key : '$(warning)';
      return { icon, label: 'renewal fails', click: 'why', timed: true, background: late };
    }
    case 'expired':
      return {
        ...expiredLook(tokenOf(status) !== undefined),
        click: 'why',
        timed: false,
        background: 'warning',
      };
    case 'offline':
      return {
        icon: '$(debug-disconnect)',
        words: ' offline',
        label: 'offline',
        click: 'renew',
        timed: true,
      };
    case 'sign-in-needed':
      break;
  }
  return {
    icon: '$(error)',
    words: ': sign in',
    label: 'sign-in needed',
    click: 'sign-in',
    timed: false,
    background: 'error',
  };
}

function expiredLook(hadToken: boolean): Pick<Look, 'icon' | 'words' | 'label'> {
  const icon = '$(warning)';
  return hadToken
    ? { icon, words: ': expired', label: 'the token has expired' }
    : { icon, words: ': no token', label: 'no token could be had' };
}

/** Keeps `$(…)` in a name from becoming an icon, and a line break from becoming one. */
export function plainText(text: string): string {
  return text.replace(/\$\(/g, '$\u200B(').replace(/\s+/g, ' ');
}
