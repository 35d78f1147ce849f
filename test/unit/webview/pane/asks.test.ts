import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../../src/core/base/problem';
import type { AskMessage } from '../../../../src/protocol/resultsMessages';
import { Asks } from '../../../../src/webview/results/asks';

function made(): { asks: Asks; sent: AskMessage[] } {
  const sent: AskMessage[] = [];
  const asks = new Asks((message) => void sent.push(message));
  asks.begin(7);
  return { asks, sent };
}

const place = { version: 0, row: 1, column: 2 };

describe('questions of the pane', () => {
  it('carry the run and a number of their own, and take the answer that has it', async () => {
    const { asks, sent } = made();
    const first = asks.ask('cell', place);
    const second = asks.ask('cell', { ...place, row: 2 });
    expect(sent.map(({ run, name }) => [run, name])).toEqual([
      [7, 'cell'],
      [7, 'cell'],
    ]);
    const [a, b] = sent.map(({ id }) => id);
    expect(a).not.toBe(b);
    asks.receive({ type: 'answer', run: 7, id: b ?? -1, answer: { raw: 'two' } });
    asks.receive({ type: 'answer', run: 7, id: a ?? -1, answer: { raw: 'one' } });
    expect(await first).toEqual({ raw: 'one' });
    expect(await second).toEqual({ raw: 'two' });
  });

  it('may be answered with nothing', async () => {
    const { asks, sent } = made();
    const asked = asks.ask('cell', place);
    asks.receive({ type: 'answer', run: 7, id: sent[0]?.id ?? -1 });
    expect(await asked).toBeUndefined();
  });

  it('end with the problem that the host has', async () => {
    const { asks, sent } = made();
    const asked = asks.ask('cell', place);
    const problem = { kind: 'bad-input', title: 'No.', remedy: 'Try again.' } as const;
    asks.receive({ type: 'answer', run: 7, id: sent[0]?.id ?? -1, problem });
    await expect(asked).rejects.toMatchObject({ problem });
  });

  it('end as cancelled when another run begins, and a late answer is dropped', async () => {
    const { asks, sent } = made();
    const asked = asks.ask('cell', place);
    asks.begin(8);
    const error: unknown = await asked.catch((reason: unknown) => reason);
    expect(problemOf(error)?.kind).toBe('cancelled');
    asks.receive({ type: 'answer', run: 7, id: sent[0]?.id ?? -1, answer: { raw: 'late' } });
    const next = asks.ask('cell', place);
    expect(sent[1]?.run).toBe(8);
    asks.receive({ type: 'answer', run: 8, id: sent[1]?.id ?? -1, answer: { raw: 'new' } });
    expect(await next).toEqual({ raw: 'new' });
  });
});
