import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import type { Disposable } from '../../core/base/event';
import { commandIds } from '../platform/commands';
import { DisposableOwner } from '../platform/disposables';
import type { EnvironmentSchemas } from './environmentSchemas';
import type { SchemaServices } from './ports';
import { schemaStatusText } from './schemaStatusText';

const severities = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
} as const;

const minute = 60_000;

/** In the language status of `.odata` files: how large the schema is, how old, and what goes on with it. */
export class SchemaStatus extends DisposableOwner {
  readonly #services: SchemaServices;
  readonly #schemas: EnvironmentSchemas;
  readonly #item = this.register(
    vscode.languages.createLanguageStatusItem('dataverseWorkbench.schema', { language: 'odata' }),
  );
  #timer: Disposable | undefined;

  constructor(services: SchemaServices, schemas: EnvironmentSchemas) {
    super();
    this.#services = services;
    this.#schemas = schemas;
    this.#item.name = 'Dataverse schema';
    this.register({ dispose: () => this.#timer?.dispose() });
    this.register(vscode.window.onDidChangeActiveTextEditor(() => this.#show()));
    this.register(services.onDidChangeEnvironments(() => this.#show()));
    this.register(schemas.onDidChange(() => this.#show()));
    this.#show();
  }

  #show(): void {
    this.#timer?.dispose();
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'odata') return;
    const environment = this.#services.environmentOf(document);
    if (environment === undefined) this.#showNone();
    else this.#showSchema(environment);
    // "5 min ago" has to become 6, while somebody may look.
    this.#timer = this.#services.clock.setTimer(minute, () => this.#show());
  }

  #showNone(): void {
    this.#item.text = 'Schema: no environment';
    this.#item.detail = 'Connect to an environment, and its tables and columns are known here.';
    this.#item.severity = severities.information;
    this.#item.busy = false;
    this.#item.command = { command: commandIds.connect, title: 'Connect to environment…' };
  }

  #showSchema(environment: Environment): void {
    const { refresh } = this.#schemas.of(environment);
    const shown = schemaStatusText(
      refresh.state,
      environment.name,
      this.#services.clock.now(),
      this.#schemas.askedAt(environment),
    );
    this.#item.text = shown.text;
    this.#item.detail = shown.detail;
    this.#item.severity = severities[shown.severity];
    this.#item.busy = shown.busy;
    this.#item.command = {
      command: commandIds.refreshMetadata,
      title: shown.action,
      arguments: [environment.name],
    };
  }
}
