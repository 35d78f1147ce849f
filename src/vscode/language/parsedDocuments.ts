import type * as vscode from 'vscode';
import { parseQueryFile, type QueryFile } from '../../core/queryfile';

/** Each version of a document is read once, however many features ask. */
export class ParsedDocuments {
  readonly #files = new WeakMap<
    vscode.TextDocument,
    { readonly version: number; readonly file: QueryFile }
  >();

  get(document: vscode.TextDocument): QueryFile {
    const known = this.#files.get(document);
    if (known?.version === document.version) return known.file;
    const file = parseQueryFile(document.getText());
    this.#files.set(document, { version: document.version, file });
    return file;
  }
}
