import * as vscode from 'vscode';
import type { RunAgain } from '../../core/results/resultRun';
import { commandIds } from '../platform/commands';

/** Runs a block anew, as it stands in its document now. */
export function runBlock(
  { uri, block }: { readonly uri: string; readonly block?: string | undefined },
  how?: RunAgain,
): void {
  void vscode.commands.executeCommand(commandIds.runQuery, { uri, block, how });
}
