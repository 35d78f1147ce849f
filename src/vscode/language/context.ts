import type * as vscode from 'vscode';
import type { LanguageBlock, LanguageDocument } from '../../core/language/document';
import type { LanguageKnowledge } from '../../core/language/model';
import { LanguageDocuments } from './documents';
import type { LanguageServices } from './services';

export const selector: vscode.DocumentSelector = { language: 'odata' };

/** What every provider starts from: the document, read, and what is known of the environment of a block. */
export class LanguageContext {
  readonly services: LanguageServices;
  readonly #documents = new LanguageDocuments();

  constructor(services: LanguageServices) {
    this.services = services;
  }

  read(document: vscode.TextDocument): LanguageDocument {
    return this.#documents.get(document);
  }

  /** Hands over the document, read; a long one that is new is read in slices first. */
  whenRead<T>(document: vscode.TextDocument, use: (read: LanguageDocument) => T): T | Promise<T> {
    return this.#documents.whenRead(document, use);
  }

  /** The environment that a block goes to. */
  environmentOf(block: LanguageBlock): string | undefined {
    const env = block.query.env?.name;
    const target = block.target.text;
    return this.services.environmentFor(env === undefined ? { target } : { target, env });
  }

  /**
   * What is known where a block goes; for `undefined`, where a request would go that names no environment. Of a block that
   * goes to an environment that is not configured nothing is known: the names of another one would be wrong there.
   */
  knowledgeOf(block: LanguageBlock | undefined): LanguageKnowledge {
    return this.services.knowledgeOf(this.#environmentAt(block));
  }

  /** Whether more is on its way of what is known at a place. */
  isLearningAt(document: vscode.TextDocument, position: vscode.Position): boolean {
    const block = this.read(document).blockAt(document.offsetAt(position));
    return this.services.isLearning(this.#environmentAt(block));
  }

  /** Document, offset and knowledge: what the answers of the core take. */
  at(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): readonly [document: LanguageDocument, offset: number, knowledge: LanguageKnowledge] {
    const read = this.read(document);
    const offset = document.offsetAt(position);
    return [read, offset, this.knowledgeOf(read.blockAt(offset))];
  }

  #environmentAt(block: LanguageBlock | undefined): string | undefined {
    return block === undefined ? this.services.environmentFor({ target: '' }) : this.environmentOf(block);
  }
}
