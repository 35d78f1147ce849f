import * as vscode from 'vscode';
import { blockRequest, blockTitle } from '../../core/queryfile';
import type { ParsedDocuments } from './parsedDocuments';

/** Each block folds into its first line. */
export class BlockFolding implements vscode.FoldingRangeProvider {
  readonly #documents: ParsedDocuments;

  constructor(documents: ParsedDocuments) {
    this.#documents = documents;
  }

  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    return this.#documents.get(document).blocks.flatMap(({ range }) => {
      const first = document.positionAt(range.start).line;
      const last = document.positionAt(range.end).line;
      return last > first ? [new vscode.FoldingRange(first, last, vscode.FoldingRangeKind.Region)] : [];
    });
  }
}

/** The blocks in the outline, the breadcrumbs and "Go to symbol". */
export class BlockSymbols implements vscode.DocumentSymbolProvider {
  readonly #documents: ParsedDocuments;

  constructor(documents: ParsedDocuments) {
    this.#documents = documents;
  }

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    return this.#documents.get(document).blocks.map((block) => {
      const { range, requestRange, name } = block;
      const inside = name !== undefined && name.start >= range.start && name.end <= range.end;
      const selected = inside ? name : requestRange;
      return new vscode.DocumentSymbol(
        blockTitle(block),
        name === undefined ? '' : blockRequest(block),
        vscode.SymbolKind.Function,
        new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)),
        new vscode.Range(document.positionAt(selected.start), document.positionAt(selected.end)),
      );
    });
  }
}
