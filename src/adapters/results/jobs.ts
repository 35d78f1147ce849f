import type { CancelSignal } from '../../core/base/cancel';
import { cancelledError, isProblemError, ProblemError } from '../../core/base/problem';
import { ComparedView } from '../../core/results/compare/comparedView';
import { compareRows } from '../../core/results/compare/compareRows';
import type {
  CompareAsk,
  CopyAsk,
  DocumentAsk,
  JobName,
  Jobs,
  ResultDocument,
} from '../../core/results/engine';
import { joinPages } from '../../core/results/joinPages';
import type { CopiedText } from '../../core/results/output/copy/copyCells';
import { copySteps } from '../../core/results/output/copy/copyCells';
import type { ExportAsk, ExportReport } from '../../core/results/output/export';
import type { OutColumn, OutRows } from '../../core/results/output/rows';
import type { ComparisonSummary } from '../../core/results/questions';
import { prettyJson } from '../../core/results/prettyJson';
import { exportRows } from './exportRows';
import { breathe } from './keptRows';
import type { KeptRows } from './keptRows';

export interface JobRun {
  readonly signal: CancelSignal;
  readonly onProgress: (rows: number) => void;
  /** Another result that is open. */
  readonly other: (id: number) => KeptRows | undefined;
}

type JobTable = {
  readonly [N in JobName]: (rows: KeptRows, ask: Jobs[N]['ask'], run: JobRun) => Promise<Jobs[N]['answer']>;
};

/** What each job does. They breathe between their steps. */
export const jobs: JobTable = {
  document: layOut,
  export: exportFile,
  copy,
  compare,
};

async function layOut(rows: KeptRows, { json }: DocumentAsk, { signal }: JobRun): Promise<ResultDocument> {
  await rows.bodies.written();
  const { bodies, rows: held } = rows.bodies.first();
  const decoder = new TextDecoder();
  const texts = bodies.map((body) => decoder.decode(body));
  if (!json) return { pieces: [texts.join('\n')], rows: held };
  const pieces: string[] = [];
  for (const piece of prettyJson(joined(texts))) {
    pieces.push(piece);
    if (pieces.length % 64 === 0) await step(rows, signal);
  }
  return { pieces, rows: held };
}

function joined(texts: readonly string[]): string {
  try {
    return joinPages(texts);
  } catch (error) {
    // A page that is no JSON is shown as it came: that is what one wants to look at then.
    if (isProblemError(error)) return texts.join('\n');
    throw error;
  }
}

async function exportFile(rows: KeptRows, ask: ExportAsk, run: JobRun): Promise<ExportReport> {
  const reader = await rows.table.arranged(ask.view, () => throwIfStopped(rows, run.signal));
  const signal: CancelSignal = {
    get cancelled() {
      return rows.stops(run.signal);
    },
    onCancel: (listener) => run.signal.onCancel(listener),
  };
  return exportRows(reader, columnsOf(rows, ask.columns), ask, { signal, onProgress: run.onProgress });
}

async function copy(rows: KeptRows, ask: CopyAsk, run: JobRun): Promise<CopiedText> {
  const { version, top, bottom, columns } = ask.cells;
  const reader = readerOf(rows, version, top, bottom - top + 1);
  const steps = copySteps(reader, columnsOf(rows, columns), ask);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    run.onProgress(value);
    await step(rows, run.signal);
  }
}

async function compare(
  rows: KeptRows,
  { with: id }: CompareAsk,
  { signal, other }: JobRun,
): Promise<ComparisonSummary | undefined> {
  const { table } = rows;
  table.compare(undefined);
  const earlier = id === undefined ? undefined : other(id)?.table.compared;
  if (earlier === undefined) return undefined;
  const now = table.compared;
  const steps = compareRows(earlier, now);
  let next = steps.next();
  for (; next.done !== true; next = steps.next()) {
    await step(rows, signal);
  }
  const view = new ComparedView(earlier, now, next.value);
  table.compare(view);
  return view.summary;
}

async function step(rows: KeptRows, signal: CancelSignal): Promise<void> {
  await breathe();
  throwIfStopped(rows, signal);
}

/** @throws ProblemError of kind `cancelled` where the job is to stop */
function throwIfStopped(rows: KeptRows, signal: CancelSignal): void {
  if (rows.stops(signal)) throw cancelledError();
}

function readerOf(rows: KeptRows, version: number, first?: number, count?: number): OutRows {
  const reader = rows.table.reader(version, first, count);
  if (reader !== undefined) return reader;
  throw new ProblemError({
    kind: 'bad-input',
    title: 'The rows were arranged anew meanwhile.',
    remedy: 'Do it again with the rows as they stand now.',
  });
}

function columnsOf({ table }: KeptRows, columns: readonly number[]): OutColumn[] {
  return columns.flatMap((index) => {
    const column = table.schema.columns[index];
    return column ? [{ index, name: column.name, kind: column.kind }] : [];
  });
}
