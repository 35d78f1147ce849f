import * as vscode from 'vscode';
import { decodeJwtClaims } from '../../core/auth/jwt';
import { neverCancelled } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import { isTokenPageRequest, type TokenPageRequest } from '../../protocol/tokenMessages';
import { commandIds } from '../platform/commands';
import { DisposableOwner } from '../platform/disposables';
import { webviewHtml } from '../platform/webviewHtml';
import type { TokenServices } from './ports';
import { tokenPage, type InspectedToken } from './tokenPage';

const viewType = 'dataverseWorkbench.token';

export interface TokenPanelOptions {
  readonly environment: Environment;
  readonly services: TokenServices;
  readonly extensionUri: vscode.Uri;
  failed(error: unknown): void;
}

/** "Inspect access token" of one environment. It follows renewals, and holds the claims but never the token. */
export class TokenPanel extends DisposableOwner {
  readonly #options: TokenPanelOptions;
  readonly #panel: vscode.WebviewPanel;
  #inspected: InspectedToken | undefined;

  readonly onDidDispose: vscode.Event<void>;

  constructor(options: TokenPanelOptions) {
    super();
    this.#options = options;
    const { environment, services, extensionUri } = options;
    const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const title = `Token: ${environment.name}`;
    this.#panel = this.register(
      vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {
        enableScripts: true,
        localResourceRoots: [root],
      }),
    );
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(extensionUri, 'media', `token-${theme}.svg`);
    this.#panel.iconPath = { light: icon('light'), dark: icon('dark') };
    this.onDidDispose = this.#panel.onDidDispose;
    const { webview } = this.#panel;
    this.register(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.register(
      services.onDidChange((name) => {
        if (name === environment.name) this.#refresh();
      }),
    );
    const resource = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
    webview.html = webviewHtml({
      title,
      script: resource('token.js'),
      styles: [resource('token.css')],
      csp: webview.cspSource,
    });
  }

  reveal(): void {
    this.#panel.reveal();
    this.#refresh();
  }

  #receive(message: unknown): void {
    if (!isTokenPageRequest(message)) return;
    this.#act(message).catch((error: unknown) => this.#options.failed(error));
  }

  async #act(request: TokenPageRequest): Promise<void> {
    const { name } = this.#options.environment;
    switch (request) {
      case 'ready':
        await this.#show();
        break;
      case 'renew':
        await vscode.commands.executeCommand(commandIds.renewToken, name);
        break;
      case 'copyToken':
        await vscode.commands.executeCommand(commandIds.copyToken, name);
        break;
      case 'copyClaims':
        await vscode.env.clipboard.writeText(JSON.stringify(this.#inspected?.claims ?? {}, undefined, 2));
        break;
    }
  }

  #refresh(): void {
    this.#show().catch((error: unknown) => this.#options.failed(error));
  }

  async #show(): Promise<void> {
    const { environment, services } = this.#options;
    const status = services.statusOf(environment.name);
    // Only then a token is at hand, and asking for it asks nobody else.
    if (status?.state === 'fresh') this.#inspected = await inspect(services, environment);
    const now = services.clock.now();
    await this.#panel.webview.postMessage(tokenPage(environment, status, this.#inspected, now));
  }
}

async function inspect(services: TokenServices, environment: Environment): Promise<InspectedToken> {
  const { value, scopes: _scopes, ...facts } = await services.keeper(environment).token(neverCancelled);
  return { facts, claims: decodeJwtClaims(value) };
}
