import type { Output } from '../io';
import type { RowWriter } from './writer';
import { jsonFor, writeInBatches } from './writer';

/** One array, a row a line; nothing is held back, so its size does not matter. */
export class JsonArrayWriter implements RowWriter {
  #open = false;

  constructor(private readonly out: Output) {}

  async write(rows: readonly string[]): Promise<void> {
    await writeInBatches(this.out, rows, (batch) => {
      const start = this.#open ? ',\n' : '[\n';
      this.#open = true;
      return jsonFor(this.out, start + batch.join(',\n'));
    });
  }

  async end(): Promise<void> {
    await this.out.write(this.#open ? '\n]\n' : '[]\n');
  }
}

/** A JSON value a line. */
export class NdjsonWriter implements RowWriter {
  constructor(private readonly out: Output) {}

  async write(rows: readonly string[]): Promise<void> {
    await writeInBatches(this.out, rows, (batch) => jsonFor(this.out, `${batch.join('\n')}\n`));
  }

  end(): Promise<void> {
    return Promise.resolve();
  }
}
