import type * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type * as Flows from './flows';
import type { SetupServices } from './ports';
import { PreviewDocuments } from './previewDocuments';
import { SetupRuns } from './runs';

/** Set-up from nothing: an application, its user, and how long tokens live. Questions and plans load with the first. */
export function registerSetup(services: SetupServices, memento: vscode.Memento): Disposable {
  const owned = new DisposableStore();
  const parts = { services, runs: new SetupRuns(memento), previews: owned.add(new PreviewDocuments()) };
  const onError = (error: unknown): void => void showProblem(error);
  const add = (id: CommandId, run: (flows: typeof Flows) => Promise<unknown>): void => {
    owned.add(registerCommand(id, async () => run(await import('./flows')), onError));
  };
  add(commandIds.registerApplication, (flows) => flows.registerApplication(parts));
  add(commandIds.createApplicationUser, (flows) => flows.createApplicationUser(parts));
  add(commandIds.tokenLifetime, (flows) => flows.setTokenLifetime(parts));
  return owned;
}
