import * as vscode from 'vscode';
import { diagnosticSteps } from '../../core/language/diagnostics';
import type { Diagnostic, Severity } from '../../core/language/model';
import type { LanguageDocument } from '../../core/language/document';
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

/** What was found in one version of a document: the offsets are those of this version. */
interface Found {
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is wrong with the open query files. Each version is looked at once, when typing has paused. */
export class OdataDiagnostics extends DisposableOwner {
  readonly #context: LanguageContext;
  readonly #collection = this.register(vscode.languages.createDiagnosticCollection('dataverse'));
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #found = new Map<string, Found>();
  /** The check of each document that counts; an earlier one may still be under way. */
  readonly #checks = new Map<string, symbol>();

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
    this.register({ dispose: () => this.#checks.clear() });
    this.#scheduleAll(0);
  }

  /** What is wrong with this version, as the core told it: with its quick fixes. Nothing where it was not looked at yet. */
  of(document: vscode.TextDocument): readonly Diagnostic[] {
    const found = this.#found.get(document.uri.toString());
    return found?.version === document.version ? found.diagnostics : [];
  }

  /** The same, for somebody who cannot wait until typing has paused: saving comes right behind the last key. */
  async now(document: vscode.TextDocument): Promise<readonly Diagnostic[]> {
    const key = document.uri.toString();
    if (isChecked(document) && this.#found.get(key)?.version !== document.version) {
      this.#stopWaiting(key);
      await this.#check(document);
    }
    return this.of(document);
  }

  #scheduleAll(waitMs: number): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, waitMs);
  }

  #schedule(document: vscode.TextDocument, waitMs: number): void {
    if (!isChecked(document)) return;
    const key = document.uri.toString();
    this.#stopWaiting(key);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      void this.#check(document);
    }, waitMs);
    this.#timers.set(key, timer);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    await this.#context.whenRead(document, (read) => this.#checkRead(document, read));
  }

  async #checkRead(document: vscode.TextDocument, read: LanguageDocument): Promise<void> {
    // It may have been closed while it was read.
    if (!isChecked(document)) return;
    const key = document.uri.toString();
    const { version } = document;
    const check = Symbol(key);
    this.#checks.set(key, check);
    const isOver = (): boolean => this.#checks.get(key) !== check || document.version !== version;
    const steps = diagnosticSteps(read, this.#context.knowledgeOf(undefined), (block) =>
      this.#context.knowledgeOf(block),
    );
    const found = await inSlices(steps, () => undefined, isOver);
    if (found === undefined || isOver()) return;
    this.#found.set(key, { version, diagnostics: found });
    this.#collection.set(
      document.uri,
      found.map((one) => toDiagnostic(document, one)),
    );
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.#stopWaiting(key);
    this.#checks.delete(key);
    this.#found.delete(key);
    this.#collection.delete(document.uri);
  }

  #stopWaiting(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }
}

/** What a diff shows on its other side is nobody's to mend. */
function isChecked({ languageId, uri, isClosed }: vscode.TextDocument): boolean {
  return languageId === 'odata' && uri.scheme !== 'git' && !isClosed;
}

function toDiagnostic(document: vscode.TextDocument, one: Diagnostic): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(document, one), one.message, severities[one.severity]);
  diagnostic.source = 'Dataverse';
  diagnostic.code =
    one.link === undefined ? one.code : { value: one.code, target: vscode.Uri.parse(one.link, true) };
  if (one.unnecessary === true) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
