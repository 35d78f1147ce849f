import { createWriteStream, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import path from 'node:path';
import { accountPage } from '../results/pages';

export const exportRows = 100_000;
const pageRows = 5000;

/** Where the pages lie, and what is written of them. */
export const exportFolder = path.resolve('out', 'bench', 'export');

/** Writes the pages that all cases read. */
export async function preparePages(): Promise<void> {
  mkdirSync(exportFolder, { recursive: true });
  for (let page = 0; page < exportRows / pageRows; page++) {
    const stream = createWriteStream(path.join(exportFolder, `page${String(page).padStart(3, '0')}.json`));
    stream.end(accountPage(page, pageRows));
    await finished(stream);
  }
}

export function* pages(): Generator<Uint8Array> {
  for (const name of readdirSync(exportFolder).toSorted()) {
    if (name.startsWith('page')) yield readFileSync(path.join(exportFolder, name));
  }
}

/** The rows as objects with their stored values: what a library that writes rows is given. */
export function rowObjects(): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = [];
  for (const page of pages()) {
    const { value } = JSON.parse(Buffer.from(page).toString('utf8')) as { value: Record<string, unknown>[] };
    for (const row of value) {
      rows.push(Object.fromEntries(Object.entries(row).filter(([name]) => !name.includes('@'))));
    }
  }
  return rows;
}
