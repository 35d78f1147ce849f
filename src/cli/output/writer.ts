import type { Output } from '../io';
import { neutralLines } from './terminalText';

export type OutputFormat = 'json' | 'ndjson' | 'csv' | 'table';

export const outputFormats: readonly OutputFormat[] = ['json', 'ndjson', 'csv', 'table'];

/** Writes rows as they come, page by page. `end` is called once, after a failure too, so that what came is readable. */
export interface RowWriter {
  /** Rows are JSON texts on one line each. */
  write(rows: readonly string[]): Promise<void>;
  end(): Promise<void>;
  /** What the format could not show, for standard error. */
  readonly omitted?: string | undefined;
}

/** Pages hold thousands of rows: one write for many of them, but not one huge text for all. */
const rowsAtOnce = 2000;

export async function writeInBatches(
  out: Output,
  rows: readonly string[],
  text: (batch: readonly string[]) => string,
): Promise<void> {
  for (let i = 0; i < rows.length; i += rowsAtOnce) await out.write(text(rows.slice(i, i + rowsAtOnce)));
}

/** For a terminal: what would steer it is made visible. Below U+0020 JSON text holds line ends only. */
export function jsonFor(out: Output, text: string): string {
  return out.isTerminal ? neutralLines(text) : text;
}
