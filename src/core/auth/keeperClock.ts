import type { EpochMs } from '../base/clock';
import { heartbeatMs, renewalLimitMs, sleepGapMs } from './keeperPolicy';
import { livingToken, nextRenewal } from './keeperState';
import type { Failure, KeeperState, Work } from './keeperState';
import type { AccessToken } from './ports';

/**
 * Takes account of the wall clock. When it was set back, all times move with it, so that no token looks younger than
 * when it was last looked at. A step forward cannot be told from sleep: the token looks older, is renewed at once, and
 * the new one has right times. `resumed` after a gap that only sleep or a step can explain.
 */
export function observe(state: KeeperState, now: EpochMs): { state: KeeperState; resumed: boolean } {
  const passed = now - state.lastSeen;
  if (passed < 0) return { state: shift(state, passed), resumed: true };
  return { state: { ...state, lastSeen: now }, resumed: passed > sleepGapMs };
}

/** A token from the future was asked for before the clock was set back: its times move with it. */
export function issuedByNow(token: AccessToken, now: EpochMs): AccessToken {
  return token.issuedAt > now ? shiftToken(token, now - token.issuedAt) : token;
}

/** Milliseconds until the next look, `undefined` when nothing can happen by itself. */
export function nextWake(state: KeeperState, now: EpochMs): number | undefined {
  const times: EpochMs[] = [];
  const living = livingToken(state, now);
  if (living !== undefined) times.push(living.expiresAt);
  switch (state.work.kind) {
    case 'idle':
      if (state.held !== undefined) times.push(nextRenewal(state.held));
      break;
    case 'renewing':
      times.push(state.work.since + renewalLimitMs);
      break;
    case 'waiting':
      times.push(state.work.failure.nextTry);
      break;
    case 'blocked':
      break;
  }
  if (times.length === 0) return undefined;
  // Never at once: a timer that fires a little early must not lead to a chain of them.
  return Math.min(Math.max(Math.min(...times) - now, 100), heartbeatMs);
}

function shift(state: KeeperState, by: number): KeeperState {
  const held = state.held;
  const moved = { work: shiftWork(state.work, by), lastSeen: state.lastSeen + by };
  if (held === undefined) return moved;
  return {
    ...moved,
    held: { ...held, obtainedAt: held.obtainedAt + by, token: shiftToken(held.token, by) },
  };
}

function shiftToken(token: AccessToken, by: number): AccessToken {
  return { ...token, issuedAt: token.issuedAt + by, expiresAt: token.expiresAt + by };
}

function shiftWork(work: Work, by: number): Work {
  switch (work.kind) {
    case 'idle':
    case 'blocked':
      return work;
    case 'waiting':
      return { ...work, failure: shiftFailure(work.failure, by) };
    case 'renewing':
      break;
  }
  const since = work.since + by;
  return work.failure === undefined
    ? { ...work, since }
    : { ...work, since, failure: shiftFailure(work.failure, by) };
}

function shiftFailure(failure: Failure, by: number): Failure {
  return {
    ...failure,
    lastTry: failure.lastTry + by,
    nextTry: failure.nextTry + by,
    ...(failure.notBefore === undefined ? {} : { notBefore: failure.notBefore + by }),
  };
}
