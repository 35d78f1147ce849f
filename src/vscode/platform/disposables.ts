import type { Disposable } from '../../core/base/event';

/** Owns disposables and ends them together, last in, first out. */
export class DisposableStore implements Disposable {
  readonly #items = new Set<Disposable>();
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.add(item);
    return item;
  }

  delete(item: Disposable): void {
    if (this.#items.delete(item)) item.dispose();
  }

  dispose(): void {
    this.#disposed = true;
    const items = [...this.#items].toReversed();
    this.#items.clear();
    for (const item of items) item.dispose();
  }
}

/** Base of whatever owns disposables for as long as it lives. */
export abstract class DisposableOwner implements Disposable {
  readonly #store = new DisposableStore();

  protected register<T extends Disposable>(item: T): T {
    return this.#store.add(item);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
