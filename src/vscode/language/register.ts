import * as vscode from 'vscode';
import { once } from '../../core/base/once';
import type { Disposable } from '../../core/base/event';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import { completionTriggers, EarlyCompletion } from './earlyCompletion';
import type { LanguageServices } from './services';

const odata: vscode.DocumentSelector = { language: 'odata' };

/** Others have their turn. */
const others = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Loads the language when the first `.odata` document is open: activation does not wait for it. */
export function registerLanguage(load: () => Promise<LanguageServices>): Disposable {
  const store = new DisposableStore();
  // One after the other: read in one go, they would hold up the extension host for longer than a frame.
  const contextOf = once(async () => {
    const services = await load();
    await others();
    const { LanguageContext } = await import('./context');
    return new LanguageContext(services);
  });
  const completion = once(async () => {
    const context = await contextOf();
    await others();
    const { OdataCompletion } = await import('./completion');
    return store.add(new OdataCompletion(context));
  });
  const early = new EarlyCompletion(completion);
  const start = once(async () => {
    const context = await contextOf();
    // Here, and not with the first key: that one is to be answered at once.
    await early.load();
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
  store.add(vscode.languages.registerCompletionItemProvider(odata, early, ...completionTriggers));
  store.add(vscode.workspace.onDidOpenTextDocument(look));
  vscode.workspace.textDocuments.forEach(look);
  return store;
}
