import * as vscode from 'vscode';
import {
  semanticTokenBatches,
  tokenModifiers,
  tokenTypes,
  type SemanticToken,
} from '../../core/language/tokens';
import type { LanguageDocument } from '../../core/language/document';
import { DisposableOwner } from '../platform/disposables';
import type { LanguageContext } from './context';
import { inSlices } from './slices';

export const tokenLegend = new vscode.SemanticTokensLegend([...tokenTypes], [...tokenModifiers]);

/** Colours by what names mean. */
export class OdataSemanticTokens
  extends DisposableOwner
  implements vscode.DocumentSemanticTokensProvider, vscode.DocumentRangeSemanticTokensProvider
{
  readonly #context: LanguageContext;
  readonly #changed = this.register(new vscode.EventEmitter<void>());

  readonly onDidChangeSemanticTokens = this.#changed.event;

  constructor(context: LanguageContext) {
    super();
    this.#context = context;
    this.register(context.services.onDidChangeSchema(() => this.#changed.fire()));
    this.register(context.services.onDidChangeEnvironment(() => this.#changed.fire()));
  }

  provideDocumentSemanticTokens(
    document: vscode.TextDocument,
    cancel: vscode.CancellationToken,
  ): Promise<vscode.SemanticTokens | undefined> {
    return this.#tokens(document, undefined, cancel);
  }

  provideDocumentRangeSemanticTokens(
    document: vscode.TextDocument,
    range: vscode.Range,
    cancel: vscode.CancellationToken,
  ): Promise<vscode.SemanticTokens | undefined> {
    return this.#tokens(document, range, cancel);
  }

  async #tokens(
    document: vscode.TextDocument,
    wanted: vscode.Range | undefined,
    cancel: vscode.CancellationToken,
  ): Promise<vscode.SemanticTokens | undefined> {
    return this.#context.whenRead(document, (read) => this.#tokensOf(document, read, wanted, cancel));
  }

  async #tokensOf(
    document: vscode.TextDocument,
    read: LanguageDocument,
    wanted: vscode.Range | undefined,
    cancel: vscode.CancellationToken,
  ): Promise<vscode.SemanticTokens | undefined> {
    const builder = new vscode.SemanticTokensBuilder(tokenLegend);
    const { version } = document;
    const batches = semanticTokenBatches(read, (block) => this.#context.knowledgeOf(block));
    const push = (batch: readonly SemanticToken[]): void => {
      for (const { start, end, type, modifiers } of batch) {
        const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
        if (wanted?.intersection(range) !== undefined || wanted === undefined) {
          builder.push(range, type, [...modifiers]);
        }
      }
    };
    const isOver = (): boolean => cancel.isCancellationRequested || document.version !== version;
    await inSlices(batches, push, isOver);
    return isOver() ? undefined : builder.build();
  }
}
