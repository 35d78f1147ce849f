import type * as vscode from 'vscode';
import { format, formatOnType } from '../../core/language/format';
import type { TextEdit } from '../../core/language/model';
import { toOffsets, toTextEdit } from './places';

/** After these the line that one is in is put in its place. */
export const formatTriggers = { first: '\n', more: ['&', ')'] };

/** The whole document, a part of it, and the line that is being typed. */
export class OdataFormatting
  implements
    vscode.DocumentFormattingEditProvider,
    vscode.DocumentRangeFormattingEditProvider,
    vscode.OnTypeFormattingEditProvider
{
  provideDocumentFormattingEdits(
    document: vscode.TextDocument,
    options: vscode.FormattingOptions,
  ): vscode.TextEdit[] {
    return toEdits(document, format(document.getText(), { indent: indentOf(options) }));
  }

  provideDocumentRangeFormattingEdits(
    document: vscode.TextDocument,
    range: vscode.Range,
    options: vscode.FormattingOptions,
  ): vscode.TextEdit[] {
    const wanted = toOffsets(document, range);
    return toEdits(document, format(document.getText(), { indent: indentOf(options) }, wanted));
  }

  provideOnTypeFormattingEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    _typed: string,
    options: vscode.FormattingOptions,
  ): vscode.TextEdit[] {
    const offset = document.offsetAt(position);
    return toEdits(document, formatOnType(document.getText(), offset, indentOf(options)));
  }
}

function toEdits(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map((edit) => toTextEdit(document, edit));
}

function indentOf({ insertSpaces, tabSize }: vscode.FormattingOptions): string {
  return insertSpaces ? ' '.repeat(tabSize) : '\t';
}
