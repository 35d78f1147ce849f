import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { DisposableStore } from '../platform/disposables';
import { selector, type LanguageContext } from './context';
import { OdataDiagnostics } from './diagnostics';
import { OdataQuickFixes } from './quickFixes';

/** What is wrong with `.odata` documents, and what mends it. */
export function registerChecks(context: LanguageContext): Disposable {
  const store = new DisposableStore();
  const fixes = new OdataQuickFixes(store.add(new OdataDiagnostics(context)));
  store.add(vscode.languages.registerCodeActionsProvider(selector, fixes, OdataQuickFixes.metadata));
  return store;
}
