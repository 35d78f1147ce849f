import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { rowsThread, WorkerEngines } from '../adapters/results/workerEngines';
import type { Disposable } from '../core/base/event';
import type { ResultsStorage } from '../vscode/results/resultsPanes';

/** Rows are kept on a thread, bodies in files of the extension's own folder. */
export function openResultsStorage(context: vscode.ExtensionContext): ResultsStorage & Disposable {
  const folder = path.join((context.storageUri ?? context.globalStorageUri).fsPath, 'results');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const script = context.asAbsolutePath(path.join('dist', 'results-worker.js'));
  const engines = new WorkerEngines(() => rowsThread(script));
  const files: string[] = [];
  return {
    engines,
    newFile: () => {
      const file = path.join(folder, `${randomUUID()}.json`);
      files.push(file);
      return file;
    },
    dispose: () => {
      engines.dispose();
      // The thread ended before it could remove those of results that are still shown.
      for (const file of files) rmSync(file, { force: true });
    },
  };
}
