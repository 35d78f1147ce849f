import * as vscode from 'vscode';
import { hover } from '../../core/language/hover';
import type { LanguageContext } from './context';
import { toMarkdown, toRange } from './places';

/** What a name, an option or a value means. */
export class OdataHover implements vscode.HoverProvider {
  readonly #context: LanguageContext;

  constructor(context: LanguageContext) {
    this.#context = context;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const found = hover(...this.#context.at(document, position));
    return found && new vscode.Hover(toMarkdown(found.markdown), toRange(document, found));
  }
}
