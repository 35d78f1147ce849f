import { describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../../src/core/base/problem';
import type { ArrangedRows } from '../../../../src/core/results/questions';
import { naturalView } from '../../../../src/core/results/view';
import type { RowsView } from '../../../../src/core/results/view';
import { Arranger } from '../../../../src/webview/results/arrange/arranger';
import type { Ask } from '../../../../src/webview/results/grid/contract';

const byFirst: RowsView = { ...naturalView, sort: [{ column: 0, descending: false }] };
const bySecond: RowsView = { ...naturalView, sort: [{ column: 1, descending: false }] };

/** Answers when it is told to. */
class Engine {
  readonly asked: RowsView[] = [];
  readonly #open: { answer(rows: ArrangedRows): void; fail(error: unknown): void }[] = [];
  #version = 0;

  readonly ask = ((_name: string, view: RowsView) => {
    this.asked.push(view);
    return new Promise((answer, fail) => this.#open.push({ answer, fail }));
  }) as unknown as Ask;

  answer(of: number): void {
    this.#open.shift()?.answer({ version: ++this.#version, rows: of, of, ms: 1 });
  }

  fail(): void {
    this.#open.shift()?.fail(new ProblemError({ kind: 'bad-input', title: 'No.', remedy: 'Stop.' }));
  }
}

function made(): {
  engine: Engine;
  arranger: Arranger;
  shown: (ArrangedRows | undefined)[];
  failed: unknown[];
} {
  const engine = new Engine();
  const shown: (ArrangedRows | undefined)[] = [];
  const failed: unknown[] = [];
  const arranger = new Arranger(engine.ask, {
    arranged: async (rows) => void shown.push(rows),
    busy: () => undefined,
    failed: (error) => void failed.push(error),
  });
  return { engine, arranger, shown, failed };
}

const settle = (): Promise<void> => vi.waitFor(() => Promise.resolve());

describe('the arrangement on view', () => {
  it('is asked for when rows are there, and nothing is asked without sort and filter', async () => {
    const { engine, arranger, shown } = made();
    arranger.grown(10, false);
    await settle();
    expect(engine.asked).toEqual([]);
    arranger.set(byFirst);
    engine.answer(10);
    await vi.waitFor(() => expect(shown).toEqual([expect.objectContaining({ version: 1, of: 10 })]));
  });

  it('waits for the first rows', async () => {
    const { engine, arranger } = made();
    arranger.set(byFirst);
    await settle();
    expect(engine.asked).toEqual([]);
    arranger.grown(5, false);
    expect(engine.asked).toEqual([byFirst]);
  });

  it('is dropped when the wish has changed meanwhile, and the newest wish is asked for', async () => {
    const { engine, arranger, shown } = made();
    arranger.grown(10, true);
    arranger.set(byFirst);
    arranger.set(bySecond);
    engine.answer(10);
    await vi.waitFor(() => expect(engine.asked).toEqual([byFirst, bySecond]));
    engine.answer(10);
    await vi.waitFor(() => expect(shown.map((rows) => rows?.version)).toEqual([2]));
  });

  it('is asked for anew when rows have come meanwhile, at once where they were the last', async () => {
    const { engine, arranger, shown } = made();
    arranger.grown(10, false);
    arranger.set(byFirst);
    engine.answer(10);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    arranger.grown(20, true);
    await vi.waitFor(() => expect(engine.asked).toHaveLength(2));
    engine.answer(20);
    await vi.waitFor(() => expect(arranger.arranged?.of).toBe(20));
  });

  it('is the natural one again, which the engine has to go back to', async () => {
    const { engine, arranger, shown } = made();
    arranger.grown(10, true);
    arranger.set(byFirst);
    engine.answer(10);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    arranger.set(naturalView);
    expect(engine.asked).toEqual([byFirst, naturalView]);
    engine.answer(10);
    await vi.waitFor(() => expect(shown).toHaveLength(2));
    expect(shown[1]).toBeUndefined();
    expect(arranger.arranged).toBeUndefined();
  });

  it('is the natural one, too, where the wish for another was short', async () => {
    const { engine, arranger, shown } = made();
    arranger.grown(10, true);
    arranger.set(byFirst);
    arranger.set(naturalView);
    engine.answer(10);
    await vi.waitFor(() => expect(engine.asked).toEqual([byFirst, naturalView]));
    engine.answer(10);
    await vi.waitFor(() => expect(shown).toEqual([undefined]));
  });

  it('is not asked for again and again where it fails', async () => {
    const { engine, arranger, failed } = made();
    arranger.grown(10, true);
    arranger.set(byFirst);
    engine.fail();
    await vi.waitFor(() => expect(failed).toHaveLength(1));
    await settle();
    expect(engine.asked).toHaveLength(1);
    arranger.set(bySecond);
    expect(engine.asked).toHaveLength(2);
  });

  it('comes again by itself for the rows of another run', async () => {
    const { engine, arranger, shown } = made();
    arranger.grown(10, true);
    arranger.set(byFirst);
    engine.answer(10);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    arranger.clear();
    expect(arranger.arranged).toBeUndefined();
    arranger.grown(3, true);
    await vi.waitFor(() => expect(engine.asked).toEqual([byFirst, byFirst]));
  });
});
