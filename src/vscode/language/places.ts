import * as vscode from 'vscode';
import type { TextEdit } from '../../core/language/model';
import type { Range } from '../../core/queryfile';

/** Offsets of the core as places of VS Code, and back. */
export function toRange(document: vscode.TextDocument, { start, end }: Range): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function toOffsets(document: vscode.TextDocument, { start, end }: vscode.Range): Range {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

export function toTextEdit(document: vscode.TextDocument, edit: TextEdit): vscode.TextEdit {
  return new vscode.TextEdit(toRange(document, edit), edit.text);
}

/** Markdown of the core, whose names and labels are escaped there. No command and no HTML can be in it. */
export function toMarkdown(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(text);
}
