import type * as vscode from 'vscode';
import type { SecretStore } from '../../core/auth/ports';
import { Emitter } from '../../core/base/event';
import { DisposableOwner } from '../platform/disposables';

/** VS Code's SecretStorage as the core knows it: encrypted by the system, not synchronised, shared by windows. */
export class VsCodeSecrets extends DisposableOwner implements SecretStore {
  readonly #storage: vscode.SecretStorage;
  readonly #changed = this.register(new Emitter<string>());

  readonly onDidChange = this.#changed.event;

  constructor(storage: vscode.SecretStorage) {
    super();
    this.#storage = storage;
    this.register(storage.onDidChange(({ key }) => this.#changed.fire(key)));
  }

  async get(key: string): Promise<string | undefined> {
    return this.#storage.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    await this.#storage.store(key, value);
  }

  async delete(key: string): Promise<void> {
    await this.#storage.delete(key);
  }
}
