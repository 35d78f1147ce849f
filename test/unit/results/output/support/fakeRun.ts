import { Emitter } from '../../../../../src/core/base/event';
import type { Problem } from '../../../../../src/core/base/problem';
import type { JobOptions } from '../../../../../src/core/results/engine';
import type { ResultSchema } from '../../../../../src/core/results/model';
import type { ExportAsk, ExportReport } from '../../../../../src/core/results/output/export';
import type { ExportedRun } from '../../../../../src/vscode/results/exportResult';

export const report: ExportReport = {
  rows: 2500,
  columns: 2,
  bytes: 123_456,
  ms: 1234,
  losses: { cells: [], rows: 0, columns: 0 },
};

/** A run whose rows are elsewhere. */
export class FakeRun implements ExportedRun {
  readonly run: ExportedRun['run'] = {
    title: 'My: accounts',
    environment: { name: 'contoso-dev', protected: false },
    request: { method: 'GET', url: 'https://contoso.example/api/data/v9.2/accounts' },
  } as ExportedRun['run'];
  readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  schema: ResultSchema = {
    columns: ['a', 'b', 'c'].map((name) => ({ name, kind: 'text' })),
    targets: [],
  };
  busy = false;
  problem: Problem | undefined;
  more = false;
  rows = 2500;
  stopped = 0;
  loads = 0;
  readonly asks: ExportAsk[] = [];
  load = (): Promise<void> => {
    this.more = false;
    this.rows = 9000;
    this.changed.fire();
    return Promise.resolve();
  };
  job = (_: ExportAsk, { onProgress }: JobOptions): Promise<ExportReport> => {
    onProgress?.(1000);
    return Promise.resolve(report);
  };

  status(): ReturnType<ExportedRun['status']> {
    return { rows: this.rows, more: this.more } as ReturnType<ExportedRun['status']>;
  }

  loadAll(): Promise<void> {
    this.loads++;
    return this.load();
  }

  /** Whoever holds it now. */
  holds = 0;

  hold(): () => void {
    this.holds++;
    return () => this.holds--;
  }

  stop(): void {
    this.stopped++;
  }

  readonly work = ((_: 'export', ask: ExportAsk, job: JobOptions) => {
    this.asks.push(ask);
    return this.job(ask, job);
  }) as ExportedRun['work'];
}
