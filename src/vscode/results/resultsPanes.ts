import * as vscode from 'vscode';
import type { KeptResult, KeptResults } from '../../core/results/keptResult';
import type { ResultRun, ResultsView, RunProgress } from '../../core/results/resultRun';
import { paneCommands } from '../../protocol/paneCommands';
import { commandIds, registerCommand } from '../platform/commands';
import { DisposableOwner } from '../platform/disposables';
import { actionLabel, asProblem, showProblem } from '../platform/problems';
import { JsonDocuments } from './jsonDocuments';
import type { KeptWriter } from './keptWriter';
import type { ResultLabels, ResultsServices } from './ports';
import { paneCommandIds } from './paneCommandIds';
import { resultsViewType } from './ports';
import type * as pane from './pane';
import type { ResultPane } from './resultPane';
import { shownResultOf } from './keptMark';
import { RunningExports } from './runningExports';
import type { RunSession } from './runSession';

/** The palette offers "Show result as JSON" while it is set. */
const contextKey = 'dataverseWorkbench.hasResult';

/** A window that is loaded anew closes its panes too, and is gone sooner than this: their rows are wanted again. In milliseconds. */
const forgetAfter = 3000;

/** What is loaded with the first pane. */
type Part = typeof pane;

/** All results panes: one a block, found again by the run's key. */
export class ResultsPanes extends DisposableOwner implements ResultsView {
  readonly #extensionUri: vscode.Uri;
  readonly #services: ResultsServices;
  #labels: Promise<ResultLabels> | undefined;
  readonly #panes = new Map<string, ResultPane>();
  /** Of the run on view in each pane. */
  readonly #writers = new Map<ResultPane, KeptWriter>();
  /** Titles of what was shown since the window was loaded: of the end of such a pane its panel tells. */
  readonly #shown = new Set<string>();
  /** Results of panes that were just closed. */
  readonly #forgetting = new Set<ReturnType<typeof setTimeout>>();
  readonly #documents = this.register(new JsonDocuments());
  readonly #exports = this.register(new RunningExports());
  /** The pane that was active last: what "Show result as JSON" means when the file has the focus. */
  #latest: ResultPane | undefined;

