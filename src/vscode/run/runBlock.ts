import * as vscode from 'vscode';
import { commandIds } from '../platform/commands';

/** Runs a block anew, as it stands in its document now. */
export function runBlock(
  { uri, block }: { readonly uri: string; readonly block?: string | undefined },
  elsewhere = false,
): void {
  void vscode.commands.executeCommand(commandIds.runQuery, { uri, block, elsewhere });
}
