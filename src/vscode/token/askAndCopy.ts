import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import type { TokenClipboard } from './copyToken';
import type { TokenServices } from './ports';
import { signedIn } from './signedIn';

/** Asks before a token leaves for the clipboard. */
export async function askAndCopy(
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
