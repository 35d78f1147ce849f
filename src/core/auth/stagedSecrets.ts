import { Emitter } from '../base/event';
import type { SecretStore } from './ports';

/**
 * Secrets of a sign-in that is still on trial: reads fall through to the store behind, writes stay here until
 * `commit()`. A trial that fails leaves nothing behind.
 */
export class StagedSecrets implements SecretStore {
  readonly #behind: SecretStore;
  readonly #staged = new Map<string, string | undefined>();
  readonly #changed = new Emitter<string>();

  readonly onDidChange = this.#changed.event;

  constructor(behind: SecretStore) {
    this.#behind = behind;
  }

  get(key: string): Promise<string | undefined> {
    return this.#staged.has(key) ? Promise.resolve(this.#staged.get(key)) : this.#behind.get(key);
  }

  store(key: string, value: string): Promise<void> {
    this.#staged.set(key, value);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#staged.set(key, undefined);
    return Promise.resolve();
  }

  /** Writes what was staged to the store behind. */
  async commit(): Promise<void> {
    for (const [key, value] of this.#staged) {
      await (value === undefined ? this.#behind.delete(key) : this.#behind.store(key, value));
    }
    this.#staged.clear();
  }
}
