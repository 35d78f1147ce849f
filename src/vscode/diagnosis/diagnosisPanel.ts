import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { isDiagnosisRequest, type DiagnosisRequest } from '../../protocol/diagnosisMessages';
import { DisposableOwner } from '../platform/disposables';
import { actionLabel, performAction } from '../platform/problems';
import { webviewHtml } from '../platform/webviewHtml';
import { DiagnosisRun } from './diagnosisRun';
import type { DiagnosisServices } from './ports';

const viewType = 'dataverseWorkbench.diagnosis';

export interface DiagnosisPanelOptions {
  readonly environment: Environment;
  readonly services: DiagnosisServices;
  readonly extensionUri: vscode.Uri;
  failed(error: unknown): void;
}

/** "Diagnose connection" of one environment: the steps as they come, then the likeliest cause with its way out. */
export class DiagnosisPanel extends DisposableOwner {
  readonly #options: DiagnosisPanelOptions;
  readonly #panel: vscode.WebviewPanel;
  #run: DiagnosisRun;

  readonly onDidDispose: vscode.Event<void>;

  constructor(options: DiagnosisPanelOptions) {
    super();
    this.#options = options;
    const { environment, extensionUri } = options;
    const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const title = `Connection: ${environment.name}`;
    this.#panel = this.register(
      vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {
        enableScripts: true,
        localResourceRoots: [root],
      }),
    );
    this.onDidDispose = this.#panel.onDidDispose;
    this.register({ dispose: () => this.#run.stop() });
    const { webview } = this.#panel;
    this.register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    const resource = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
    webview.html = webviewHtml({
      title,
      script: resource('diagnosis.js'),
      styles: [resource('results.css'), resource('diagnosis.css')],
      csp: webview.cspSource,
    });
    this.#run = this.#begin();
  }

  /** Walks the chain again, unless it is still on its way. */
  again(): void {
    this.#panel.reveal();
    if (!this.#run.page.running) this.#run = this.#begin();
  }

  #begin(): DiagnosisRun {
    const { environment, services, failed } = this.#options;
    const run: DiagnosisRun = new DiagnosisRun(environment, () => this.#show(run), actionLabel);
    run.start(services).catch(failed);
    return run;
  }

  #show(run: DiagnosisRun): void {
    if (run === this.#run) void this.#panel.webview.postMessage(run.page);
  }

  #receive(message: unknown): void {
    if (isDiagnosisRequest(message)) this.#act(message).catch(this.#options.failed);
  }

  async #act(request: DiagnosisRequest): Promise<void> {
    const { action, text } = this.#run;
    switch (request) {
      case 'ready':
        this.#show(this.#run);
        break;
      case 'again':
        this.again();
        break;
      case 'stop':
        this.#run.stop();
        break;
      case 'copy':
        await vscode.env.clipboard.writeText(text);
        break;
      case 'fix':
        if (action === 'retry') this.again();
        else if (action !== undefined) await performAction(action, this.#options.environment.name);
        break;
    }
  }
}
