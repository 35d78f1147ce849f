import * as vscode from 'vscode';
import { definitionAt, occurrencesAt, rename, renameTarget } from '../../core/language/variables';
import type { LanguageContext } from './context';
import { toRange, toTextEdit } from './places';

/** Variables and named requests of a file: where they are defined and used, and another name for them. */
export class OdataNames
  implements vscode.DefinitionProvider, vscode.DocumentHighlightProvider, vscode.RenameProvider
{
  readonly #context: LanguageContext;

  constructor(context: LanguageContext) {
    this.#context = context;
  }

  provideDefinition(document: vscode.TextDocument, position: vscode.Position): vscode.Location | undefined {
    const range = definitionAt(this.#context.read(document), document.offsetAt(position));
    return range && new vscode.Location(document.uri, toRange(document, range));
  }

  provideDocumentHighlights(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.DocumentHighlight[] {
    return occurrencesAt(this.#context.read(document), document.offsetAt(position)).map((one) => {
      const kind =
        one.role === 'definition' ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read;
      return new vscode.DocumentHighlight(toRange(document, one), kind);
    });
  }

  prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): { range: vscode.Range; placeholder: string } {
    const found = renameTarget(this.#context.read(document), document.offsetAt(position));
    // VS Code shows the words of this error beside the cursor.
    if (found === undefined) throw new Error('There is no variable and no named request of this file here.');
    return { range: toRange(document, found), placeholder: found.name };
  }

  provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
  ): vscode.WorkspaceEdit {
    const renamed = rename(this.#context.read(document), document.offsetAt(position), newName);
    if (renamed.kind === 'refused') throw new Error(renamed.message);
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      document.uri,
      renamed.edits.map((one) => toTextEdit(document, one)),
    );
    return edit;
  }
}
