import type * as vscode from 'vscode';
import { LanguageDocument } from '../../core/language/document';

interface Known {
  readonly version: number;
  readonly document: LanguageDocument;
}

/** Each version of a document is read once, however many features ask; what a change left alone is taken over. */
export class LanguageDocuments {
  readonly #known = new WeakMap<vscode.TextDocument, Known>();

  get(document: vscode.TextDocument): LanguageDocument {
    const before = this.#known.get(document);
    if (before?.version === document.version) return before.document;
    const read = LanguageDocument.read(document.getText(), before?.document);
    this.#known.set(document, { version: document.version, document: read });
    return read;
  }
}
