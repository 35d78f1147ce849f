import * as vscode from 'vscode';
import type { Problem } from '../../core/base/problem';
import { errorRange, type QueryRequest, type Range } from '../../core/queryfile';
import { DisposableOwner } from '../platform/disposables';

interface Mark {
  readonly uri: string;
  readonly problem: Problem;
  readonly block: Range;
  /** What is underlined, in the block. */
  readonly place: Range;
}

/** Underlines in the file what a server's refusal speaks of, until the block is edited or run again. */
export class RefusedPlaces extends DisposableOwner {
  readonly #collection = this.register(vscode.languages.createDiagnosticCollection('dataverse-run'));
  readonly #marks = new Map<string, Mark>();

  constructor() {
    super();
    const { workspace } = vscode;
    this.register(workspace.onDidChangeTextDocument((change) => this.#follow(change)));
    this.register(
      workspace.onDidCloseTextDocument(({ uri }) => {
        for (const [key] of this.#marksOf(uri)) this.#marks.delete(key);
        this.#collection.delete(uri);
      }),
    );
  }

  /** The block of this key runs again. */
  clear(key: string, document: vscode.TextDocument): void {
    if (this.#marks.delete(key)) this.#show(document);
  }

  /**
   * Does nothing where the refusal names no place of the request, nor where the document is no longer of the `version` that
   * the request was read from: its places would be wrong.
   */
  mark(
    key: string,
    document: vscode.TextDocument,
    version: number,
    request: QueryRequest,
    problem: Problem,
  ): void {
    if (document.isClosed || document.version !== version) return;
    const place = problem.details === undefined ? undefined : errorRange(problem.details, request);
    if (place === undefined) return;
    this.#marks.set(key, { uri: document.uri.toString(), problem, block: request.source.range, place });
    this.#show(document);
  }

  /** Blocks that an edit touches lose their mark; those below it keep theirs, further down or up. */
  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const before = this.#marksOf(document.uri);
    if (before.length === 0 || contentChanges.length === 0) return;
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      for (const [key, mark] of this.#marksOf(document.uri)) {
        if (rangeOffset > mark.block.end) continue;
        if (rangeOffset + rangeLength >= mark.block.start) this.#marks.delete(key);
        else this.#marks.set(key, moved(mark, text.length - rangeLength));
      }
    }
    this.#show(document);
  }

  #show(document: vscode.TextDocument): void {
    const diagnostics = this.#marksOf(document.uri).map(([, { problem, place }]) => {
      const range = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
      return diagnosticOf(problem, range);
    });
    this.#collection.set(document.uri, diagnostics);
  }

  #marksOf(uri: vscode.Uri): readonly (readonly [key: string, mark: Mark])[] {
    return [...this.#marks].filter(([, mark]) => mark.uri === uri.toString());
  }
}

function moved(mark: Mark, by: number): Mark {
  const move = ({ start, end }: Range): Range => ({ start: start + by, end: end + by });
  return { ...mark, block: move(mark.block), place: move(mark.place) };
}

function diagnosticOf({ title, cause, code }: Problem, range: vscode.Range): vscode.Diagnostic {
  const message = cause === undefined ? title : `${title} ${cause}`;
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'Dataverse, when it was run';
  if (code !== undefined) diagnostic.code = code;
  return diagnostic;
}
