import * as vscode from 'vscode';
import type { Problem } from '../../core/base/problem';
import { errorRange, type QueryRequest, type Range } from '../../core/queryfile';
import { DisposableOwner } from '../platform/disposables';

interface Marked {
  readonly uri: vscode.Uri;
  readonly problem: Problem;
  /** Text of the block that was refused: the mark stays as long as the block does. */
  readonly block: string;
  /** Offsets in the block. */
  readonly place: Range;
}

/** Underlines in the file what a server's refusal speaks of, until the block is edited or run again. */
export class RefusedPlaces extends DisposableOwner {
  readonly #collection = this.register(vscode.languages.createDiagnosticCollection('dataverse-run'));
  readonly #marks = new Map<string, Marked>();

  constructor() {
    super();
    this.register(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#follow(document);
      }),
    );
    this.register(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        for (const [key] of this.#at(uri)) this.#marks.delete(key);
        this.#collection.delete(uri);
      }),
    );
  }

  /** The block of this key runs again. */
  clear(key: string, document: vscode.TextDocument): void {
    if (this.#marks.delete(key)) this.#show(document);
  }

  /** Does nothing where the refusal names no place of the request. */
  mark(key: string, document: vscode.TextDocument, request: QueryRequest, problem: Problem): void {
    const found = problem.details === undefined ? undefined : errorRange(problem.details, request);
    if (found === undefined) return;
    const { start, end } = request.source.range;
    const block = document.getText().slice(start, end);
    const place = { start: found.start - start, end: found.end - start };
    this.#marks.set(key, { uri: document.uri, problem, block, place });
    this.#show(document);
  }

  /** A block that stands there unchanged, though further up or down, keeps its mark at its new place. */
  #follow(document: vscode.TextDocument): void {
    const here = this.#at(document.uri);
    if (here.length === 0) return;
    const text = document.getText();
    for (const [key, { block }] of here) if (!text.includes(block)) this.#marks.delete(key);
    this.#show(document);
  }

  #show(document: vscode.TextDocument): void {
    const text = document.getText();
    const diagnostics = this.#at(document.uri).map(([, mark]) => {
      const start = text.indexOf(mark.block) + mark.place.start;
      const end = start + mark.place.end - mark.place.start;
      return diagnosticOf(
        mark.problem,
        new vscode.Range(document.positionAt(start), document.positionAt(end)),
      );
    });
    this.#collection.set(document.uri, diagnostics);
  }

  #at(uri: vscode.Uri): readonly (readonly [key: string, mark: Marked])[] {
    return [...this.#marks].filter(([, mark]) => mark.uri.toString() === uri.toString());
  }
}

function diagnosticOf({ title, cause, code }: Problem, range: vscode.Range): vscode.Diagnostic {
  const message = cause === undefined ? title : `${title} ${cause}`;
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'Dataverse, when it was run';
  if (code !== undefined) diagnostic.code = code;
  return diagnostic;
}
