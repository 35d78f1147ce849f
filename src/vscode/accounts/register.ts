import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { DisposableStore } from '../platform/disposables';
import { AccountProvider, type AccountServices } from './provider';

/** Shows the signed-in environments in the Accounts menu, and hands sessions to other extensions with consent. */
export function registerAccounts(services: AccountServices): Disposable {
  const disposables = new DisposableStore();
  const provider = disposables.add(new AccountProvider(services));
  disposables.add(
    vscode.authentication.registerAuthenticationProvider('dataverse', 'Dataverse Workbench', provider, {
      supportsMultipleAccounts: true,
    }),
  );
  return disposables;
}
