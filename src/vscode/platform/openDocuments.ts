import * as vscode from 'vscode';
import { ProblemError } from '../../core/base/problem';

/** The document in which a query stands, whether it is shown or not. Throws ProblemError where it is gone. */
export async function openQuery(uri: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  } catch {
    throw new ProblemError({
      kind: 'bad-input',
      title: 'The file of this query is no longer there.',
      remedy: 'Run the query from where it is now.',
    });
  }
}

/** The column in which a document is open, also in the background; `undefined` where it is not. */
export function columnOf(uri: string): vscode.ViewColumn | undefined {
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri),
  );
  return group?.viewColumn;
}
