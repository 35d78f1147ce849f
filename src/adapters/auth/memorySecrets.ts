import type { SecretStore } from '../../core/auth/ports';
import { Emitter } from '../../core/base/event';

/** Secrets for as long as the process lives: the headless face, which leaves nothing behind. */
export class MemorySecrets implements SecretStore {
  readonly #values = new Map<string, string>();
  readonly #changed = new Emitter<string>();

  readonly onDidChange = this.#changed.event;

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#values.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.#values.set(key, value);
    this.#changed.fire(key);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    if (this.#values.delete(key)) this.#changed.fire(key);
    return Promise.resolve();
  }
}
