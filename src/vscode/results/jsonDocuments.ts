import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import type { RunSession } from './runSession';

const jsonScheme = 'dataverse-result';

/** In place of the rows where the window was loaded anew: JSON, as the rest of the document would be. */
const left = JSON.stringify('Choose JSON in the results pane to see its rows here again.');

/** Results as read-only documents: the loaded pages joined and laid out, made when they are opened. */
export class JsonDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #sessions = new Map<string, RunSession>();
  /** Rows in each document. */
  readonly #rows = new Map<string, number>();
  readonly #subscriptions: Disposable[];

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(jsonScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme !== jsonScheme) return;
        this.#sessions.delete(uri.toString());
        this.#rows.delete(uri.toString());
      }),
    ];
  }

  /** Opens what is loaded, in the column of the pane. A document that is open already is brought up to date. */
  async open(session: RunSession, viewColumn: vscode.ViewColumn): Promise<void> {
    if (!session.status().json) {
      void vscode.window.showInformationMessage('There is nothing to show: the server sent no body.');
      return;
    }
    const uri = uriOf(session);
    this.#sessions.set(uri.toString(), session);
    // It may stand there from before a reload of the window, without its rows.
    const open = vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
    if (open) this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false, viewColumn });
    this.#tellOfRest(session, this.#rows.get(uri.toString()) ?? 0);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const session = this.#sessions.get(uri.toString());
    if (!session) return left;
    const { pieces, rows } = await session.document();
    this.#rows.set(uri.toString(), rows);
    return pieces.join('');
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
    this.#sessions.clear();
    this.#rows.clear();
  }

  #tellOfRest(session: RunSession, rows: number): void {
    const loaded = session.progress.rows;
    if (rows >= loaded) return;
    void vscode.window.showInformationMessage(
      `The document holds the first ${rows.toLocaleString('en-US')} of ${loaded.toLocaleString('en-US')} loaded rows: an editor cannot take more.`,
    );
  }
}

/** A path that reads well in the tab; the query tells the runs apart. */
function uriOf(session: RunSession): vscode.Uri {
  const name = session.run.title.replaceAll(/[\\/:*?"<>|#%\s]+/g, ' ').trim() || 'result';
  return vscode.Uri.from({
    scheme: jsonScheme,
    path: `/${name}.${session.documentKind}`,
    query: `${session.number} ${session.run.key}`,
  });
}
