import * as vscode from 'vscode';
import type { RunAgain } from '../../core/results/resultRun';
import { commandIds } from '../platform/commands';

interface RanBlock {
  readonly uri: string;
  readonly block?: string | undefined;
}

/**
 * Runs a block anew, as it stands in its document now.
 * @param environment name of the one that its rows are from
 */
export function runBlock({ uri, block }: RanBlock, environment: string, how?: RunAgain): void {
  void vscode.commands.executeCommand(commandIds.runQuery, { uri, block, how, environment });
}
