import * as vscode from 'vscode';
import { diagnosticSteps } from '../../core/language/diagnostics';
import type { Diagnostic, Severity } from '../../core/language/model';
import { DisposableOwner } from '../platform/disposables';
import type { LanguageContext } from './context';
import { toRange } from './places';
import { inSlices } from './slices';

/** Long enough for the next key to come first, short enough to be there when one looks up. */
const pauseMs = 200;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** What is wrong with the open query files. Each version is looked at once, when typing has paused. */
export class OdataDiagnostics extends DisposableOwner {
  readonly #context: LanguageContext;
  readonly #collection = this.register(vscode.languages.createDiagnosticCollection('dataverse'));
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #found = new Map<string, readonly Diagnostic[]>();

  constructor(context: LanguageContext) {
    super();
    this.#context = context;
    const { workspace } = vscode;
    this.register(workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)));
    this.register(workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, pauseMs)));
    this.register(workspace.onDidCloseTextDocument((document) => this.#forget(document)));
    this.register(context.services.onDidChangeKnowledge(() => this.#scheduleAll(pauseMs)));
    this.register(context.services.onDidChangeEnvironment(() => this.#scheduleAll(pauseMs)));
    this.register({ dispose: () => this.#timers.forEach((timer) => clearTimeout(timer)) });
    this.#scheduleAll(0);
  }

  /** What was found last, as the core told it: with its quick fixes. */
  of(document: vscode.TextDocument): readonly Diagnostic[] {
    return this.#found.get(document.uri.toString()) ?? [];
  }

  #scheduleAll(waitMs: number): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, waitMs);
  }

  #schedule(document: vscode.TextDocument, waitMs: number): void {
    // What a diff shows on its other side is nobody's to mend.
    if (document.languageId !== 'odata' || document.uri.scheme === 'git') return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      void this.#check(document);
    }, waitMs);
    this.#timers.set(key, timer);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const read = this.#context.read(document);
    const isOver = (): boolean => document.isClosed || document.version !== version;
    const steps = diagnosticSteps(read, this.#context.knowledgeOf(undefined), (block) =>
      this.#context.knowledgeOf(block),
    );
    const found = await inSlices(steps, () => undefined, isOver);
    if (found === undefined || isOver()) return;
    this.#found.set(document.uri.toString(), found);
    this.#collection.set(
      document.uri,
      found.map((one) => toDiagnostic(document, one)),
    );
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#found.delete(key);
    this.#collection.delete(document.uri);
  }
}

function toDiagnostic(document: vscode.TextDocument, one: Diagnostic): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(document, one), one.message, severities[one.severity]);
  diagnostic.source = 'Dataverse';
  diagnostic.code =
    one.link === undefined ? one.code : { value: one.code, target: vscode.Uri.parse(one.link, true) };
  if (one.unnecessary === true) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
