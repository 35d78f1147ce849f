import * as vscode from 'vscode';
import type { FollowUps } from '../../core/followup/ports';
import type { AskMessage, HostMessage, PaneMessage } from '../../protocol/resultsMessages';
import { columnOf } from '../platform/openDocuments';
import { asProblem } from '../platform/problems';
import { copyAsCurl, copyCells } from './copying';
import { exportResult } from './exportResult';
import { followUp } from './follow';
import type { RunningExports } from './runningExports';
import type { RunSession } from './runSession';

/** What a message of the pane acts on. */
export interface PaneHost {
  readonly exports: RunningExports;
  followUps(): Promise<FollowUps>;
  showJson(session: RunSession): Promise<void>;
  watchExchanges(on: boolean): void;
  autoRefresh(seconds: number): void;
  pin(on: boolean): void;
  savePicture(message: Extract<PaneMessage, { readonly type: 'savePicture' }>): Promise<void>;
  tell(message: Extract<HostMessage, { readonly type: 'answer' | 'noted' }>): void;
}

type Action<T extends PaneMessage['type']> = (
  message: Extract<PaneMessage, { readonly type: T }>,
  session: RunSession,
  host: PaneHost,
) => unknown;

type Actions = { readonly [T in PaneMessage['type']]: Action<T> };

async function follow(
  message: Parameters<typeof followUp>[0],
  session: RunSession,
  host: PaneHost,
): Promise<void> {
  await followUp(
    message,
    {
      origin: session.run.origin,
      schema: session.schema,
      ask: (name, ask) => session.ask(name, ask),
    },
    await host.followUps(),
  );
}

const actions: Actions = {
  ready: () => undefined,
  runAgain: (_, { run }) => run.runAgain(),
  stop: (_, session) => session.stop(),
  leave: (_, { run }) => showQuery(run.origin.uri),
  switchEnvironment: (_, { run }) => run.runAgain('elsewhere'),
  wantFormatted,
  showFilter: async (_, { run }, host) => (await host.followUps()).showFilter(run.origin),
  nextPage: (_, session) => session.nextPage(),
  loadAll: (_, session) => session.loadAll(),
  goOn: (_, session) => session.goOn(),
  showJson: (_, session, host) => host.showJson(session),
  problemAction: (_, { problem, run }) => {
    if (problem?.action) run.onAction(problem.action, problem);
  },
  ask: answer,
  watchExchanges: ({ on }, _, host) => host.watchExchanges(on),
  copy: ({ text }) => vscode.env.clipboard.writeText(text),
  copyCells: async (message, session, host) => note(session, host, await copyCells(message, session)),
  copyAsCurl: async (_, session, host) => note(session, host, await copyAsCurl(session.request)),
  export: (message, session, { exports }) => exportResult(message, session, exports),
  follow,
  addToFilter: follow,
  setSelect: follow,
  autoRefresh: ({ seconds }, _, host) => host.autoRefresh(seconds),
  pin: ({ on }, _, host) => host.pin(on),
  savePicture: (message, _, host) => host.savePicture(message),
};

/** Does what the pane asks for. May throw a ProblemError. */
export async function actOn(message: PaneMessage, session: RunSession, host: PaneHost): Promise<void> {
  // The table says of each kind of message what it takes.
  const action = actions[message.type] as Action<PaneMessage['type']>;
  await action(message, session, host);
}

/** The file's words are sent as they stand, and so it is the file that is changed. */
async function wantFormatted(_: unknown, { run }: RunSession, host: PaneHost): Promise<void> {
  const add = 'Ask for them';
  const chosen = await vscode.window.showInformationMessage(
    'The server sent no formatted values: the Prefer header of the query does not ask for them.',
    add,
  );
  if (chosen !== add) return;
  await (await host.followUps()).askForFormatted(run.origin);
  run.runAgain();
}

/** Back to the file, if it is open: not to whatever else had the focus before. */
async function showQuery(uri: string): Promise<void> {
  const viewColumn = columnOf(uri);
  if (viewColumn === undefined) return;
  await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), { viewColumn });
}

function note({ number: run }: RunSession, host: PaneHost, text: string): void {
  host.tell({ type: 'noted', run, text });
}

/** Whatever comes of it, the pane is told. */
async function answer(
  { run, id, name, ask }: AskMessage,
  session: RunSession,
  host: PaneHost,
): Promise<void> {
  try {
    const found = await session.ask(name, ask);
    host.tell({ type: 'answer', run, id, ...(found === undefined ? {} : { answer: found }) });
  } catch (error) {
    host.tell({ type: 'answer', run, id, problem: asProblem(error) });
  }
}
