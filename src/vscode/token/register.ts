import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import type { Disposable } from '../../core/base/event';
import { cancelSignalOf } from '../platform/cancellation';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import { TokenClipboard } from './copyToken';
import type { TokenServices } from './ports';
import type { TokenPanel } from './tokenPanel';

/** "Inspect access token" and "Copy token…". Each takes an environment's name, and stands for the current one without it. */
export function registerToken(services: TokenServices, extensionUri: vscode.Uri): Disposable {
  const disposables = new DisposableStore();
  const clipboard = disposables.add(new TokenClipboard(vscode.env.clipboard, services.clock));
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
    await signedIn(services, environment);
    const part = await import('./tokenPanel');
    openPanel(
      panels,
      environment,
      () => new part.TokenPanel({ environment, services, extensionUri, failed }),
    );
  });
  add(commandIds.copyToken, (environment) => copyToken(services, environment, clipboard));
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

async function signedIn(services: TokenServices, environment: Environment): Promise<string> {
  const title = `Getting the token of ${environment.name}…`;
  const options = { location: vscode.ProgressLocation.Window, title };
  const token = await vscode.window.withProgress(options, (_progress, cancel) =>
    services.token(environment, cancelSignalOf(cancel)),
  );
  return token.value;
}

async function copyToken(
  services: TokenServices,
  environment: Environment,
  clipboard: TokenClipboard,
): Promise<void> {
  const copy = 'Copy token';
  const chosen = await vscode.window.showWarningMessage(
    `Copy the access token of ${environment.name}${environment.protected ? ', a production environment' : ''}?`,
    {
      modal: true,
      detail:
        'Until it expires, whoever has it can do there what you can do, from anywhere. The clipboard is cleared after one minute, unless you have copied something else by then; a clipboard history may keep it.',
    },
    copy,
  );
  if (chosen !== copy) return;
  await clipboard.copy(await signedIn(services, environment));
  vscode.window.setStatusBarMessage('$(check) Token copied. The clipboard is cleared in one minute.', 10_000);
}
