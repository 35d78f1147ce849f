import { describe, expect, it } from 'vitest';
import type { FollowedCell, FollowUps } from '../../../src/core/followup/ports';
import type { QuestionName, Questions } from '../../../src/core/results/questions';
import { PageDecoder } from '../../../src/core/results/decode/pageDecoder';
import { packChunk } from '../../../src/core/results/rowChunkCodec';
import { ResultTable } from '../../../src/core/results/store/resultTable';
import { followUp, type FollowedResult } from '../../../src/vscode/results/follow';
import { loadedRows } from './decode/support';

const origin = { uri: 'file:///queries.odata', target: 'accounts', environment: 'contoso-dev' };

/** A result of one page, asked as the pane's rows are. */
function resultOf(rows: readonly object[]): FollowedResult {
  const { chunk, schema } = loadedRows(rows);
  const answers: Partial<Record<QuestionName, unknown>> = {
    window: { data: packChunk(chunk) },
    nested: {
      columns: [{ name: 'fullname', kind: 'text' }],
      targets: [],
      rows: 0,
      data: new ArrayBuffer(0),
      more: false,
    },
  };
  return {
    origin,
    schema,
    ask: async <N extends QuestionName>(name: N, ask: Questions[N]['ask']) =>
      ('version' in ask && ask.version === 3 ? answers[name] : undefined) as Questions[N]['answer'],
  };
}

/** A result whose rows are kept as the product keeps them. */
function keptResult(rows: readonly object[]): FollowedResult {
  const decoder = new PageDecoder();
  const dictionary = (column: number) => decoder.dictionary(column);
  const table = new ResultTable({ dictionary, locale: 'en-US' });
  const { steps } = decoder.read(new TextEncoder().encode(JSON.stringify({ value: rows })), 0);
  for (const segment of steps) {
    table.setSchema(decoder.schema.schema);
    if (segment) table.append(segment);
  }
  const { schema } = decoder.schema;
  return { origin, schema, ask: async (name, ask) => table.answer(name, ask) };
}

function recorder() {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    async (...args: unknown[]): Promise<void> =>
      void calls.push([name, ...args]);
  const followUps: FollowUps = {
    follow: note('follow'),
    addToFilter: note('addToFilter'),
    setSelect: note('setSelect'),
    showFilter: note('showFilter'),
    askForFormatted: note('askForFormatted'),
  };
  return { calls, followUps };
}

const row = { accountid: '6f9619ff-8b86-d011-b42d-00c04fc964ff', name: 'Nordhavn', revenue: null };

describe('what the pane asks for with its rows', () => {
  it('is done with the cell and the row that it is in', async () => {
    const { calls, followUps } = recorder();
    const message = { type: 'follow', run: 1, version: 3, row: 0, column: 1, to: 'browser' } as const;
    await followUp(message, resultOf([row]), followUps);
    const [name, from, cell, to] = calls[0] as [string, unknown, FollowedCell, string];
    expect([name, from, to]).toEqual(['follow', origin, 'browser']);
    expect(cell.column.name).toBe('name');
    expect(cell.cell).toMatchObject({ state: 'value', raw: 'Nordhavn' });
    expect(cell.row.map((one) => one.cell.state)).toEqual(['value', 'value', 'null']);
  });

  it('filters by the whole of a text of which the rows on view hold the beginning', async () => {
    const text = 'long '.repeat(1000);
    const result = keptResult([{ text }, { text: text.repeat(900) }, { text: text.repeat(7) }]);
    const message = { type: 'follow', run: 1, version: 0, column: 0, to: 'filter-query' } as const;
    const { calls, followUps } = recorder();
    await followUp({ ...message, row: 0 }, result, followUps);
    expect(calls[0]?.[2]).toMatchObject({ cell: { raw: text } });
    await expect(followUp({ ...message, row: 1 }, result, followUps)).rejects.toThrow('too long');
    // No address holds it.
    await expect(followUp({ ...message, row: 2 }, result, followUps)).rejects.toThrow('too long');
    expect(calls).toHaveLength(1);
  });

  it('is done with the columns of nested rows', async () => {
    const { calls, followUps } = recorder();
    const message = { type: 'follow', run: 1, version: 3, row: 0, column: 1, to: 'nested-query' } as const;
    await followUp(message, resultOf([row]), followUps);
    expect(calls[0]?.[2]).toMatchObject({ nested: ['fullname'] });
  });

  it('is refused where the rows were arranged anew', async () => {
    const { calls, followUps } = recorder();
    const message = { type: 'follow', run: 1, version: 2, row: 0, column: 1, to: 'browser' } as const;
    await expect(followUp(message, resultOf([row]), followUps)).rejects.toThrow('arranged anew');
    expect(calls).toEqual([]);
  });

  it('names columns for $select in the order given', async () => {
    const { calls, followUps } = recorder();
    await followUp({ type: 'setSelect', run: 1, columns: [2, 1, 99] }, resultOf([row]), followUps);
    expect(calls[0]?.[2]).toMatchObject([{ name: 'revenue' }, { name: 'name' }]);
  });
});
