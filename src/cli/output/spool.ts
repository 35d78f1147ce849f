import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

/** Rows parked in a file of the user's own until all columns are known, so that memory does not grow with them. */
export class RowSpool {
  private constructor(
    private readonly folder: string,
    private readonly stream: ReturnType<typeof createWriteStream>,
  ) {}

  static async create(): Promise<RowSpool> {
    // mkdtemp makes a folder that only this user can read.
    const folder = await mkdtemp(path.join(os.tmpdir(), 'dataverse-workbench-'));
    return new RowSpool(folder, createWriteStream(path.join(folder, 'rows.ndjson'), { mode: 0o600 }));
  }

  async write(rows: readonly string[]): Promise<void> {
    if (rows.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.stream.write(`${rows.join('\n')}\n`, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** All rows, in the order in which they came. */
  async *rows(): AsyncGenerator<string> {
    this.stream.end();
    await finished(this.stream);
    const lines = createInterface({
      input: createReadStream(path.join(this.folder, 'rows.ndjson'), { highWaterMark: 1 << 20 }),
      crlfDelay: Infinity,
    });
    for await (const line of lines) yield line;
  }

  async dispose(): Promise<void> {
    this.stream.destroy();
    await rm(this.folder, { recursive: true, force: true });
  }
}
