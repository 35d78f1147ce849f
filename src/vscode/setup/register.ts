import type * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import { registerApplication } from './applicationFlow';
import { createApplicationUser } from './applicationUserFlow';
import { setTokenLifetime } from './lifetimeFlow';
import type { SetupServices } from './ports';
import { PreviewDocuments } from './previewDocuments';
import { SetupRuns } from './runs';

/** Set-up from nothing: an application, its user, and how long tokens live. */
export function registerSetup(services: SetupServices, memento: vscode.Memento): Disposable {
  const owned = new DisposableStore();
  const parts = { services, runs: new SetupRuns(memento), previews: owned.add(new PreviewDocuments()) };
  const onError = (error: unknown): void => void showProblem(error);
  owned.add(registerCommand(commandIds.registerApplication, () => registerApplication(parts), onError));
  owned.add(registerCommand(commandIds.createApplicationUser, () => createApplicationUser(parts), onError));
  owned.add(registerCommand(commandIds.tokenLifetime, () => setTokenLifetime(parts), onError));
  return owned;
}
