import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CancelSignal } from '../../core/base/cancel';
import type { Problem } from '../../core/base/problem';
import { cancelledError, ProblemError } from '../../core/base/problem';
import { exportWords } from '../../core/results/output/exportWords';
import type { ExportAsk, ExportFormat, ExportReport } from '../../core/results/output/export';
import { naturalView } from '../../core/results/view';
import type { PaneMessage } from '../../protocol/resultsMessages';
import { cancelSignalOf } from '../platform/cancellation';
import { askExport, type ExportWish } from './exportQuestions';
import type { RunningExports } from './runningExports';
import type { RunSession } from './runSession';

/** What the pane shows. */
type ShownView = Extract<PaneMessage, { readonly type: 'export' }>;

/** What an export needs of a run. */
export type ExportedRun = Pick<
  RunSession,
  'run' | 'schema' | 'busy' | 'problem' | 'status' | 'onDidChange' | 'loadAll' | 'stop' | 'work' | 'hold'
>;

type Progress = vscode.Progress<{ readonly message?: string; readonly increment?: number }>;

/**
 * Asks what is to be exported, exports it and says how it went. It comes to its end though the query is run again
 * meanwhile, or the pane is closed. Throws a ProblemError.
 */
export async function exportResult(
  shown: ShownView,
  session: ExportedRun,
  running: RunningExports,
): Promise<void> {
  const release = session.hold();
  let done: Exported | undefined;
  try {
    done = await askAndExport(shown, session, running);
  } finally {
    release();
  }
  if (done) await tell(done);
}

/** A file that was written. */
interface Exported {
  readonly report: ExportReport;
  readonly wish: ExportWish;
  readonly name: string;
}

async function askAndExport(
  shown: ShownView,
  session: ExportedRun,
  running: RunningExports,
): Promise<Exported | undefined> {
  const { rows, more } = session.status();
  const all = session.schema.columns.map((_, column) => column);
  if (all.length === 0) {
    void vscode.window.showInformationMessage('There are no rows to export.');
    return undefined;
  }
  const { sort, filters, search, onlyChanges } = shown.view;
  const wish = await askExport({
    title: session.run.title,
    loaded: rows,
    // The last ones may have come and not be read yet.
    more: more || session.busy,
    formatted: shown.formatted,
    columnsChosen: shown.columns.join() !== all.join(),
    arranged: sort.length > 0 || filters.length > 0 || search !== undefined || onlyChanges === true,
  });
  if (wish === undefined) return undefined;
  const file = pathOf(wish.file);
  const name = path.basename(file);
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Exporting to ${name}`, cancellable: true },
    async (progress, token) => {
      const signal = cancelSignalOf(token);
      if (wish.loadAll) await loadRest(session, signal, progress);
      // Columns may have come with the last rows.
      const columns = wish.shownColumns ? shown.columns : session.schema.columns.map((_, column) => column);
      const view = wish.shownRows ? shown.view : naturalView;
      const job = { ...askOf(session, wish, file), columns, view };
      return running.run(job.temporary, signal, (own) => write(session, job, own, progress));
    },
  );
  return { report, wish, name };
}

function pathOf(file: vscode.Uri): string {
  if (file.scheme === 'file') return file.fsPath;
  throw new ProblemError({
    kind: 'bad-input',
    title: 'A result can be exported to a disk only.',
    cause: `${file.scheme} is none.`,
    remedy: 'Choose a folder on a disk and export again.',
  });
}

function askOf(
  { run }: ExportedRun,
  { format, formatted, byteOrderMark, formulaGuard }: ExportWish,
  file: string,
): Omit<ExportAsk, 'columns' | 'view'> {
  return {
    format,
    formatted,
    byteOrderMark,
    formulaGuard,
    source: {
      title: run.title,
      environment: run.environment.name,
      method: run.request.method,
      url: run.request.url,
      exportedAt: Date.now(),
    },
    file,
    temporary: path.join(path.dirname(file), `.dataverse-workbench-${randomUUID()}.part`),
  };
}

/** Loads what the server still has. Throws where it did not come to the end: half a result would pass for all of it. */
async function loadRest(session: ExportedRun, signal: CancelSignal, progress: Progress): Promise<void> {
  const tellLoaded = seldom(() => {
    progress.report({ message: `${rowsText(session.status().rows)} loaded` });
  });
  const listening = session.onDidChange(tellLoaded);
  const stopListening = signal.onCancel(() => session.stop());
  try {
    // Pages may be on their way that somebody else asked for.
    while (session.busy && !signal.cancelled) await pause();
    if (session.status().more && !signal.cancelled) await session.loadAll();
    if (session.problem) throw nothingExported(session.problem);
    if (session.status().more) throw signal.cancelled ? cancelledError() : nothingExported(stoppedElsewhere);
  } finally {
    stopListening();
    listening.dispose();
  }
}

const stoppedElsewhere: Problem = {
  kind: 'bad-input',
  title: 'Loading the rows was stopped before all of them were there.',
  remedy: 'Export once more to load the rest, or export the loaded rows.',
};

/** Whoever waits for a file is told that there is none. Trying again is done in the pane, where its button stands. */
function nothingExported({ action, ...problem }: Problem): ProblemError {
  return new ProblemError({
    ...problem,
    title: `Nothing was exported. ${problem.title}`,
    ...(action === undefined || action === 'retry' ? {} : { action }),
  });
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}

async function write(
  session: ExportedRun,
  ask: ExportAsk,
  signal: CancelSignal,
  progress: Progress,
): Promise<ExportReport> {
  const { rows } = session.status();
  let done = 0;
  progress.report({ message: '' });
  return session.work('export', ask, {
    signal,
    onProgress: seldom((written: number) => {
      const increment = rows === 0 ? 0 : ((written - done) / rows) * 100;
      done = written;
      progress.report({ message: `${rowsText(written)} written`, increment });
    }),
  });
}

/** Progress is shown at most so often, in milliseconds: every step of it goes to another process. */
const progressEvery = 150;

function seldom<A extends readonly unknown[]>(report: (...args: A) => void): (...args: A) => void {
  let last = -Infinity;
  return (...args) => {
    const now = performance.now();
    if (now - last < progressEvery) return;
    last = now;
    report(...args);
  };
}

const openFile = 'Open file';
const showFile = 'Show in folder';

async function tell({ report, wish, name }: Exported): Promise<void> {
  const { file, format } = wish;
  const { cells, rows, columns } = report.losses;
  const whole = cells.length === 0 && rows === 0 && columns === 0;
  const words = exportWords(report, name);
  const show = whole ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const folder = revealCommand(file);
  const chosen = await show(words, openFile, ...(folder === undefined ? [] : [showFile]));
  if (chosen === openFile) await open(file, format);
  if (chosen === showFile && folder !== undefined) await vscode.commands.executeCommand(folder, file);
}

/** Whether the file lies on the machine that shows VS Code. */
function isHere(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
}

/** A file elsewhere is shown where it lies in the workspace, or not at all. */
function revealCommand(file: vscode.Uri): string | undefined {
  if (isHere()) return 'revealFileInOS';
  return vscode.workspace.getWorkspaceFolder(file) ? 'revealInExplorer' : undefined;
}

/** A workbook opens in what the system has for it, a text in an editor. */
async function open(file: vscode.Uri, format: ExportFormat): Promise<void> {
  if (isHere() && (format === 'xlsx' || format === 'parquet')) await vscode.env.openExternal(file);
  else await vscode.commands.executeCommand('vscode.open', file);
}

function rowsText(rows: number): string {
  return `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`;
}
