import type { Output } from '../io';
import { cellsOf, columnsOf } from './cells';
import { RowSpool } from './spool';
import { neutralLines } from './terminalText';
import type { RowWriter } from './writer';

/**
 * RFC 4180. Columns vary from row to row (null group keys are left out), and a csv names them all in its first line:
 * rows wait in a file until the last one came.
 */
export class CsvWriter implements RowWriter {
  readonly #columns = new Set<string>();
  #spool: RowSpool | undefined;

  constructor(private readonly out: Output) {}

  async write(rows: readonly string[]): Promise<void> {
    this.#spool ??= await RowSpool.create();
    for (const row of rows) for (const name of columnsOf(row)) this.#columns.add(name);
    await this.#spool.write(rows);
  }

  async end(): Promise<void> {
    try {
      if (this.#columns.size > 0) await this.#writeAll();
    } finally {
      await this.#spool?.dispose();
    }
  }

  async #writeAll(): Promise<void> {
    const columns = [...this.#columns];
    let text = `${columns.map(field).join(',')}\r\n`;
    for await (const row of this.#spool?.rows() ?? []) {
      const cells = cellsOf(row);
      text += `${columns.map((name) => field(cells.get(name) ?? '')).join(',')}\r\n`;
      if (text.length > 256 * 1024) {
        await this.#put(text);
        text = '';
      }
    }
    await this.#put(text);
  }

  async #put(text: string): Promise<void> {
    await this.out.write(this.out.isTerminal ? neutralLines(text.replaceAll('\r\n', '\n')) : text);
  }
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
