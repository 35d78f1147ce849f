/**
 * Cancellation without DOM or Node types, so that `core` can pass it on.
 * An `AbortSignal` and a VS Code `CancellationToken` are adapted to it at the edges.
 */
export interface CancelSignal {
  readonly cancelled: boolean;
  /** Calls `listener` once, at the latest in the next turn when already cancelled. Returns the way to stop listening. */
  onCancel(listener: () => void): () => void;
}

/** The writing side of a {@link CancelSignal}. */
export class CancelSource implements CancelSignal {
  #cancelled = false;
  readonly #listeners = new Set<() => void>();

  get signal(): CancelSignal {
    return this;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  onCancel(listener: () => void): () => void {
    if (this.#cancelled) {
      listener();
      return () => undefined;
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }
}

/** A signal that never fires. */
export const neverCancelled: CancelSignal = { cancelled: false, onCancel: () => () => undefined };
