import { chunkCell } from '../../../../src/core/results/chunkCell';
import type { Cell, ResultSchema, RowChunk } from '../../../../src/core/results/model';

const absent: Cell = { state: 'absent' };

/** Chunks one behind the other, to look at their cells by row and column. */
export class ChunkRows {
  readonly #chunks: RowChunk[] = [];
  #schema: ResultSchema = { columns: [], targets: [] };
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  setSchema(schema: ResultSchema): void {
    this.#schema = schema;
  }

  append(chunk: RowChunk): void {
    const { firstRow } = chunk;
    if (firstRow !== this.#rows) throw new Error(`Row ${this.#rows} was expected, not ${firstRow}.`);
    this.#chunks.push(chunk);
    this.#rows += chunk.rowCount;
  }

  cell(row: number, column: number): Cell {
    const chunk = this.#chunks.findLast(({ firstRow }) => firstRow <= row);
    const data = chunk?.columns.find((one) => one.column === column);
    return chunk ? chunkCell(data, row - chunk.firstRow, this.#schema.targets) : absent;
  }
}
