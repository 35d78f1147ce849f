import * as vscode from 'vscode';
import type { AskMessage, PaneMessage } from '../../protocol/resultsMessages';
import { isPaneMessage } from '../../protocol/validate';
import { DisposableOwner } from '../platform/disposables';
import { asProblem } from '../platform/problems';
import { webviewHtml } from '../platform/webviewHtml';
import { copyAsCurl, copyCells } from './copying';
import { exportResult } from './exportResult';
import { PaneFeed } from './paneFeed';
import type { RunSession } from './runSession';

const resultsViewType = 'dataverseWorkbench.results';

export interface PaneEvents {
  closed(pane: ResultPane): void;
  activated(pane: ResultPane): void;
  showJson(session: RunSession, viewColumn: vscode.ViewColumn): Promise<void>;
  failed(error: unknown): void;
}

/** One webview panel: the runs of one block, one after the other. */
export class ResultPane extends DisposableOwner {
  readonly #panel: vscode.WebviewPanel;
  readonly #events: PaneEvents;
  readonly #feed: PaneFeed;
  #session: RunSession | undefined;
  #runs = 0;

  constructor(
    readonly key: string,
    extensionUri: vscode.Uri,
    events: PaneEvents,
  ) {
    super();
    this.#events = events;
    const roots = [
      vscode.Uri.joinPath(extensionUri, 'dist', 'webview'),
      vscode.Uri.joinPath(extensionUri, 'media'),
    ];
    this.#panel = this.register(
      vscode.window.createWebviewPanel(
        resultsViewType,
        'Results',
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: roots },
      ),
    );
    const { webview } = this.#panel;
    this.#feed = this.register(new PaneFeed((message) => webview.postMessage(message)));
    this.register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.register(this.#panel.onDidDispose(() => this.#events.closed(this)));
    this.register(this.#panel.onDidChangeViewState(() => this.#viewChanged()));
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(extensionUri, 'media', `results-${theme}.svg`);
    this.#panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const resource = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
    webview.html = webviewHtml({
      title: 'Results',
      script: resource('results.js'),
      styles: [resource('results.css')],
      csp: webview.cspSource,
      pictures: true,
    });
  }

  get session(): RunSession | undefined {
    return this.#session;
  }

  get viewColumn(): vscode.ViewColumn {
    return this.#panel.viewColumn ?? vscode.ViewColumn.Beside;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  /** The number that the pane's next run gets. */
  nextNumber(): number {
    return ++this.#runs;
  }

  show(session: RunSession): void {
    this.#session?.dispose();
    this.#session = session;
    this.#panel.title = session.run.title;
    this.#feed.show(session);
    if (!this.#panel.visible) this.#panel.reveal(undefined, true);
  }

  /** Exports what the pane shows, which it tells. */
  export(): void {
    if (this.#session) this.#feed.tell({ type: 'askExport', run: this.#session.number });
  }

  override dispose(): void {
    this.#session?.dispose();
    super.dispose();
  }

  #viewChanged(): void {
    if (this.#panel.visible) this.#feed.visible();
    if (this.#panel.active) this.#events.activated(this);
  }

  #receive(message: unknown): void {
    if (!isPaneMessage(message)) return;
    const session = this.#session;
    if (message.type === 'ready') this.#feed.ready();
    else if (!session || ('run' in message && message.run !== session.number)) return;
    else this.#act(message, session).catch((error: unknown) => this.#events.failed(error));
  }

  async #act(message: PaneMessage, session: RunSession): Promise<void> {
    const { type } = message;
    if (type === 'runAgain') session.run.runAgain();
    else if (type === 'stop') session.stop();
    else if (type === 'nextPage') await session.nextPage();
    else if (type === 'loadAll') await session.loadAll();
    else if (type === 'showJson') await this.#events.showJson(session, this.viewColumn);
    else if (type === 'problemAction') actOnProblem(session);
    else if (type === 'ask') await this.#answer(message, session);
    else if (type === 'watchExchanges') this.#feed.watchExchanges(message.on);
    else if (type === 'copy') await vscode.env.clipboard.writeText(message.text);
    else if (type === 'copyCells') this.#note(session, await copyCells(message, session));
    else if (type === 'export') await exportResult(message, session);
    else if (type === 'copyAsCurl') this.#note(session, await copyAsCurl(session.request));
  }

  #note(session: RunSession, text: string): void {
    this.#feed.tell({ type: 'noted', run: session.number, text });
  }

  /** Whatever comes of it, the pane is told. */
  async #answer({ run, id, name, ask }: AskMessage, session: RunSession): Promise<void> {
    try {
      const answer = await session.ask(name, ask);
      this.#feed.tell({ type: 'answer', run, id, ...(answer === undefined ? {} : { answer }) });
    } catch (error) {
      this.#feed.tell({ type: 'answer', run, id, problem: asProblem(error) });
    }
  }
}

function actOnProblem({ problem, run }: RunSession): void {
  if (problem?.action) run.onAction(problem.action, problem);
}
