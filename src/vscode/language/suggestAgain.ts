import * as vscode from 'vscode';
import type { Event } from '../../core/base/event';
import { DisposableOwner } from '../platform/disposables';

interface Asked {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly position: vscode.Position;
}

/**
 * Opens a list again that was asked for before there was a schema, once there is one: VS Code asks by itself at the next key
 * only, and whoever has written the whole name presses none.
 */
export class SuggestAgain extends DisposableOwner {
  #last: Asked | undefined;

  constructor(onDidChangeSchema: Event<unknown>) {
    super();
    this.register(onDidChangeSchema(() => this.#schemaCame()));
  }

  /** A list was asked for; `isIncomplete`: without a schema, which is on its way. */
  asked(document: vscode.TextDocument, position: vscode.Position, isIncomplete: boolean): void {
    this.#last = isIncomplete ? { document, position, version: document.version } : undefined;
  }

  #schemaCame(): void {
    const last = this.#last;
    this.#last = undefined;
    const editor = vscode.window.activeTextEditor;
    if (last === undefined || editor === undefined || editor.document !== last.document) return;
    if (last.document.version !== last.version || !editor.selection.active.isEqual(last.position)) return;
    void vscode.commands.executeCommand('editor.action.triggerSuggest');
  }
}
