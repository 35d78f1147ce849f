import type * as vscode from 'vscode';
import { formatOnType, formatSteps } from '../../core/language/format';
import type { TextEdit } from '../../core/language/model';
import type { Range } from '../../core/queryfile';
import { toOffsets, toTextEdit } from './places';
import { inSlices } from './slices';

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
    cancel: vscode.CancellationToken,
  ): Promise<vscode.TextEdit[]> {
    return formatted(document, options, cancel);
  }

  provideDocumentRangeFormattingEdits(
    document: vscode.TextDocument,
    range: vscode.Range,
    options: vscode.FormattingOptions,
    cancel: vscode.CancellationToken,
  ): Promise<vscode.TextEdit[]> {
    return formatted(document, options, cancel, toOffsets(document, range));
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

async function formatted(
  document: vscode.TextDocument,
  options: vscode.FormattingOptions,
  cancel: vscode.CancellationToken,
  range?: Range,
): Promise<vscode.TextEdit[]> {
  const { version } = document;
  const steps = formatSteps(document.getText(), { indent: indentOf(options) }, range);
  const isOver = (): boolean => cancel.isCancellationRequested || document.version !== version;
  return toEdits(document, (await inSlices(steps, () => undefined, isOver)) ?? []);
}

function toEdits(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map((edit) => toTextEdit(document, edit));
}

function indentOf({ insertSpaces, tabSize }: vscode.FormattingOptions): string {
  return insertSpaces ? ' '.repeat(tabSize) : '\t';
}
