import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import type { Disposable } from '../../core/base/event';
import { once } from '../../core/base/once';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type { TokenServices } from './ports';
import type { TokenPanel } from './tokenPanel';

/** "Inspect access token" and "Copy token…". Each takes an environment's name, and stands for the current one without it. */
export function registerToken(services: TokenServices, extensionUri: vscode.Uri): Disposable {
  const disposables = new DisposableStore();
  const clipboard = once(async () => {
    const { TokenClipboard } = await import('./copyToken');
    return disposables.add(new TokenClipboard(vscode.env.clipboard, services.clock));
  });
  const panels = new Map<string, TokenPanel>();
  disposables.add({ dispose: () => panels.forEach((panel) => panel.dispose()) });
  const add = (id: CommandId, run: (environment: Environment) => Promise<void>): void => {
    disposables.add(
      registerCommand(
        id,
        async (argument) => {
          const environment = services.environment(typeof argument === 'string' ? argument : undefined);
          if (environment === undefined) await vscode.commands.executeCommand(commandIds.connect);
          else await run(environment);
        },
        (error) => void showProblem(error),
      ),
    );
  };
  add(commandIds.inspectToken, async (environment) => {
    const [{ signedIn }, part] = await Promise.all([import('./signedIn'), import('./tokenPanel')]);
    await signedIn(services, environment);
    openPanel(
      panels,
      environment,
      () => new part.TokenPanel({ environment, services, extensionUri, failed }),
    );
  });
  add(commandIds.copyToken, async (environment) => {
    const { askAndCopy } = await import('./askAndCopy');
    await askAndCopy(services, environment, await clipboard());
  });
  return disposables;
}

const failed = (error: unknown): void => void showProblem(error);

function openPanel(panels: Map<string, TokenPanel>, environment: Environment, make: () => TokenPanel): void {
  // Another address under the same name is another environment.
  const key = JSON.stringify(environment);
  const open = panels.get(key);
  if (open !== undefined) return open.reveal();
  const panel = make();
  panels.set(key, panel);
  panel.onDidDispose(() => {
    panels.delete(key);
    panel.dispose();
  });
}
