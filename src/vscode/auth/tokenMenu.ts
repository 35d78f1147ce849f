import * as vscode from 'vscode';
import { methodInfo } from '../../core/auth/methods';
import { reasonOf } from '../../core/auth/tokenStatus';
import type { Environment } from '../../core/base/environment';
import { commandIds, type CommandId } from '../platform/commands';
import type { TokenKeepers } from './tokenKeepers';

interface MenuItem extends vscode.QuickPickItem {
  readonly command: CommandId;
}

/** What can be done with the token, by its state; opened by a click on the status bar item. */
export async function tokenMenu(keepers: TokenKeepers, environment: Environment): Promise<void> {
  const chosen = await vscode.window.showQuickPick(itemsFor(keepers, environment), {
    title: environment.protected ? `${environment.name} (production)` : environment.name,
    placeHolder: 'What would you like to do?',
  });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, environment.name);
}

function itemsFor(keepers: TokenKeepers, environment: Environment): MenuItem[] {
  const status = keepers.statusOf(environment.name);
  const signedOut =
    status === undefined || status.state === 'signed-out' || status.state === 'sign-in-needed';
  const items: MenuItem[] = signedOut
    ? [{ label: '$(sign-in) Sign in', command: commandIds.signIn }]
    : [
        { label: '$(search) Inspect access token', command: commandIds.inspectToken },
        ...(methodInfo(environment.method).renewal === 'never'
          ? []
          : [{ label: '$(sync) Renew token now', command: commandIds.renewToken }]),
        { label: '$(copy) Copy token…', command: commandIds.copyToken },
      ];
  if (status !== undefined && reasonOf(status) !== undefined) {
    items.push({ label: '$(info) Why was I refused?', command: commandIds.showProblem });
  }
  items.push({ label: '$(pulse) Diagnose connection', command: commandIds.diagnose });
  items.push({ label: '$(plug) Switch environment…', command: commandIds.switchEnvironment });
  if (status !== undefined && status.state !== 'signed-out') {
    items.push({
      label: '$(arrow-right) Sign out',
      detail: 'Deletes the tokens and secrets of this environment from this machine.',
      command: commandIds.signOut,
    });
  }
  return items;
}
