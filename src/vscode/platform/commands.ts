import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import type { CommandId } from './commandIds';

export { commandIds, type CommandId } from './commandIds';

/** Registers a command whose failures are shown by `onError` and never get lost. */
export function registerCommand(
  id: CommandId,
  run: (...args: unknown[]) => unknown,
  onError: (error: unknown) => void,
): Disposable {
  return vscode.commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      // Results of commands stay inside: another extension could read them.
      await run(...args);
    } catch (error) {
      onError(error);
    }
  });
}
