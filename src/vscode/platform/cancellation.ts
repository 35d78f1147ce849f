import type * as vscode from 'vscode';
import type { CancelSignal } from '../../core/base/cancel';

/** A VS Code token as the core knows it. */
export function cancelSignalOf(token: vscode.CancellationToken): CancelSignal {
  return {
    get cancelled() {
      return token.isCancellationRequested;
    },
    onCancel(listener) {
      const subscription = token.onCancellationRequested(listener);
      return () => void subscription.dispose();
    },
  };
}
