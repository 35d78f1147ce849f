import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError, type Problem } from '../../../../src/core/base/problem';
import { naturalView, type RowsView } from '../../../../src/core/results/view';
import { makeFolder, problemFrom } from './support/exporting';
import { editor, type Item } from './support/fakeEditor';
import { FakeRun, report } from './support/fakeRun';

vi.mock('vscode', () => import('./support/fakeEditor'));

const exporting = await import('../../../../src/vscode/results/exportResult');
const { RunningExports } = await import('../../../../src/vscode/results/runningExports');

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const label = (text: string) => (items: readonly Item[]) => items.find((item) => item.label === text);
const picked = (items: readonly Item[]): readonly Item[] => items.filter((item) => item.picked === true);
const options =
  (...names: readonly string[]) =>
  (items: readonly Item[]): readonly Item[] =>
    items.filter((item) => names.includes(item.option ?? ''));

const shown = (
  columns: readonly number[],
  view: Partial<RowsView> = {},
): Parameters<typeof exporting.exportResult>[0] => ({
  type: 'export',
  run: 1,
  view: { ...naturalView, ...view },
  columns,
  formatted: true,
});
const all = shown([0, 1, 2]);

const running = new RunningExports();
const exportResult = (view: Parameters<typeof exporting.exportResult>[0], run: FakeRun): Promise<void> =>
  exporting.exportResult(view, run, running);

let session: FakeRun;
beforeEach(() => {
  session = new FakeRun();
  Object.assign(editor, {
    inBrowser: false,
    answers: [],
    asked: [],
    told: [],
    opened: [],
    commands: [],
    steps: [],
    settings: {},
  });
  editor.saved = { scheme: 'file', fsPath: path.join(folder, 'rows.csv') };
  editor.pressed = undefined;
});

