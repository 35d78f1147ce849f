import * as vscode from 'vscode';
import type { FollowUps } from '../../core/followup/ports';
import type { PaneCommand } from '../../protocol/paneCommands';
import type { ComparisonMessage } from '../../protocol/resultsMessages';
import { isPaneMessage } from '../../protocol/validate';
import { DisposableOwner } from '../platform/disposables';
import { webviewHtml } from '../platform/webviewHtml';
import { AutoRefresh } from './autoRefresh';
import { actOn, type PaneHost } from './paneActions';
import { PaneFeed } from './paneFeed';
import { PinnedResult } from './pinnedResult';
import { resultsViewType } from './ports';
import type { RunningExports } from './runningExports';
import type { RunSession } from './runSession';
import { savePicture } from './savePicture';

export interface PaneEvents {
  readonly exports: RunningExports;
  closed(pane: ResultPane): void;
  activated(pane: ResultPane): void;
  followUps(): Promise<FollowUps>;
  showJson(session: RunSession, viewColumn: vscode.ViewColumn): Promise<void>;
  isSignedIn(environment: string): Promise<boolean>;
  failed(error: unknown): void;
}

/** One webview panel: the runs of one block, one after the other. */
export class ResultPane extends DisposableOwner {
  readonly #panel: vscode.WebviewPanel;
  readonly #events: PaneEvents;
  readonly #feed: PaneFeed;
  readonly #pinned: PinnedResult;
  readonly #refresh: AutoRefresh;
  #session: RunSession | undefined;
  #comparison: ComparisonMessage | undefined;
  #note: string | undefined;
  #runs = 0;

  /** @param where column of a new panel, or the panel that VS Code made after a reload of the window */
  constructor(
    readonly key: string,
    extensionUri: vscode.Uri,
    events: PaneEvents,
    where: vscode.WebviewPanel | vscode.ViewColumn,
  ) {
    super();
    const panel = typeof where === 'number' ? newPanel(where) : where;
    this.#events = events;
    this.#panel = this.register(panel);
    const { webview } = panel;
    this.#feed = this.register(new PaneFeed((message) => webview.postMessage(message)));
    this.#pinned = this.register(
      new PinnedResult({
        compared: ({ id }, summary) => {
          if (id === this.#session?.id) this.#compared(summary);
        },
        failed: (error) => events.failed(error),
      }),
    );
    this.#refresh = this.register(new AutoRefresh(this.#refreshed()));
    this.register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.register(panel.onDidDispose(() => events.closed(this)));
    this.register(panel.onDidChangeViewState(() => this.#viewChanged()));
    loadPage(panel, extensionUri);
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
    this.#session = session;
    this.#comparison = undefined;
    this.#note = undefined;
    this.#panel.title = session.run.title;
    this.#feed.show(session);
    this.#pinned.show(session);
    if (!this.#panel.visible) this.#panel.reveal(undefined, true);
  }

  /** Has the pane do what a command of VS Code stands for. */
  command(command: PaneCommand): void {
    if (!this.#session) return;
    if (!this.active && leadIn.has(command)) this.#panel.reveal(undefined, false);
    this.#feed.tell({ type: 'command', run: this.#session.number, command });
  }

  /** A word about the rows on view, which stays until the query is run again. */
  note(text: string): void {
    // What refreshes itself would say it again and again.
    if (text === this.#note) return;
    this.#note = text;
    this.#tellNote();
  }

  /** The window closes or is loaded anew: rows are left where they can be found again. */
  leave(): void {
    this.#session?.leave();
  }

  #tellNote(): void {
    if (!this.#session || this.#note === undefined) return;
    this.#feed.tell({ type: 'noted', run: this.#session.number, text: this.#note, stays: true });
  }

  #refreshed(): ConstructorParameters<typeof AutoRefresh>[0] {
    const session = (): RunSession | undefined => this.#session;
    const panel = this.#panel;
    return {
      get busy() {
        return session()?.busy === true;
      },
      get visible() {
        return panel.visible;
      },
      isSignedIn: async () => {
        const run = session()?.run;
        return run !== undefined && this.#events.isSignedIn(run.environment.name);
      },
      runAgain: () => session()?.run.runAgain('unasked'),
      failed: (error) => this.#events.failed(error),
    };
  }

  #viewChanged(): void {
    if (this.#panel.visible) {
      this.#feed.visible();
      this.#refresh.seen();
    }
    if (this.#panel.active) this.#events.activated(this);
  }

  #compared(summary: ComparisonMessage['summary']): void {
    if (!this.#session) return;
    const { number: run } = this.#session;
    const pinned = this.#pinned.on;
    this.#comparison = { type: 'comparison', run, pinned, ...(summary ? { summary } : {}) };
    this.#feed.tell(this.#comparison);
  }

  #receive(message: unknown): void {
    if (!isPaneMessage(message)) return;
    const session = this.#session;
    if (message.type === 'ready') {
      this.#feed.ready();
      if (this.#comparison) this.#feed.tell(this.#comparison);
      this.#tellNote();
    } else if (session && (!('run' in message) || message.run === session.number)) {
      actOn(message, session, this.#host()).catch((error: unknown) => this.#events.failed(error));
    }
  }

  #host(): PaneHost {
    return {
      exports: this.#events.exports,
      followUps: () => this.#events.followUps(),
      showJson: (session) => this.#events.showJson(session, this.viewColumn),
      watchExchanges: (on) => this.#feed.watchExchanges(on),
      autoRefresh: (seconds) => this.#refresh.set(seconds),
      pin: (on) => this.#pinned.pin(on),
      savePicture: (message) => savePicture(message, this.#panel.title),
      tell: (message) => this.#feed.tell(message),
    };
  }
}

/** What goes on in the pane, and needs the focus there. A question of VS Code would close if the focus left it. */
const leadIn: ReadonlySet<PaneCommand> = new Set([
  'grid',
  'raw',
  'chart',
  'find',
  'columns',
  'copyAs',
  'nextPart',
  'previousPart',
]);

function newPanel(viewColumn: vscode.ViewColumn): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    resultsViewType,
    'Results',
    { viewColumn, preserveFocus: true },
    { enableScripts: true, retainContextWhenHidden: true },
  );
}

function loadPage(panel: vscode.WebviewPanel, extensionUri: vscode.Uri): void {
  const { webview } = panel;
  const uri = (...parts: string[]): vscode.Uri => vscode.Uri.joinPath(extensionUri, ...parts);
  panel.iconPath = { light: uri('media', 'results-light.svg'), dark: uri('media', 'results-dark.svg') };
  webview.options = {
    enableScripts: true,
    localResourceRoots: [uri('dist', 'webview'), uri('media')],
  };
  const resource = (name: string): string => webview.asWebviewUri(uri('dist', 'webview', name)).toString();
  webview.html = webviewHtml({
    title: 'Results',
    script: resource('results.js'),
    styles: [resource('results.css')],
    csp: webview.cspSource,
    pictures: true,
  });
}
