import * as vscode from 'vscode';
import {
  documentSymbolSteps,
  foldingSteps,
  type Folding,
  selectionRanges,
  type DocumentSymbol,
} from '../../core/language/structure';
import type { LanguageDocument } from '../../core/language/document';
import type { LanguageContext } from './context';
import { toRange } from './places';
import { inSlices } from './slices';

const symbolKinds: Readonly<Record<DocumentSymbol['kind'], vscode.SymbolKind>> = {
  block: vscode.SymbolKind.Function,
  variable: vscode.SymbolKind.Variable,
  option: vscode.SymbolKind.Property,
  expand: vscode.SymbolKind.Interface,
};

const foldingKinds: Readonly<Record<Folding['kind'], vscode.FoldingRangeKind | undefined>> = {
  block: vscode.FoldingRangeKind.Region,
  region: vscode.FoldingRangeKind.Region,
  comment: vscode.FoldingRangeKind.Comment,
  body: undefined,
  option: undefined,
};

/** Outline, breadcrumbs, folds, and what "Expand selection" selects. */
export class OdataStructure
  implements vscode.DocumentSymbolProvider, vscode.FoldingRangeProvider, vscode.SelectionRangeProvider
{
  readonly #context: LanguageContext;

  constructor(context: LanguageContext) {
    this.#context = context;
  }

  async provideDocumentSymbols(
    document: vscode.TextDocument,
    cancel: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[]> {
    const symbols = await this.#inSlices(document, cancel, documentSymbolSteps);
    return symbols.map((symbol) => toSymbol(document, symbol));
  }

  async provideFoldingRanges(
    document: vscode.TextDocument,
    _context: vscode.FoldingContext,
    cancel: vscode.CancellationToken,
  ): Promise<vscode.FoldingRange[]> {
    const ranges = await this.#inSlices(document, cancel, foldingSteps);
    return ranges.map(({ start, end, kind }) => {
      const [first, last] = [document.positionAt(start).line, document.positionAt(end).line];
      return new vscode.FoldingRange(first, last, foldingKinds[kind]);
    });
  }

  /** Nothing where the document changed meanwhile: VS Code asks again. */
  async #inSlices<T>(
    document: vscode.TextDocument,
    cancel: vscode.CancellationToken,
    stepsOf: (read: LanguageDocument) => Iterator<void, readonly T[]>,
  ): Promise<readonly T[]> {
    const inSlicesOf = (read: LanguageDocument): Promise<readonly T[] | undefined> => {
      const { version } = document;
      const isOver = (): boolean => cancel.isCancellationRequested || document.version !== version;
      return inSlices(stepsOf(read), () => undefined, isOver);
    };
    return (await this.#context.whenRead(document, inSlicesOf)) ?? [];
  }

  provideSelectionRanges(
    document: vscode.TextDocument,
    positions: readonly vscode.Position[],
  ): vscode.SelectionRange[] {
    const read = this.#context.read(document);
    return positions.map((position) => {
      const ranges = selectionRanges(read, document.offsetAt(position));
      const chain = ranges.reduceRight<vscode.SelectionRange | undefined>(
        (parent, range) => new vscode.SelectionRange(toRange(document, range), parent),
        undefined,
      );
      return chain ?? new vscode.SelectionRange(new vscode.Range(position, position));
    });
  }
}

function toSymbol(document: vscode.TextDocument, symbol: DocumentSymbol): vscode.DocumentSymbol {
  const { name, detail, kind, range, selection, children } = symbol;
  const made = new vscode.DocumentSymbol(
    name,
    detail,
    symbolKinds[kind],
    toRange(document, range),
    toRange(document, selection),
  );
  made.children = children.map((child) => toSymbol(document, child));
  return made;
}
