import type { EpochMs } from '../base/clock';
import type { Problem } from '../base/problem';
import { issuedByNow, nextWake, observe } from './keeperClock';
import { classifyFailure, lifetimeOf, pokeGapMs, renewalLimitMs, retryDelayMs } from './keeperPolicy';
import { nextRenewal, usableToken } from './keeperState';
import type { Failure, KeeperEffect, KeeperEvent, KeeperState, Step, Work } from './keeperState';
import type { AccessToken } from './ports';

/**
 * The token keeper as a state machine. Pure: what happened and when goes in, the next state and what is to be done come
 * out. Every step first takes account of the clock, so that sleep and steps of it need no event of their own.
 */
export function reduce(before: KeeperState, event: KeeperEvent, now: EpochMs): Step {
  const { state, resumed } = observe(before, now);
  const step = react(state, event, now, resumed);
  return { state: step.state, effects: [...step.effects, { type: 'wake', inMs: nextWake(step.state, now) }] };
}

function react(state: KeeperState, event: KeeperEvent, now: EpochMs, resumed: boolean): Step {
  switch (event.type) {
    case 'look':
      return look(state, now, resumed);
    case 'poke':
      return look(state, now, true);
    case 'want':
      return want(state, now, resumed);
    case 'renew':
      return state.work.kind === 'renewing' ? stay(state) : start(state, now, { force: true });
    case 'rejected':
      return reject(state, now, event);
    case 'adopted':
      return stay(hold(state, event.token, now, state.work));
    case 'obtained':
      return obtained(state, now, event.token);
    case 'failed':
      return failed(state, now, event.problem);
    case 'secrets-changed':
      return secretsChanged(state, now);
    case 'signed-out':
      break;
  }
  return { state: { work: { kind: 'idle' }, lastSeen: now }, effects: [{ type: 'abandon' }] };
}

/** Starts what the time has come for. */
function look(state: KeeperState, now: EpochMs, eager: boolean): Step {
  const work = state.work;
  switch (work.kind) {
    case 'idle':
      return state.held !== undefined && now >= nextRenewal(state.held) ? start(state, now) : stay(state);
    case 'waiting':
      return now >= work.failure.nextTry || (eager && mayTry(work.failure, now))
        ? start(state, now)
        : stay(state);
    case 'renewing':
      return now - work.since >= renewalLimitMs ? giveUp(state, now) : stay(state);
    case 'blocked':
      break;
  }
  return stay(state);
}

function want(state: KeeperState, now: EpochMs, resumed: boolean): Step {
  const looked = look(state, now, resumed);
  if (looked.state.work.kind === 'renewing' || usableToken(looked.state, now) !== undefined) return looked;
  const work = state.work;
  if (work.kind === 'idle') return start(state, now);
  // Whoever asks is not kept waiting for the next retry, unless the server itself asked for patience.
  if (work.kind === 'waiting' && (work.failure.notBefore ?? 0) <= now) return start(state, now);
  return stay(state);
}

function reject(state: KeeperState, now: EpochMs, event: { value: string; claims?: string }): Step {
  const held = state.held;
  // Another caller's 401 has led to a newer token already.
  if (held === undefined || held.token.value !== event.value) return want(state, now, false);
  const marked: KeeperState = { ...state, held: { ...held, rejected: true } };
  const claims = event.claims === undefined ? {} : { claims: event.claims };
  switch (state.work.kind) {
    case 'renewing': {
      if (event.claims === undefined) return stay(marked);
      // What is on its way was asked for without the claims, and would be refused in turn.
      const again = start(marked, now, claims);
      return { state: again.state, effects: [{ type: 'abandon' }, ...again.effects] };
    }
    case 'blocked':
      return stay({ ...marked, work: { ...state.work, ...claims } });
    case 'waiting':
      if ((state.work.failure.notBefore ?? 0) > now) return stay(marked);
      break;
    case 'idle':
      break;
  }
  return start(marked, now, claims);
}

