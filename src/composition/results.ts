import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type * as vscode from 'vscode';
import { KeptResultFiles } from '../adapters/results/keptResultFiles';
import { rowsThread, WorkerEngines } from '../adapters/results/workerEngines';
import type { Disposable } from '../core/base/event';
import type { ResultsStorage } from '../vscode/results/ports';

/** Rows are kept on a thread, bodies in files of the extension's own folder: the workspace's, where there is one. */
export function openResultsStorage(context: vscode.ExtensionContext): ResultsStorage & Disposable {
  const folder = path.join((context.storageUri ?? context.globalStorageUri).fsPath, 'results');
  const script = context.asAbsolutePath(path.join('dist', 'results-worker.js'));
  const kept = new KeptResultFiles(folder, windowOf(context.workspaceState));
  void kept.sweep();
  const engines = new WorkerEngines(() => rowsThread(script));
  const dispose = (): void => {
    engines.dispose();
    kept.dispose();
  };
  return { engines, kept, dispose };
}

const windowKey = 'dataverseWorkbench.window';

/** The same after a reload: each window without a folder has a state of its own, though all have one folder. */
function windowOf(state: vscode.Memento): string {
  const known = state.get<unknown>(windowKey);
  if (typeof known === 'string') return known;
  const id = randomUUID();
  void state.update(windowKey, id);
  return id;
}
