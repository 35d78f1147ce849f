import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AutoRefresh } from '../../../src/vscode/results/autoRefresh';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function pane() {
  const state = {
    busy: false,
    visible: true,
    signedIn: true,
    runs: 0,
    failures: [] as unknown[],
    isSignedIn: () => Promise.resolve(state.signedIn),
    runAgain: () => void state.runs++,
    failed: (error: unknown) => void state.failures.push(error),
  };
  return state;
}

describe('a pane that runs its query by itself', () => {
  it('does so at every interval, until it is told to stop', async () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    refresh.set(30);
    await vi.advanceTimersByTimeAsync(95_000);
    expect(state.runs).toBe(3);
    refresh.set(0);
    await vi.advanceTimersByTimeAsync(95_000);
    expect(state.runs).toBe(3);
  });

  it('leaves a run alone that is on its way', async () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    refresh.set(30);
    state.busy = true;
    await vi.advanceTimersByTimeAsync(31_000);
    state.busy = false;
    expect(state.runs).toBe(0);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(state.runs).toBe(1);
  });

  it('waits while nobody sees it, and then runs once', async () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    refresh.set(30);
    state.visible = false;
    await vi.advanceTimersByTimeAsync(300_000);
    expect(state.runs).toBe(0);
    state.visible = true;
    refresh.seen();
    refresh.seen();
    await vi.advanceTimersByTimeAsync(0);
    expect(state.runs).toBe(1);
  });

  it('waits while nobody is signed in, and goes on by itself once somebody is', async () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    refresh.set(30);
    state.signedIn = false;
    await vi.advanceTimersByTimeAsync(300_000);
    expect(state.runs).toBe(0);
    state.signedIn = true;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(state.runs).toBe(1);
  });

  it('does nothing any more where it was told to stop, or a run began, while it was found out', async () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    let found: (signedIn: boolean) => void = () => undefined;
    state.isSignedIn = () => new Promise((resolve) => (found = resolve));
    for (const meanwhile of [() => (state.busy = true), () => refresh.set(0)]) {
      state.busy = false;
      refresh.set(30);
      await vi.advanceTimersByTimeAsync(30_000);
      meanwhile();
      found(true);
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(state.runs).toBe(0);
  });

  it('says why it could not be found out whether somebody is', async () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    const error = new Error('The secrets are locked.');
    state.isSignedIn = () => Promise.reject(error);
    refresh.set(30);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(state.failures).toEqual([error]);
  });

  it('takes no interval that would keep a server busy, and ends with its pane', async () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    refresh.set(0.1);
    expect(refresh.seconds).toBe(5);
    refresh.dispose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.runs).toBe(0);
  });
});
