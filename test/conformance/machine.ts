import type { Judge } from './judge';
import type { PathToken } from './tokens';

/** Goes over tokens from `at` on: gives the index behind them, or -1 where they are not what it takes. */
export type Take = (judge: Judge, tokens: readonly PathToken[], at: number) => number;

export interface State {
  /** Whether a path may end here. */
  readonly ends?: true;
  readonly steps: readonly (readonly [take: Take, to: string])[];
  /** States whose steps (not whose ends) are possible here, too. */
  readonly also?: readonly string[];
}

/**
 * What may follow what in a path, as states: the path rules of the grammar are regular over the parts of a path. All
 * readings are followed at once, since where names are free a segment may be many things.
 */
export type Machine = Readonly<Record<string, State>>;

/** The states in which the tokens can end, when they begin in `start`, whether a path may end there or not. */
export function statesBehind(
  machine: Machine,
  start: string,
  judge: Judge,
  tokens: readonly PathToken[],
): ReadonlySet<string> {
  const ends = new Set<string>();
  const seen = new Set<string>();
  const open: { state: string; at: number }[] = [{ state: start, at: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { state, at } = next;
    const key = `${at} ${state}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (at === tokens.length) {
      ends.add(state);
      continue;
    }
    for (const [take, to] of stepsOf(machine, state)) {
      const behind = take(judge, tokens, at);
      if (behind < 0) continue;
      judge.reach(tokens[behind - 1]?.end ?? 0);
      open.push({ state: to, at: behind });
    }
  }
  return ends;
}

/** Whether the tokens are a path of the machine that begins in `start`. */
export function runs(machine: Machine, start: string, judge: Judge, tokens: readonly PathToken[]): boolean {
  return [...statesBehind(machine, start, judge, tokens)].some((state) => machine[state]?.ends === true);
}

function* stepsOf(machine: Machine, name: string): Generator<readonly [Take, string]> {
  const state = machine[name];
  if (!state) throw new Error(`No state ${name}`);
  yield* state.steps;
  for (const other of state.also ?? []) yield* stepsOf(machine, other);
}
