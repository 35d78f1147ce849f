import type { FollowedCell, FollowUps, ResultOrigin, RowCell } from '../../core/followup/ports';
import { ProblemError } from '../../core/base/problem';
import { longestUrl } from '../../core/dataverse/requestBuilder';
import { chunkCell } from '../../core/results/chunkCell';
import type { Cell, ResultSchema } from '../../core/results/model';
import type { CellPlaceAsk, QuestionName, Questions } from '../../core/results/questions';
import { unpackChunk } from '../../core/results/rowChunkCodec';
import type { PaneMessage } from '../../protocol/resultsMessages';

/** A result of which something is followed. */
export interface FollowedResult {
  readonly origin: ResultOrigin;
  readonly schema: ResultSchema;
  ask<N extends QuestionName>(name: N, ask: Questions[N]['ask']): Promise<Questions[N]['answer']>;
}

type FollowMessage = Extract<PaneMessage, { readonly type: 'follow' | 'addToFilter' | 'setSelect' }>;

/** Does what the pane asks for with a cell, its filters or its columns. Throws a ProblemError. */
export async function followUp(message: FollowMessage, result: FollowedResult, to: FollowUps): Promise<void> {
  const { origin, schema } = result;
  switch (message.type) {
    case 'follow':
      await to.follow(origin, await followedCell(message, result), message.to);
      break;
    case 'addToFilter':
      await to.addToFilter(origin, schema.columns, message.filters);
      break;
    case 'setSelect': {
      const columns = message.columns.flatMap((index) => schema.columns[index] ?? []);
      await to.setSelect(origin, columns);
      break;
    }
  }
}

async function followedCell(
  { version, row, column, to }: FollowMessage & { readonly type: 'follow' },
  result: FollowedResult,
): Promise<FollowedCell> {
  const cells = await rowCells(result, version, row);
  const found = cells[column];
  if (!found) throw moved();
  const place = { version, row, column };
  if (to !== 'nested-query') {
    const cell = to === 'filter-query' ? await wholeCell(found.cell, place, result) : found.cell;
    return { ...found, cell, row: cells };
  }
  const nested = await result.ask('nested', place);
  return { ...found, row: cells, nested: nested?.columns.map(({ name }) => name) ?? [] };
}

/** A window has but the beginning of a long text, and no row is equal to that. */
async function wholeCell(cell: Cell, place: CellPlaceAsk, result: FollowedResult): Promise<Cell> {
  if (cell.state !== 'value' || !cell.cut) return cell;
  const whole = await result.ask('cell', place);
  if (!whole) throw moved();
  // Encoded, it is no shorter.
  if (whole.cutAt !== undefined || whole.raw.length > longestUrl) throw tooLong();
  return { ...cell, raw: whole.raw };
}

async function rowCells(result: FollowedResult, version: number, row: number): Promise<RowCell[]> {
  const window = await result.ask('window', { version, first: row, count: 1 });
  if (!window) throw moved();
  const chunk = unpackChunk(window.data);
  const byIndex = new Map(chunk.columns.map((column) => [column.column, column]));
  const { columns, targets } = result.schema;
  return columns.map((column, index) => ({ column, cell: chunkCell(byIndex.get(index), 0, targets) }));
}

function moved(): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: 'The rows were arranged anew meanwhile.',
    remedy: 'Choose the cell again.',
  });
}

function tooLong(): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: 'This text is too long for a query.',
    remedy: 'Filter by a part of it: type it into the filter row.',
  });
}
