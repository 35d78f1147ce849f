import * as vscode from 'vscode';
import { CancelSource } from '../../core/base/cancel';
import type { Disposable } from '../../core/base/event';

const contextKey = 'dataverseWorkbench.running';

/** The runs on their way, one a block: a second run of a block stops the first. */
export class RunningQueries implements Disposable {
  readonly #running = new Map<string, CancelSource>();

  start(key: string): CancelSource {
    this.#running.get(key)?.cancel();
    const source = new CancelSource();
    this.#running.set(key, source);
    this.#publish();
    return source;
  }

  finish(key: string, source: CancelSource): void {
    // A newer run of the same block may have taken the place.
    if (this.#running.get(key) === source) this.#running.delete(key);
    this.#publish();
  }

  cancelAll(): void {
    for (const source of [...this.#running.values()]) source.cancel();
  }

  dispose(): void {
    this.cancelAll();
    this.#running.clear();
    this.#publish();
  }

  #publish(): void {
    void vscode.commands.executeCommand('setContext', contextKey, this.#running.size > 0);
  }
}
