import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
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
    const stream = createReadStream(path.join(this.folder, 'rows.ndjson'), {
      encoding: 'utf8',
      highWaterMark: 1 << 20,
    });
    // Not readline: it ends a line at U+2028, too, which may stand in the texts of JSON.
    const parts: string[] = [];
    for await (const chunk of stream as AsyncIterable<string>) {
      const lines = chunk.split('\n');
      const rest = lines.pop() ?? '';
      for (const line of lines) {
        parts.push(line);
        yield parts.join('');
        parts.length = 0;
      }
      parts.push(rest);
    }
  }

  async dispose(): Promise<void> {
    this.stream.destroy();
    await rm(this.folder, { recursive: true, force: true });
  }
}
