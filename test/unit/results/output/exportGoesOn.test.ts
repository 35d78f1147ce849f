import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { naturalView } from '../../../../src/core/results/view';
import type { RunSession } from '../../../../src/vscode/results/runSession';
import { LocalRows } from '../../../support/localRows';
import { begin, FakeExecution, hang, rows, upTo } from '../support/runs';
import { makeFolder, namesIn } from './support/exporting';
import { editor, type Item } from './support/fakeEditor';

// What becomes of an export whose query is run again meanwhile, or whose pane is closed: with the session, the engine
// and the thread's code that keep the rows.

vi.mock('vscode', () => import('./support/fakeEditor'));

const { exportResult } = await import('../../../../src/vscode/results/exportResult');
const { RunningExports } = await import('../../../../src/vscode/results/runningExports');

const local = new LocalRows();
const folder = makeFolder();
const file = path.join(folder, 'rows.ndjson');
afterAll(() => {
  local.dispose();
  rmSync(folder, { recursive: true });
});

const chosen = (text: string) => (items: readonly Item[]) => items.find((item) => item.label === text);
const running = new RunningExports();

function exported(session: RunSession): Promise<void> {
  const view = { type: 'export', run: 1, view: naturalView, columns: [0], formatted: false } as const;
  return exportResult(view, session, running);
}

beforeEach(() => {
  rmSync(file, { force: true });
  Object.assign(editor, { told: [], asked: [], saved: { scheme: 'file', fsPath: file }, pressed: undefined });
  editor.answers = [chosen('NDJSON'), chosen('All rows'), () => []];
});

const idsInFile = (): unknown[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly id: unknown }).id);

describe('an export of all rows', () => {
  it.each(['dispose', 'leave'] as const)(
    'says so where it is stopped behind the back of whoever waits (%s)',
    async (end) => {
      const execution = new FakeExecution([rows(0, 5), hang]);
      const bodies = local.newFile();
      const session = begin(local, [], { execution }, bodies);
      await session.start();
      const done = exported(session);
      await expect.poll(() => execution.asked).toEqual([0, 1]);
      session[end]();
      // A pane that is closed leaves its rows first, and what is wished first counts.
      session.dispose();
      expect(session.busy).toBe(true);
      session.stop();
      await expect(done).rejects.toMatchObject({
        problem: { title: expect.stringMatching(/^Nothing was exported/) as string },
      });
      expect(namesIn(folder)).toEqual([]);
      await expect.poll(() => existsSync(bodies)).toBe(end === 'leave');
    },
  );

  it('has all rows in its file, though the query was run again while it loaded them', async () => {
    let letCome: (() => void) | undefined;
    const execution = new FakeExecution([rows(0, 5), rows(5, 5), rows(10, 5)]);
    const next = execution.next.bind(execution);
    execution.next = async (options) => {
      if (execution.asked.length === 1) await new Promise<void>((resolve) => (letCome = resolve));
      return next(options);
    };
    const bodies = local.newFile();
    const session = begin(local, [], { execution }, bodies);
    await session.start();
    const done = exported(session);
    await expect.poll(() => letCome).toBeDefined();
    session.dispose();
    expect(existsSync(bodies)).toBe(true);
    letCome?.();
    await done;
    expect(idsInFile()).toEqual(upTo(15));
    expect(namesIn(folder)).toEqual(['rows.ndjson']);
    expect(editor.told).toMatchObject([['information', expect.stringMatching(/^Exported 15 rows/)]]);
    // And then nothing is left of the run.
    await expect.poll(() => existsSync(bodies)).toBe(false);
  });

  it('has the rows of the run that it was asked for, though another one came while it was asked', async () => {
    const session = begin(local, [rows(0, 5)]);
    await session.start();
    editor.answers = [
      (items) => {
        session.dispose();
        return chosen('NDJSON')(items);
      },
      () => [],
    ];
    await exported(session);
    expect(idsInFile()).toEqual(upTo(5));
  });
});
