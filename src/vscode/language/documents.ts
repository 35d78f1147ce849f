import type * as vscode from 'vscode';
import { LanguageDocument } from '../../core/language/document';
import { inSlices } from './slices';

interface Known {
  readonly version: number;
  readonly document: LanguageDocument;
}

/** UTF-16 units; to read more of which nothing is known would hold up the extension host for milliseconds. */
const longText = 20_000;

/** Each version of a document is read once, however many features ask; what a change left alone is taken over. */
export class LanguageDocuments {
  readonly #known = new WeakMap<vscode.TextDocument, Known>();
  /** The long ones that are being read for the first time. */
  readonly #readings = new WeakMap<vscode.TextDocument, Promise<void>>();

  get(document: vscode.TextDocument): LanguageDocument {
    const before = this.#known.get(document);
    if (before?.version === document.version) return before.document;
    const read = LanguageDocument.read(document.getText(), before?.document);
    this.#known.set(document, { version: document.version, document: read });
    return read;
  }

  /**
   * Hands over the document, read: at once where that is quick; else when it was read, with room for others in between. `use`
   * is called while the document still is what was read.
   */
  whenRead<T>(document: vscode.TextDocument, use: (read: LanguageDocument) => T): T | Promise<T> {
    if (this.#known.has(document) || document.getText().length < longText) return use(this.get(document));
    let reading = this.#readings.get(document);
    if (!reading) {
      reading = this.#read(document).finally(() => this.#readings.delete(document));
      this.#readings.set(document, reading);
    }
    return reading.then(() => this.whenRead(document, use));
  }

  /** Leaves off where the document changes. */
  async #read(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const isOver = (): boolean => this.#known.has(document) || document.version !== version;
    const steps = LanguageDocument.readSteps(document.getText());
    const read = await inSlices(steps, () => undefined, isOver);
    if (read && !isOver()) this.#known.set(document, { version, document: read });
  }
}
