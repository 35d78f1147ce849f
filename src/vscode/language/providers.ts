import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { DisposableStore } from '../platform/disposables';
import { BlockLenses } from './codeLenses';
import { selector, type LanguageContext } from './context';
import { formatTriggers, OdataFormatting } from './formatting';
import { OdataSemanticTokens, tokenLegend } from './semanticTokens';
import { OdataHover } from './hover';
import { OdataInlayHints } from './inlayHints';
import { OdataLinks } from './links';
import { OdataNames } from './names';
import { CompletionPreparation } from './preparation';
import { OdataSignatures, signatureTriggers } from './signature';
import { OdataStructure } from './structure';

/** What VS Code asks about `.odata` documents, but for completion, which is there before the rest. */
export function registerProviders(context: LanguageContext): Disposable {
  const store = new DisposableStore();
  const { languages } = vscode;
  const formatting = new OdataFormatting();
  const tokens = store.add(new OdataSemanticTokens(context));
  const hints = store.add(new OdataInlayHints(context));
  const structure = new OdataStructure(context);
  const names = new OdataNames(context);
  store.add(new CompletionPreparation(context));
  const { first, more } = formatTriggers;
  const lenses = store.add(new BlockLenses(context));
  const registered = [
    languages.registerCodeLensProvider(selector, lenses),
    languages.registerHoverProvider(selector, new OdataHover(context)),
    languages.registerSignatureHelpProvider(selector, new OdataSignatures(context), ...signatureTriggers),
    languages.registerInlayHintsProvider(selector, hints),
    languages.registerDocumentLinkProvider(selector, new OdataLinks(context)),
    languages.registerDocumentSemanticTokensProvider(selector, tokens, tokenLegend),
    languages.registerDocumentRangeSemanticTokensProvider(selector, tokens, tokenLegend),
    languages.registerFoldingRangeProvider(selector, structure),
    languages.registerDocumentSymbolProvider(selector, structure, { label: 'Dataverse queries' }),
    languages.registerSelectionRangeProvider(selector, structure),
    languages.registerDefinitionProvider(selector, names),
    languages.registerDocumentHighlightProvider(selector, names),
    languages.registerRenameProvider(selector, names),
    languages.registerDocumentFormattingEditProvider(selector, formatting),
    languages.registerDocumentRangeFormattingEditProvider(selector, formatting),
    languages.registerOnTypeFormattingEditProvider(selector, formatting, first, ...more),
  ];
  for (const one of registered) store.add(one);
  return store;
}
