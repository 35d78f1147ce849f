import * as vscode from 'vscode';

/** The column in which a document is open, also in the background; `undefined` where it is not. */
export function columnOf(uri: string): vscode.ViewColumn | undefined {
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri),
  );
  return group?.viewColumn;
}
