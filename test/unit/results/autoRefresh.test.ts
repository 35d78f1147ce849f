import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AutoRefresh } from '../../../src/vscode/results/autoRefresh';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function pane() {
  const state = { busy: false, visible: true, runs: 0, runAgain: () => void state.runs++ };
  return state;
}

describe('a pane that runs its query by itself', () => {
  it('does so at every interval, until it is told to stop', () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    refresh.set(30);
    vi.advanceTimersByTime(95_000);
    expect(state.runs).toBe(3);
    refresh.set(0);
    vi.advanceTimersByTime(95_000);
    expect(state.runs).toBe(3);
  });

  it('leaves a run alone that is on its way', () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    refresh.set(30);
    state.busy = true;
    vi.advanceTimersByTime(31_000);
    state.busy = false;
    expect(state.runs).toBe(0);
    vi.advanceTimersByTime(30_000);
    expect(state.runs).toBe(1);
  });

  it('waits while nobody sees it, and then runs once', () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    refresh.set(30);
    state.visible = false;
    vi.advanceTimersByTime(300_000);
    expect(state.runs).toBe(0);
    state.visible = true;
    refresh.seen();
    refresh.seen();
    expect(state.runs).toBe(1);
  });

  it('takes no interval that would keep a server busy, and ends with its pane', () => {
    const state = pane();
    const refresh = new AutoRefresh(state);
    refresh.set(0.1);
    expect(refresh.seconds).toBe(5);
    refresh.dispose();
    vi.advanceTimersByTime(60_000);
    expect(state.runs).toBe(0);
  });
});
