import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type { DiagnosisPanel } from './diagnosisPanel';
import type { DiagnosisServices } from './ports';

/** "Diagnose connection". Takes an environment's name, and stands for the current one without it. */
export function registerDiagnosis(services: DiagnosisServices, extensionUri: vscode.Uri): Disposable {
  const disposables = new DisposableStore();
  const panels = new Map<string, DiagnosisPanel>();
  const failed = (error: unknown): void => void showProblem(error);
  disposables.add({ dispose: () => panels.forEach((panel) => panel.dispose()) });
  const run = async (argument: unknown): Promise<void> => {
    const environment = services.environment(typeof argument === 'string' ? argument : undefined);
    if (environment === undefined) {
      await vscode.commands.executeCommand(commandIds.connect);
      return;
    }
    const part = await import('./diagnosisPanel');
    // Another address under the same name is another environment.
    const key = JSON.stringify(environment);
    const open = panels.get(key);
    if (open !== undefined) return open.again();
    const panel = new part.DiagnosisPanel({ environment, services, extensionUri, failed });
    panels.set(key, panel);
    panel.onDidDispose(() => {
      panels.delete(key);
      panel.dispose();
    });
  };
  disposables.add(registerCommand(commandIds.diagnose, run, failed));
  return disposables;
}