describe('the command that exports a result', () => {
  it('asks for format, options and file, and says how it went', async () => {
    editor.answers = [label('CSV'), picked];
    editor.settings = { byteOrderMark: true };
    await exportResult(all, session);
    expect(editor.asked.map((items) => items.map((item) => item.label))).toEqual([
      ['Excel workbook', 'CSV', 'JSON', 'NDJSON', 'Parquet'],
      ['Formatted values', 'Byte order mark', 'Formula guard'],
    ]);
    expect(editor.offeredFile).toEqual({ scheme: 'file', fsPath: '/folder/My accounts.csv' });
    const [ask] = session.asks;
    expect(ask).toMatchObject({
      format: 'csv',
      view: naturalView,
      columns: [0, 1, 2],
      formatted: true,
      byteOrderMark: true,
      formulaGuard: false,
      file: path.join(folder, 'rows.csv'),
      source: { title: 'My: accounts', environment: 'contoso-dev', method: 'GET' },
    });
    expect(path.dirname(ask?.temporary ?? '')).toBe(folder);
    expect(editor.told).toEqual([
      ['information', 'Exported 2,500 rows and 2 columns to rows.csv: 123 KB in 1.2 s.'],
    ]);
  });

  it('exports what is shown, or all of it, as is wished', async () => {
    const filters = [{ column: 1, test: { kind: 'empty', empty: false } }] as const;
    const hidden = shown([2, 0], { filters });
    editor.answers = [label('Excel workbook'), picked];
    await exportResult(hidden, session);
    expect(session.asks[0]).toMatchObject({ columns: [2, 0], view: { filters }, formatted: true });
    editor.answers = [label('Excel workbook'), options()];
    await exportResult(hidden, session);
    expect(session.asks[1]).toMatchObject({ columns: [0, 1, 2], view: naturalView, formatted: false });
    expect(editor.asked[1]?.map((item) => item.option)).toEqual(['formatted', 'shownColumns', 'shownRows']);
  });

  it('leaves stored values in JSON unless others are wanted beside them', async () => {
    editor.answers = [label('JSON'), picked];
    await exportResult(all, session);
    expect(session.asks[0]?.formatted).toBe(false);
  });

  it.each([0, 1, 2])('does nothing where question %s is left', async (left) => {
    session.more = true;
    editor.answers = [label('CSV'), label('All rows'), picked].slice(0, left);
    await exportResult(all, session);
    expect([session.asks, session.loads, editor.told]).toEqual([[], 0, []]);
  });

  it('does nothing without a file', async () => {
    editor.answers = [label('CSV'), picked];
    editor.saved = undefined;
    await exportResult(all, session);
    expect(session.asks).toEqual([]);
  });

  it('says that there is nothing to export where there are no columns', async () => {
    session.schema = { columns: [], targets: [] };
    await exportResult(shown([]), session);
    expect(editor.told).toEqual([['information', 'There are no rows to export.']]);
  });

  it('exports loaded rows alone, or loads the rest first', async () => {
    session.more = true;
    editor.answers = [label('CSV'), label('Loaded rows'), picked];
    await exportResult(all, session);
    expect(session.loads).toBe(0);
    editor.answers = [label('CSV'), label('All rows'), picked];
    session.load = () => {
      session.more = false;
      session.rows = 9000;
      session.schema = {
        ...session.schema,
        columns: [...session.schema.columns, { name: 'late', kind: 'text' }],
      };
      session.changed.fire();
      return Promise.resolve();
    };
    await exportResult(all, session);
    expect(session.loads).toBe(1);
    expect(session.asks[1]?.columns).toEqual([0, 1, 2, 3]);
    expect(editor.steps).toContainEqual({ message: '9,000 rows loaded' });
    expect(editor.steps).toContainEqual(expect.objectContaining({ message: '1,000 rows written' }));
  });

  it.each([true, false])(
    'waits for pages that are on their way already (more to ask for: %s)',
    async (more) => {
      session.more = more;
      session.busy = true;
      setTimeout(() => {
        session.busy = false;
        session.more = false;
      }, 20);
      editor.answers = [label('CSV'), label('All rows'), picked];
      await exportResult(all, session);
      expect(session.loads).toBe(0);
      expect(session.asks).toHaveLength(1);
    },
  );

  it('exports nothing where the rest does not come to its end', async () => {
    session.more = true;
    const problem: Problem = {
      ...{ kind: 'network', title: 'The connection broke.', remedy: 'Try again.', action: 'retry' },
    };
    session.load = () => {
      session.problem = problem;
      return Promise.resolve();
    };
    editor.answers = [label('CSV'), label('All rows'), picked];
    expect(await problemFrom(exportResult(all, session))).toEqual({
      ...problem,
      title: 'Nothing was exported. The connection broke.',
      // Its button would do nothing here: it stands in the pane.
      action: undefined,
    });
    session.problem = undefined;
    // Stopped in the pane: whoever waits for a file is told.
    session.load = () => Promise.resolve();
    editor.answers = [label('CSV'), label('All rows'), picked];
    expect(await problemFrom(exportResult(all, session))).toMatchObject({
      kind: 'bad-input',
      title: 'Nothing was exported. Loading the rows was stopped before all of them were there.',
    });
    expect([session.asks, session.holds]).toEqual([[], 0]);
  });

  it('stops loading when it is cancelled', async () => {
    session.more = true;
    session.load = () => {
      editor.cancel?.();
      return Promise.resolve();
    };
    editor.answers = [label('CSV'), label('All rows'), picked];
    expect((await problemFrom(exportResult(all, session)))?.kind).toBe('cancelled');
    expect(session.stopped).toBe(1);
    expect(session.asks).toEqual([]);
  });

  it('removes what was begun where the thread of the rows ended', async () => {
    editor.answers = [label('CSV'), picked];
    session.job = ({ temporary }) => {
      writeFileSync(temporary, 'half');
      return Promise.reject(new ProblemError({ kind: 'rows-lost', title: 'Lost.', remedy: 'Again.' }));
    };
    expect((await problemFrom(exportResult(all, session)))?.kind).toBe('rows-lost');
    expect(existsSync(session.asks[0]?.temporary ?? '')).toBe(false);
  });

  it('leaves nothing behind where the window goes meanwhile', async () => {
    editor.answers = [label('CSV'), picked];
    const gone = new RunningExports();
    session.job = ({ temporary }, { signal }) => {
      writeFileSync(temporary, 'half');
      // Nobody is told any more: the thread ends with the window.
      return new Promise((resolve) => void signal.onCancel(() => resolve(report)));
    };
    const exported = exporting.exportResult(all, session, gone);
    await expect.poll(() => existsSync(session.asks[0]?.temporary ?? '')).toBe(true);
    gone.dispose();
    expect(existsSync(session.asks[0]?.temporary ?? '')).toBe(false);
    await exported;
  });

  it('refuses a place that is no disk', async () => {
    editor.answers = [label('CSV'), picked];
    editor.saved = { scheme: 'vscode-vfs', fsPath: '/x' };
    expect((await problemFrom(exportResult(all, session)))?.kind).toBe('bad-input');
    expect(session.asks).toEqual([]);
  });

  it('warns of what the file does not hold', async () => {
    editor.answers = [label('Excel workbook'), picked];
    const cells = [
      { kind: 'cut', cells: 1, first: { row: 7, column: 'notes' } },
      { kind: 'half-character', cells: 3, first: { row: 1000, column: 'name' } },
    ] as const;
    session.job = () => Promise.resolve({ ...report, ms: 40, losses: { cells, rows: 12, columns: 0 } });
    await exportResult(all, session);
    expect(editor.told).toEqual([
      [
        'warning',
        'Exported 2,500 rows and 2 columns to rows.csv: 123 KB in 40 ms. ' +
          '12 rows did not fit: a sheet takes 1,048,575 below its headings. ' +
          '1 cell was cut after 32,767 characters, more than which Excel does not take (row 7, column notes). ' +
          '3 cells hold half of a character (a lone surrogate), which the format cannot hold as it is (the first in row 1,000, column name).',
      ],
    ]);
  });

  it('opens or shows the file', async () => {
    editor.pressed = 'Open file';
    editor.answers = [label('Excel workbook'), picked];
    await exportResult(all, session);
    expect(editor.opened).toEqual([editor.saved]);
    editor.answers = [label('CSV'), picked];
    await exportResult(all, session);
    editor.pressed = 'Show in folder';
    editor.answers = [label('CSV'), picked];
    await exportResult(all, session);
    expect(editor.commands).toEqual([
      ['vscode.open', editor.saved],
      ['revealFileInOS', editor.saved],
    ]);
  });

  it('shows a file that lies on another machine where the workspace has it, or not at all', async () => {
    editor.inBrowser = true;
    editor.answers = [label('CSV'), picked];
    await exportResult(all, session);
    expect(editor.buttons).toEqual(['Open file']);
    editor.pressed = 'Show in folder';
    editor.saved = { scheme: 'file', fsPath: '/folder/rows.csv' };
    editor.answers = [label('CSV'), picked];
    await exportResult(all, session);
    editor.pressed = 'Open file';
    editor.answers = [label('Excel workbook'), picked];
    await exportResult(all, session);
    expect(editor.opened).toEqual([]);
    expect(editor.commands).toEqual([
      ['revealInExplorer', editor.saved],
      ['vscode.open', editor.saved],
    ]);
  });
});