function obtained(state: KeeperState, now: EpochMs, token: AccessToken): Step {
  const held = state.held;
  if (held?.rejected && held.token.value === token.value) {
    // The refused token came back from the cache: ask past it; and when that gives it again, the user must act.
    const forced = state.work.kind === 'renewing' && state.work.forced;
    return forced ? block(state, sameTokenAgain) : start(state, now, { force: true });
  }
  return stay(hold(state, token, now, { kind: 'idle' }));
}

function failed(state: KeeperState, now: EpochMs, problem: Problem): Step {
  const work = state.work;
  const kind = classifyFailure(problem);
  if (kind === 'blocked') {
    const earlier =
      work.kind === 'renewing' && problem.kind === 'sign-in-needed' ? work.wasBlocked : undefined;
    return block(state, earlier ?? problem);
  }
  const tries = (work.kind === 'renewing' || work.kind === 'waiting' ? (work.failure?.tries ?? 0) : 0) + 1;
  const lifetime = state.held === undefined ? undefined : lifetimeOf(state.held.token);
  const notBefore = problem.retryAfterMs === undefined ? undefined : now + problem.retryAfterMs;
  const failure: Failure = {
    tries,
    lastTry: now,
    nextTry: Math.max(now + retryDelayMs(tries, lifetime), notBefore ?? 0),
    reason: problem,
    offline: kind === 'offline',
    ...(notBefore === undefined ? {} : { notBefore }),
  };
  return stay({ ...state, work: { kind: 'waiting', failure, ...claimsOf(work) } });
}

/** A sign-in or a new secret in another window helps this one too. */
function secretsChanged(state: KeeperState, now: EpochMs): Step {
  const work = state.work;
  if (work.kind === 'blocked') return start(state, now);
  return work.kind === 'waiting' ? look(state, now, true) : look(state, now, false);
}

function giveUp(state: KeeperState, now: EpochMs): Step {
  const step = failed(state, now, tooSlow);
  return { state: step.state, effects: [{ type: 'abandon' }, ...step.effects] };
}

function start(state: KeeperState, now: EpochMs, how: { force?: boolean; claims?: string } = {}): Step {
  const work = state.work;
  const claims = how.claims === undefined ? claimsOf(work) : { claims: how.claims };
  const force = how.force === true || claims.claims !== undefined;
  const failure = work.kind === 'waiting' || work.kind === 'renewing' ? work.failure : undefined;
  const renewing: Work = {
    kind: 'renewing',
    since: now,
    forced: force,
    ...(failure === undefined ? {} : { failure }),
    ...(work.kind === 'blocked' ? { wasBlocked: work.reason } : {}),
    ...claims,
  };
  const effect: KeeperEffect = { type: 'acquire', force, ...claims };
  return { state: { ...state, work: renewing }, effects: [effect] };
}

function block(state: KeeperState, reason: Problem): Step {
  return stay({ ...state, work: { kind: 'blocked', reason, ...claimsOf(state.work) } });
}

function hold(state: KeeperState, token: AccessToken, now: EpochMs, work: Work): KeeperState {
  return { ...state, work, held: { token: issuedByNow(token, now), obtainedAt: now, rejected: false } };
}

function claimsOf(work: Work): { claims?: string } {
  return work.kind === 'idle' || work.claims === undefined ? {} : { claims: work.claims };
}

function mayTry(failure: Failure, now: EpochMs): boolean {
  return now - failure.lastTry >= pokeGapMs && (failure.notBefore ?? 0) <= now;
}

function stay(state: KeeperState): Step {
  return { state, effects: [] };
}

const tooSlow: Problem = {
  kind: 'network',
  title: 'The login server did not answer in time.',
  cause: 'The network is slow, or the server is busy.',
  remedy: 'Check the network. It is tried again by itself.',
  action: 'retry',
  code: 'ETIMEDOUT',
};

const sameTokenAgain: Problem = {
  kind: 'sign-in-needed',
  title: 'Dataverse refused the access token, and the login server has no other.',
  cause: 'The account may have lost its access, or the token is meant for another environment.',
  remedy: 'Sign in again.',
  action: 'sign-in',
};
