import * as vscode from 'vscode';
import type { LanguageDocument } from '../../core/language/document';
import { inlayHints } from '../../core/language/inlay';
import type { Range } from '../../core/queryfile';
import { DisposableOwner } from '../platform/disposables';
import type { LanguageContext } from './context';
import { toOffsets } from './places';

/** Labels of choices beside their numbers, and names beside the GUIDs of rows that results have shown. */
export class OdataInlayHints extends DisposableOwner implements vscode.InlayHintsProvider {
  readonly #context: LanguageContext;
  readonly #changed = this.register(new vscode.EventEmitter<void>());

  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(context: LanguageContext) {
    super();
    this.#context = context;
    const { onDidChangeKnowledge, onDidChangeEnvironment } = context.services;
    for (const event of [onDidChangeKnowledge, onDidChangeEnvironment]) {
      this.register(event(() => this.#changed.fire()));
    }
  }

  provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
  ): vscode.InlayHint[] | Promise<vscode.InlayHint[]> {
    return this.#context.whenRead(document, (read) => this.#hintsOf(document, read, range));
  }

  #hintsOf(document: vscode.TextDocument, read: LanguageDocument, range: vscode.Range): vscode.InlayHint[] {
    const wanted = toOffsets(document, range);
    return read.blocks
      .filter(({ query }) => query.range.start <= wanted.end && query.range.end >= wanted.start)
      .flatMap((block) =>
        inlayHints(read, within(block.query.range, wanted), this.#context.knowledgeOf(block)),
      )
      .map(({ offset, label }) => {
        const hint = new vscode.InlayHint(document.positionAt(offset), label);
        hint.paddingLeft = true;
        return hint;
      });
  }
}

function within(block: Range, wanted: Range): Range {
  return { start: Math.max(block.start, wanted.start), end: Math.min(block.end, wanted.end) };
}
