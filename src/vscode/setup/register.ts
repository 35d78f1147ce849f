import type * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type { SetupParts } from './carryOut';
import type * as Flows from './flows';
import type { SetupServices } from './ports';
import { PreviewDocuments } from './previewDocuments';
import { SetupRuns } from './runs';

/** Set-up from nothing: an application, its user, and how long tokens live. Questions and plans load with the first. */
export function registerSetup(services: () => Promise<SetupServices>, memento: vscode.Memento): Disposable {
  const owned = new DisposableStore();
  const runs = new SetupRuns(memento);
  const previews = owned.add(new PreviewDocuments());
  const onError = (error: unknown): void => void showProblem(error);
  const add = (id: CommandId, run: (flows: typeof Flows, parts: SetupParts) => Promise<unknown>): void => {
    owned.add(
      registerCommand(
        id,
        async () => {
          const [flows, loaded] = await Promise.all([import('./flows'), services()]);
          return run(flows, { services: loaded, runs, previews });
        },
        onError,
      ),
    );
  };
  add(commandIds.registerApplication, (flows, parts) => flows.registerApplication(parts));
  add(commandIds.createApplicationUser, (flows, parts) => flows.createApplicationUser(parts));
  add(commandIds.tokenLifetime, (flows, parts) => flows.setTokenLifetime(parts));
  return owned;
}
