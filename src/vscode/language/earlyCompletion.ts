import type * as vscode from 'vscode';

/** Where a name may begin: the list opens there by itself. */
export const completionTriggers = ['$', '&', '?', '/', '(', ',', ';', '=', ':', '@', "'", '"', '{', ' ', '.'];

/** What knows the lists, once it is loaded. */
export interface ListMaker {
  /** @param asked version of the document that the position is of; there may be a later one by now */
  listAt(document: vscode.TextDocument, position: vscode.Position, asked: number): vscode.CompletionList;
  /** Adds what is told of an item of such a list. */
  resolve(item: vscode.CompletionItem): vscode.CompletionItem;
}

/**
 * Stands for completion from the start, while the language that knows the lists is loaded behind it: VS Code asks nobody for a
 * list again who was not there when the key was pressed.
 */
export class EarlyCompletion implements vscode.CompletionItemProvider {
  readonly #load: () => Promise<ListMaker>;
  #loaded: ListMaker | undefined;

  constructor(load: () => Promise<ListMaker>) {
    this.#load = load;
  }

  async load(): Promise<ListMaker> {
    return (this.#loaded ??= await this.#load());
  }

  /**
   * Answers at once where it can. VS Code sends keys and questions one behind the other: after a wait, however short, the
   * document may hold the next key already, and what that one typed is not for the list to replace.
   */
  provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    cancel: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.CompletionList> {
    const { version } = document;
    const maker = this.#loaded;
    return maker ? maker.listAt(document, position, version) : this.#later(document, position, cancel);
  }

  resolveCompletionItem(item: vscode.CompletionItem): vscode.CompletionItem {
    return this.#loaded?.resolve(item) ?? item;
  }

  async #later(
    document: vscode.TextDocument,
    position: vscode.Position,
    cancel: vscode.CancellationToken,
  ): Promise<vscode.CompletionList | undefined> {
    const { version } = document;
    const maker = await this.load();
    return cancel.isCancellationRequested ? undefined : maker.listAt(document, position, version);
  }
}
