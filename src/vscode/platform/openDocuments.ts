import * as vscode from 'vscode';
import { ProblemError, type Problem } from '../../core/base/problem';

/** The document in which a query stands, whether it is shown or not. Throws ProblemError where it cannot be had. */
export async function openQuery(text: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(text, true));
  } catch {
    throw new ProblemError((await isGone(text)) ? gone : unreadable);
  }
}

const gone: Problem = {
  kind: 'bad-input',
  title: 'The file of this query is no longer there.',
  remedy: 'Run the query from where it is now.',
};

const unreadable: Problem = {
  kind: 'bad-input',
  title: 'The file of this query cannot be read.',
  cause: 'You may not be allowed to, or what it lies on cannot be reached.',
  remedy: 'Open the file to see why, then run the query again.',
};

async function isGone(uri: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.parse(uri, true));
    return false;
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
  }
}

/** The column in which a document is open, also in the background; `undefined` where it is not. */
export function columnOf(uri: string): vscode.ViewColumn | undefined {
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri),
  );
  return group?.viewColumn;
}
