import * as vscode from 'vscode';
import { once } from '../../core/base/once';
import type { Disposable } from '../../core/base/event';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type { LanguageServices } from './services';

/** Loads the language when the first `.odata` document is open: activation does not wait for it. */
export function registerLanguage(load: () => Promise<LanguageServices>): Disposable {
  const store = new DisposableStore();
  const start = once(async () => {
    const [{ registerProviders }, services] = await Promise.all([import('./providers'), load()]);
    store.add(registerProviders(services));
  });
  const look = ({ languageId }: vscode.TextDocument): void => {
    if (languageId === 'odata') start().catch((error: unknown) => void showProblem(error));
  };
  store.add(vscode.workspace.onDidOpenTextDocument(look));
  vscode.workspace.textDocuments.forEach(look);
  return store;
}
