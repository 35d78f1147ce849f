/** Stops whatever it stands for. Calling it twice does nothing more. */
export interface Disposable {
  dispose(): void;
}

/** Same shape as VS Code's `Event`, so that the shell can pass one through. */
export type Event<T> = (listener: (value: T) => unknown) => Disposable;

/** A minimal typed event source for `core`. Listeners are called in the order in which they came. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event: Event<T> = (listener) => {
    // A wrapper gives each subscription its own identity, also when one function listens twice.
    const own = (value: T): unknown => listener(value);
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
