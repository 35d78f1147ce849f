import * as vscode from 'vscode';
import { Emitter } from '../../core/base/event';
import type { ResultEngines } from '../../core/results/engine';
import type { ResultRun, ResultsView, RunProgress } from '../../core/results/resultRun';
import { commandIds, registerCommand } from '../platform/commands';
import { DisposableOwner } from '../platform/disposables';
import { actionLabel, asProblem, showProblem } from '../platform/problems';
import { JsonDocuments } from './jsonDocuments';
import type { ResultPane } from './resultPane';

/** The palette offers "Show result as JSON" while it is set. */
const contextKey = 'dataverseWorkbench.hasResult';

/** Where the rows of results are kept; opened when the first result is shown. */
export interface ResultsStorage {
  readonly engines: ResultEngines;
  /** Absolute path of a new file, in a folder that is there. */
  newFile(): string;
}

/** All results panes: one a block, found again by the run's key. */
export class ResultsPanes extends DisposableOwner implements ResultsView {
  readonly #extensionUri: vscode.Uri;
  readonly #storage: () => Promise<ResultsStorage>;
  readonly #panes = new Map<string, ResultPane>();
  readonly #documents = this.register(new JsonDocuments());
  readonly #progress = this.register(new Emitter<RunProgress>());
  /** The pane that was active last: what "Show result as JSON" means when the file has the focus. */
  #latest: ResultPane | undefined;

  /** Every change of every run, as it happens. */
  readonly onDidProgress = this.#progress.event;

  constructor(extensionUri: vscode.Uri, storage: () => Promise<ResultsStorage>) {
    super();
    this.#extensionUri = extensionUri;
    this.#storage = storage;
    const failed = (error: unknown): void => void showProblem(error);
    this.register(registerCommand(commandIds.showResultAsJson, () => this.#showLatestAsJson(), failed));
    this.register(registerCommand(commandIds.exportResult, () => this.#latestOrTell()?.export(), failed));
  }

  async show(run: ResultRun): Promise<RunProgress> {
    const [part, storage] = await Promise.all([import('./pane'), this.#storage()]);
    const pane = this.#panes.get(run.key) ?? this.#open(run.key, part.ResultPane);
    const words = { problemOf: asProblem, actionLabel };
    const { engines } = storage;
    const session = new part.RunSession(run, pane.nextNumber(), words, {
      engines,
      bodies: storage.newFile(),
    });
    session.onDidChange(() => this.#progress.fire(session.progress));
    this.#latest = pane;
    pane.show(session);
    await session.start();
    return session.progress;
  }

  override dispose(): void {
    for (const pane of [...this.#panes.values()]) pane.dispose();
    this.#panes.clear();
    super.dispose();
  }

  #open(key: string, Pane: typeof ResultPane): ResultPane {
    const pane = new Pane(key, this.#extensionUri, {
      closed: (closed) => this.#closed(closed),
      activated: (activated) => (this.#latest = activated),
      showJson: (session, column) => this.#documents.open(session, column),
      failed: (error) => void showProblem(error),
    });
    this.#panes.set(key, pane);
    this.#publish();
    return pane;
  }

  #closed(pane: ResultPane): void {
    if (this.#panes.get(pane.key) === pane) this.#panes.delete(pane.key);
    if (this.#latest === pane) this.#latest = undefined;
    pane.dispose();
    this.#publish();
  }

  #publish(): void {
    void vscode.commands.executeCommand('setContext', contextKey, this.#panes.size > 0);
  }

  async #showLatestAsJson(): Promise<void> {
    const pane = this.#latestOrTell();
    if (pane?.session) await this.#documents.open(pane.session, pane.viewColumn);
  }

  /** The pane that a command of the palette means; without one it is said what to do first. */
  #latestOrTell(): ResultPane | undefined {
    const pane = [...this.#panes.values()].find(({ active }) => active) ?? this.#latest;
    if (pane?.session) return pane;
    void vscode.window.showInformationMessage('Run a query first: there is no result to show.');
    return undefined;
  }
}
