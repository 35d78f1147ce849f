import * as vscode from 'vscode';
import type { Diagnostic, QuickFix } from '../../core/language/model';
import type { OdataDiagnostics } from './diagnostics';
import { toRange } from './places';

const fixAll = vscode.CodeActionKind.SourceFixAll.append('odata');

/** Quick fixes for what is wrong, and one action that makes all those that are sure. */
export class OdataQuickFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll],
  };
  readonly #diagnostics: OdataDiagnostics;

  constructor(diagnostics: OdataDiagnostics) {
    this.#diagnostics = diagnostics;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const all = context.only?.intersects(fixAll) === true;
    const asked = all || context.triggerKind === vscode.CodeActionTriggerKind.Invoke;
    const found = asked ? await this.#diagnostics.now(document) : this.#diagnostics.of(document);
    if (all) return fixAllAction(document, found);
    return context.diagnostics.flatMap((shown) => {
      const one = found.find((candidate) => isShownAs(document, candidate, shown));
      return (one?.fixes ?? []).map((fix) => quickFix(document, fix, shown));
    });
  }
}

function isShownAs(document: vscode.TextDocument, one: Diagnostic, shown: vscode.Diagnostic): boolean {
  return shown.message === one.message && shown.range.isEqual(toRange(document, one));
}

function quickFix(document: vscode.TextDocument, fix: QuickFix, shown: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [shown];
  action.isPreferred = fix.preferred === true;
  action.edit = editOf(document, [fix]);
  return action;
}

/** Fixes that overlap wait for the next time. */
function fixAllAction(document: vscode.TextDocument, found: readonly Diagnostic[]): vscode.CodeAction[] {
  const chosen: QuickFix[] = [];
  let free = 0;
  for (const { fixes = [] } of found) {
    const fix = fixes.find(({ preferred }) => preferred === true);
    const edits = fix?.edits ?? [];
    if (fix === undefined || edits.length === 0 || edits.some(({ start }) => start < free)) continue;
    chosen.push(fix);
    free = Math.max(free, ...edits.map(({ end }) => end));
  }
  if (chosen.length === 0) return [];
  const action = new vscode.CodeAction('Fix all problems with a sure answer', fixAll);
  action.edit = editOf(document, chosen);
  return [action];
}

function editOf(document: vscode.TextDocument, fixes: readonly QuickFix[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { edits } of fixes) {
    for (const one of edits) edit.replace(document.uri, toRange(document, one), one.text);
  }
  return edit;
}
