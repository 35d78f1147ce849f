import type * as vscode from 'vscode';
import { ProblemError, problemOf } from '../../core/base/problem';
import { openQuery } from '../platform/openDocuments';

/** Runs that nobody pressed anything for, such as those of a result that refreshes itself. */
export class UnaskedRuns {
  /** Queries that cannot be run: of each it is told once, and not at every interval. */
  readonly #told = new Set<string>();

  /**
   * Brings no file into view. Throws ProblemError.
   * @param block missing where a selection was run: nobody knows what is selected by now
   */
  async run(
    uri: string,
    block: string | undefined,
    run: (document: vscode.TextDocument) => Promise<void>,
  ): Promise<void> {
    const document = await this.#open(uri, block);
    try {
      if (document) await run(document);
    } catch (error) {
      // Somebody may be writing the query just now: that it cannot be read then is no news.
      if (problemOf(error)?.kind !== 'bad-input') throw error;
    }
  }

  async #open(uri: string, block: string | undefined): Promise<vscode.TextDocument | undefined> {
    const query = `${uri} ${block ?? ''}`;
    try {
      if (block === undefined) throw selected();
      const document = await openQuery(uri);
      this.#told.delete(query);
      return document;
    } catch (error) {
      if (this.#told.has(query)) return undefined;
      this.#told.add(query);
      throw error;
    }
  }
}

function selected(): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: 'Rows of a selection cannot be fetched again by themselves.',
    remedy: 'Put the cursor into the query, run all of it, and choose the interval there.',
  });
}
