import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { DisposableStore } from '../platform/disposables';
import { BlockLenses } from './codeLenses';
import { ParsedDocuments } from './parsedDocuments';
import type { LanguageServices } from './services';
import { BlockFolding, BlockSymbols } from './structure';

const selector: vscode.DocumentSelector = { language: 'odata' };

/** What VS Code asks about `.odata` documents. */
export function registerProviders(services: LanguageServices): Disposable {
  const store = new DisposableStore();
  const documents = new ParsedDocuments();
  const lenses = store.add(new BlockLenses(documents, services));
  store.add(vscode.languages.registerCodeLensProvider(selector, lenses));
  store.add(vscode.languages.registerFoldingRangeProvider(selector, new BlockFolding(documents)));
  store.add(vscode.languages.registerDocumentSymbolProvider(selector, new BlockSymbols(documents)));
  return store;
}