  constructor(extensionUri: vscode.Uri, services: ResultsServices) {
    super();
    this.#extensionUri = extensionUri;
    this.#services = services;
    const failed = (error: unknown): void => void showProblem(error);
    this.register(registerCommand(commandIds.showResultAsJson, () => this.#showLatestAsJson(), failed));
    for (const command of paneCommands) {
      const run = (): void => this.#latestOrTell()?.command(command);
      this.register(registerCommand(paneCommandIds[command], run, failed));
    }
    this.register(vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.#tabsClosed(closed)));
    this.register(
      vscode.window.registerWebviewPanelSerializer(resultsViewType, {
        deserializeWebviewPanel: (panel, state: unknown) => this.#restore(panel, state),
      }),
    );
  }

  async show(run: ResultRun): Promise<RunProgress> {
    const part = await import('./pane');
    const pane = this.#panes.get(run.key) ?? this.#open(run.key, part);
    const session = await this.#begin(part, pane, run);
    this.#latest = pane;
    pane.show(session);
    await session.start();
    return session.progress;
  }

  note(key: string, text: string): void {
    this.#panes.get(key)?.note(text);
  }

  /** The window closes or is loaded anew: what the panes show is found again by {@link #restore}. */
  override dispose(): void {
    for (const pane of [...this.#panes.values()]) {
      pane.leave();
      pane.dispose();
    }
    for (const writer of this.#writers.values()) writer.dispose();
    for (const timer of this.#forgetting) clearTimeout(timer);
    this.#panes.clear();
    super.dispose();
  }

  async #begin(part: Part, pane: ResultPane, run: ResultRun, keptAs?: string): Promise<RunSession> {
    this.#shown.add(run.title);
    const { engines, kept } = await this.#services.storage();
    const id = keptAs ?? kept.newId();
    const words = { problemOf: asProblem, actionLabel };
    const forget = (): void => void kept.remove(id);
    const storage = { engines, bodies: kept.bodiesOf(id), keptAs: id, forget };
    const session = new part.RunSession(run, pane.nextNumber(), words, storage);
    this.#writers.get(pane)?.dispose();
    this.#writers.set(pane, new part.KeptWriter(session, kept));
    // Rows do not wait for words.
    this.#label(session).catch((error: unknown) => void showProblem(error));
    return session;
  }

  async #label(session: RunSession): Promise<void> {
    const labels = await (this.#labels ??= this.#listenToLabels());
    session.labelColumns(labels.of(session.run.origin));
  }

  async #listenToLabels(): Promise<ResultLabels> {
    const labels = await this.#services.labels();
    this.register(
      labels.onDidChange(() => {
        for (const { session } of this.#panes.values()) session?.labelColumns(labels.of(session.run.origin));
      }),
    );
    return labels;
  }

  /** A pane that was open when the window was loaded anew, with the rows that it had. */
  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { kept: results } = await this.#services.storage();
    const shown = shownResultOf(state, panel.title);
    // Of a page that VS Code wrote nothing down of, the title has to tell.
    const known = shown.id !== undefined || openResults(shown.title).length < 2;
    const found = known ? await results.take(shown) : undefined;
    if (!found) {
      panel.dispose();
      return;
    }
    const { id, kept } = found;
    const part = await import('./pane');
    const run = await this.#services.resume(kept);
    if (this.#panes.has(kept.key)) {
      // Its query was run meanwhile, in another pane.
      panel.dispose();
      await results.remove(id);
      return;
    }
    const pane = this.#open(kept.key, part, panel);
    const session = await this.#begin(part, pane, run, id);
    pane.show(session);
    await session.restore(kept);
    if (session.problem === undefined) pane.note(await this.#restoredNote(kept));
    this.#latest ??= pane;
  }

  async #restoredNote({ at, environment }: KeptResult): Promise<string> {
    const when = new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    const signedIn = await this.#services.isSignedIn(environment.name);
    return signedIn
      ? `These rows are from ${when}, before the window was loaded anew.`
      : `These rows are from ${when}. You are no longer signed in to ${environment.name}: running the query again or loading more asks you to.`;
  }

  #open(key: string, { ResultPane: Pane }: Part, panel?: vscode.WebviewPanel): ResultPane {
    const events = {
      exports: this.#exports,
      closed: (closed: ResultPane) => this.#closed(closed),
      activated: (activated: ResultPane) => (this.#latest = activated),
      followUps: () => this.#services.followUps(),
      showJson: (session: RunSession, column: vscode.ViewColumn) => this.#documents.open(session, column),
      isSignedIn: (environment: string) => this.#services.isSignedIn(environment),
      failed: (error: unknown) => void showProblem(error),
    };
    const pane = new Pane(key, this.#extensionUri, events, panel ?? this.#columnOfNew());
    this.#panes.set(key, pane);
    this.#publish();
    return pane;
  }

  /** Where results are already, unless the query stands there too. */
  #columnOfNew(): vscode.ViewColumn {
    const column = this.#latest?.viewColumn;
    const taken = vscode.window.activeTextEditor?.viewColumn;
    return column === undefined || column === taken ? vscode.ViewColumn.Beside : column;
  }

  #closed(pane: ResultPane): void {
    if (this.#panes.get(pane.key) === pane) this.#panes.delete(pane.key);
    if (this.#latest === pane) this.#latest = undefined;
    this.#writers.get(pane)?.dispose();
    this.#writers.delete(pane);
    pane.leave();
    pane.dispose();
    const id = pane.session?.keptAs;
    if (id !== undefined) this.#forgetSoon((kept) => kept.remove(id));
    this.#publish();
  }

  /** VS Code makes the page of a tab anew when it is looked at: before that, nobody but the tab tells of its end. */
  #tabsClosed(closed: readonly vscode.Tab[]): void {
    for (const { label } of closed.filter(isResult)) {
      if (this.#shown.has(label)) continue;
      this.#forgetSoon(async (kept) => {
        // It may have been moved to another group, or looked at there.
        if (this.#shown.has(label) || openResults(label).length > 0) return;
        await kept.removeUnopened(label);
      });
    }
  }

  #forgetSoon(forget: (kept: KeptResults) => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#forgetting.delete(timer);
      this.#services
        .storage()
        .then(({ kept }) => forget(kept))
        .catch((error: unknown) => void showProblem(error));
    }, forgetAfter);
    this.#forgetting.add(timer);
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

/** VS Code writes the view type behind a word of its own. */
function isResult({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(resultsViewType);
}

/** Tabs of results of a title, looked at or not. */
function openResults(title: string): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter((tab) => isResult(tab) && tab.label === title);
}
