import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { problemOf } from '../../../../src/core/base/problem';
import { naturalView } from '../../../../src/core/results/view';
import { exportResult } from '../../../../src/vscode/results/exportResult';
import type { RunningExports } from '../../../../src/vscode/results/runningExports';
import type { RunSession } from '../../../../src/vscode/results/runSession';
import { editor, type Item } from '../output/support/fakeEditor';
import { tally } from './tally';

const wanted = new Set(['NDJSON', 'All rows']);
/** All rows as NDJSON, with no option. */
const answer = (items: readonly Item[]): unknown => items.find(({ label }) => wanted.has(label)) ?? [];

/** Has the pane's command export all rows, loading what is not there: the file holds each of them, or it is told that there is none. */
export async function exportAll(
  session: RunSession,
  running: RunningExports,
  file: string,
  rows: number,
): Promise<void> {
  const { phase } = session.status();
  const columns = session.schema.columns.map((_, column) => column);
  // Nothing comes in between: the questions are answered in this turn.
  editor.answers = Array.from({ length: 4 }, () => answer);
  editor.saved = { scheme: 'file', fsPath: file };
  const exporting = exportResult(
    { type: 'export', run: 1, view: naturalView, columns, formatted: false },
    session,
    running,
  );
  try {
    await exporting;
    if (columns.length === 0) return;
    const numbers = numbersIn(file);
    tally(`all rows exported`);
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => i));
    // Of a first page that could not be read to its end, there is nothing more to be had.
    if (phase !== 'failed') expect(numbers).toHaveLength(rows);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    tally(`not all rows exported: ${problem.title.replace(/localhost:\d+/, 'the server')}`);
    if (problem.kind !== 'cancelled' && problem.kind !== 'rows-lost') {
      expect(problem.title).toMatch(/^Nothing was exported\. \w/);
    }
    expect(existsSync(file)).toBe(false);
  }
}

function numbersIn(file: string): number[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { readonly number: number }).number);
}
