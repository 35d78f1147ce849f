import type { Event } from '../base/event';
import { secretPurposeOf } from './secretKeys';
import type { SecretStore } from './ports';

/**
 * Keeps what must never be written down, a user's password, in memory until the token source takes it; everything else
 * goes to the store behind.
 */
export class PassingSecrets implements SecretStore {
  readonly #behind: SecretStore;
  readonly #passing = new Map<string, string>();

  constructor(behind: SecretStore) {
    this.#behind = behind;
  }

  get onDidChange(): Event<string> {
    return this.#behind.onDidChange;
  }

  get(key: string): Promise<string | undefined> {
    return passes(key) ? Promise.resolve(this.#passing.get(key)) : this.#behind.get(key);
  }

  store(key: string, value: string): Promise<void> {
    if (!passes(key)) return this.#behind.store(key, value);
    this.#passing.set(key, value);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    if (!passes(key)) return this.#behind.delete(key);
    this.#passing.delete(key);
    return Promise.resolve();
  }
}

function passes(key: string): boolean {
  return secretPurposeOf(key) === 'password';
}
