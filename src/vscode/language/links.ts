import * as vscode from 'vscode';
import { tableLinkSteps } from '../../core/language/links';
import { cancelSignalOf } from '../platform/cancellation';
import type { LanguageContext } from './context';
import { toRange } from './places';
import { inSlices } from './slices';

/** A name of a table. Its page is looked for when the link is followed. */
class PageLink extends vscode.DocumentLink {
  constructor(
    range: vscode.Range,
    readonly environment: string,
    readonly table: string,
  ) {
    super(range);
    this.tooltip = `Open ${table} in the maker portal`;
  }
}

/** Names of tables lead to their pages in the maker portal. */
export class OdataLinks implements vscode.DocumentLinkProvider<PageLink> {
  readonly #context: LanguageContext;

  constructor(context: LanguageContext) {
    this.#context = context;
  }

  async provideDocumentLinks(
    document: vscode.TextDocument,
    cancel: vscode.CancellationToken,
  ): Promise<PageLink[]> {
    const links = await this.#context.whenRead(document, (read) => {
      const { version } = document;
      const isOver = (): boolean => cancel.isCancellationRequested || document.version !== version;
      const steps = tableLinkSteps(read, (block) => this.#context.knowledgeOf(block));
      return inSlices(steps, () => undefined, isOver);
    });
    return (links ?? []).flatMap(({ start, end, table, block }) => {
      const environment = this.#context.environmentOf(block);
      return environment === undefined
        ? []
        : [new PageLink(toRange(document, { start, end }), environment, table)];
    });
  }

  async resolveDocumentLink(link: PageLink, cancel: vscode.CancellationToken): Promise<PageLink> {
    const { environment, table } = link;
    const page = await this.#context.services.tablePage(environment, table, cancelSignalOf(cancel));
    if (page !== undefined) link.target = vscode.Uri.parse(page, true);
    return link;
  }
}
