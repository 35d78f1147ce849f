import type { Cell, ColumnChunk, ResultSchema, RowChunk } from './model';
import { entryTypeMask, entryTypes, firstEntry, formattedFlag, nullCode } from './model';
import { textAt } from './textTable';

interface StoredChunk {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly byColumn: readonly (ColumnChunk | undefined)[];
}

const absent: Cell = { state: 'absent' };
const nothing: Cell = { state: 'null' };

/** All rows that came so far, kept as the chunks in which they came. A cell is built when it is asked for. */
export class RowStore {
  #chunks: StoredChunk[] = [];
  #schema: ResultSchema = { columns: [], targets: [] };
  #rows = 0;
  /** The chunk that answered last: rows are asked for in order. */
  #last: StoredChunk | undefined;

  get rows(): number {
    return this.#rows;
  }

  get schema(): ResultSchema {
    return this.#schema;
  }

  clear(): void {
    this.#chunks = [];
    this.#last = undefined;
    this.#rows = 0;
    this.#schema = { columns: [], targets: [] };
  }

  setSchema(schema: ResultSchema): void {
    this.#schema = schema;
  }

  /** False where rows between the last one and this chunk are missing, or it was added before; then nothing changes. */
  append(chunk: RowChunk): boolean {
    if (chunk.firstRow !== this.#rows) return false;
    const byColumn: ColumnChunk[] = [];
    for (const column of chunk.columns) byColumn[column.column] = column;
    this.#chunks.push({ firstRow: chunk.firstRow, rowCount: chunk.rowCount, byColumn });
    this.#rows += chunk.rowCount;
    return true;
  }

  /**
   * The cell at a row and a column, both from 0.
   * @param limit texts are cut after so many UTF-16 code units
   */
  cell(row: number, column: number, limit?: number): Cell {
    const chunk = this.#chunkOf(row);
    const data = chunk?.byColumn[column];
    if (!chunk || !data) return absent;
    const code = data.codes[row - chunk.firstRow] ?? 0;
    if (code < firstEntry) return code === nullCode ? nothing : absent;
    const entry = code - firstEntry;
    const flags = data.types[entry] ?? 0;
    const target = this.#schema.targets[(data.targets[entry] ?? 0) - 1];
    return {
      state: 'value',
      type: entryTypes[flags & entryTypeMask] ?? 'text',
      raw: textAt(data.raw, entry, limit),
      ...(flags & formattedFlag ? { formatted: textAt(data.formatted, entry, limit) } : {}),
      ...(target ? { target } : {}),
    };
  }

  #chunkOf(row: number): StoredChunk | undefined {
    const last = this.#last;
    if (last && row >= last.firstRow && row < last.firstRow + last.rowCount) return last;
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const chunk = this.#chunks[middle];
      if (!chunk) return undefined;
      if (row < chunk.firstRow) high = middle - 1;
      else if (row >= chunk.firstRow + chunk.rowCount) low = middle + 1;
      else return (this.#last = chunk);
    }
    return undefined;
  }
}
