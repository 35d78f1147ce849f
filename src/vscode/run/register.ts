import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { once } from '../../core/base/once';
import type { RunAgain } from '../../core/results/resultRun';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { columnOf, openQuery } from '../platform/openDocuments';
import { showProblem } from '../platform/problems';
import type { QuerySource, RequestPlace } from './findRequest';
import { RunningQueries } from './runningQueries';
import type { RunServices } from './runQuery';
import { UnaskedRuns } from './unaskedRuns';

/** "Run query" and "Stop the running query". */
export function registerRun(services: RunServices, memento: vscode.Memento): Disposable {
  const store = new DisposableStore();
  const running = store.add(new RunningQueries());
  const unasked = new UnaskedRuns();
  const loadRunner = once(async () => {
    const { QueryRunner, RefusedPlaces, WriteGuard } = await import('./runQuery');
    return new QueryRunner(services, new WriteGuard(memento), running, store.add(new RefusedPlaces()));
  });
  const onError = (error: unknown): void => void showProblem(error);
  const add = (id: CommandId, run: (source: QuerySource, place: RunPlace) => Promise<void>): void => {
    const command = async (argument: unknown): Promise<void> => {
      const target = targetOf(argument);
      if (target?.place.how === 'unasked') {
        const { uri, place } = target;
        return unasked.run(uri, place.block, (document) => run({ document }, place));
      }
      const editor = await editorFor(target?.uri);
      if (editor !== undefined) return run(editor, target?.place ?? {});
      void vscode.window.showInformationMessage('Open an .odata file and put the cursor into a query.');
    };
    store.add(registerCommand(id, command, onError));
  };
  add(commandIds.runQuery, async (source, { how, environment, ...place }) => {
    const runner = await loadRunner();
    await (how === 'elsewhere'
      ? runner.runElsewhere(source, place)
      : runner.run(source, place, how === 'unasked' ? (environment ?? '') : undefined));
  });
  for (const [id, language] of [
    [commandIds.copyAsCurl, 'curl'],
    [commandIds.copyAsCsharp, 'csharp'],
  ] as const) {
    add(id, async (source, place) => {
      const { copyRequest } = await import('./copyRequest');
      await copyRequest(services, source, place, language);
    });
  }
  store.add(registerCommand(commandIds.cancelQuery, () => running.cancelAll(), onError));
  return store;
}

interface RunPlace extends RequestPlace {
  readonly how?: RunAgain;
  /** Name of the one that the rows are from. */
  readonly environment?: string;
}

interface RunTarget {
  readonly uri: string;
  readonly place: RunPlace;
}

/** The argument of a code lens or of "Run again"; the editor title passes a Uri instead. */
function targetOf(argument: unknown): RunTarget | undefined {
  if (argument instanceof vscode.Uri) return { uri: argument.toString(), place: {} };
  if (typeof argument !== 'object' || argument === null || !('uri' in argument)) return undefined;
  const uri = argument.uri instanceof vscode.Uri ? argument.uri.toString() : argument.uri;
  if (typeof uri !== 'string') return undefined;
  return { uri, place: placeOf(argument) };
}

function placeOf(argument: object): RunPlace {
  if ('line' in argument && typeof argument.line === 'number') return { line: argument.line };
  const { block, how, environment } = argument as Readonly<Record<string, unknown>>;
  return {
    ...(typeof block === 'string' ? { block } : {}),
    ...(isHow(how) ? { how } : {}),
    ...(typeof environment === 'string' ? { environment } : {}),
  };
}

function isHow(value: unknown): value is RunAgain {
  return value === 'elsewhere' || value === 'unasked';
}

/** The active one; where no text is active, as in the walkthrough, one in view or else one that is open. */
async function queryEditor(): Promise<vscode.TextEditor | undefined> {
  const { activeTextEditor: active, visibleTextEditors } = vscode.window;
  if (active !== undefined) return isQuery(active.document) ? active : undefined;
  const visible = visibleTextEditors.find(({ document }) => isQuery(document));
  if (visible !== undefined) return visible;
  for (const document of vscode.workspace.textDocuments.filter(isQuery).toReversed()) {
    const viewColumn = columnOf(document.uri.toString());
    if (viewColumn !== undefined) return vscode.window.showTextDocument(document, { viewColumn });
  }
  return undefined;
}

function isQuery({ languageId }: vscode.TextDocument): boolean {
  return languageId === 'odata';
}

async function editorFor(uri: string | undefined): Promise<vscode.TextEditor | undefined> {
  if (uri === undefined) return queryEditor();
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri);
  if (visible !== undefined) return visible;
  const document = await openQuery(uri);
  // Not the column of the results, which may have the focus.
  const viewColumn = columnOf(uri) ?? vscode.ViewColumn.One;
  return vscode.window.showTextDocument(document, { preserveFocus: true, viewColumn });
}
