import type * as vscode from 'vscode';
import { problemOf } from '../../core/base/problem';
import { openQuery } from '../platform/openDocuments';

/** Runs that nobody pressed anything for, such as those of a result that refreshes itself. */
export class UnaskedRuns {
  /** Documents that are gone: of each it is told once, and not at every interval. */
  readonly #gone = new Set<string>();

  /** Brings no file into view. Throws ProblemError. */
  async run(uri: string, run: (document: vscode.TextDocument) => Promise<void>): Promise<void> {
    const document = await this.#open(uri);
    try {
      if (document) await run(document);
    } catch (error) {
      // Somebody may be writing the query just now: that it cannot be read then is no news.
      if (problemOf(error)?.kind !== 'bad-input') throw error;
    }
  }

  async #open(uri: string): Promise<vscode.TextDocument | undefined> {
    try {
      const document = await openQuery(uri);
      this.#gone.delete(uri);
      return document;
    } catch (error) {
      if (this.#gone.has(uri)) return undefined;
      this.#gone.add(uri);
      throw error;
    }
  }
}
