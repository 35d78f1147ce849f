import * as vscode from 'vscode';
import { once } from '../../core/base/once';
import type { Disposable } from '../../core/base/event';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type { LanguageServices } from './services';

/** Others have their turn. */
const others = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Loads the language when the first `.odata` document is open: activation does not wait for it. */
export function registerLanguage(load: () => Promise<LanguageServices>): Disposable {
  const store = new DisposableStore();
  const start = once(async () => {
    // One after the other: read in one go, they would hold up the extension host for longer than a frame.
    const services = await load();
    await others();
    const { LanguageContext } = await import('./context');
    const context = new LanguageContext(services);
    await others();
    const { registerProviders } = await import('./providers');
    store.add(registerProviders(context));
    await others();
    const { registerChecks } = await import('./checks');
    store.add(registerChecks(context));
  });
  const look = ({ languageId }: vscode.TextDocument): void => {
    if (languageId === 'odata') start().catch((error: unknown) => void showProblem(error));
  };
  store.add(vscode.workspace.onDidOpenTextDocument(look));
  vscode.workspace.textDocuments.forEach(look);
  return store;
}
