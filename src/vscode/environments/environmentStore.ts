import * as vscode from 'vscode';
import { Emitter, type Event } from '../../core/base/event';
import type { Environment } from '../../core/base/environment';
import { readEnvironments, toSettingEntry, type EnvironmentEntry } from '../../core/base/environmentConfig';
import { parseEnvironmentUrl, sameEnvironment } from '../../core/dataverse/environmentUrl';
import { DisposableOwner } from '../platform/disposables';

const section = 'dataverseWorkbench';
const key = 'environments';
const currentKey = 'currentEnvironment';

/** The configured environments and which one is current in this window. Reads user settings only. */
export class EnvironmentStore extends DisposableOwner {
  readonly #changed = this.register(new Emitter<void>());
  readonly #memento: vscode.Memento;
  readonly #lastUsed: vscode.Memento;
  #entries: readonly EnvironmentEntry[] = [];
  #turn: Promise<void> = Promise.resolve();

  /** Fires when the list, an entry or the current environment changed. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(memento: vscode.Memento, lastUsed: vscode.Memento) {
    super();
    this.#memento = memento;
    this.#lastUsed = lastUsed;
    this.#read();
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(`${section}.${key}`)) return;
        this.#read();
        this.#changed.fire();
      }),
    );
  }

  get environments(): readonly Environment[] {
    return this.#entries.flatMap((entry) => (entry.kind === 'usable' ? [entry.environment] : []));
  }

  get unusable(): readonly { readonly name: string; readonly reason: string }[] {
    return this.#entries.flatMap((entry) => (entry.kind === 'unusable' ? [entry] : []));
  }

  byName(name: string): Environment | undefined {
    return this.environments.find((environment) => environment.name.toLowerCase() === name.toLowerCase());
  }

  byOrigin(origin: string): Environment | undefined {
    return this.environments.find((environment) => sameEnvironment(environment.url, origin));
  }

  /** The environment that queries go to when their file names none. */
  get current(): Environment | undefined {
    const name = this.#memento.get<string>(currentKey) ?? this.#lastUsed.get<string>(currentKey);
    const named = name === undefined ? undefined : this.byName(name);
    return named ?? (this.environments.length === 1 ? this.environments[0] : undefined);
  }

  async setCurrent(name: string): Promise<void> {
    await this.#memento.update(currentKey, name);
    await this.#lastUsed.update(currentKey, name);
    this.#changed.fire();
  }

  /**
   * Adds an environment, or replaces the entry of the same name; with `previousName` the entry of that name, which is
   * how one is renamed. Other entries stay as they were written.
   */
  save(environment: Environment, previousName = environment.name): Promise<void> {
    return this.#inTurn(async () => {
      const raw = this.#raw();
      const entry = toSettingEntry(environment);
      const index = raw.findIndex((other) => hasName(other, previousName));
      const wasCurrent = this.current?.name === previousName;
      await this.#write(index < 0 ? [...raw, entry] : raw.with(index, entry));
      if (wasCurrent && previousName !== environment.name) await this.setCurrent(environment.name);
    });
  }

  /** Changes an environment as it is by then: what another change is about to write is not lost. */
  async change(name: string, changes: Partial<Environment>): Promise<void> {
    await this.#turn;
    const environment = this.byName(name);
    if (environment !== undefined) await this.save({ ...environment, ...changes }, environment.name);
  }

  /** Takes an environment out of the settings. */
  remove(name: string): Promise<void> {
    return this.#inTurn(() => this.#write(this.#raw().filter((entry) => !hasName(entry, name))));
  }

  /** One write after the other: each starts from what the one before has left. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #write(entries: readonly unknown[]): Promise<void> {
    await vscode.workspace.getConfiguration(section).update(key, entries, vscode.ConfigurationTarget.Global);
    this.#read();
    this.#changed.fire();
  }

  #raw(): unknown[] {
    const inspected = vscode.workspace.getConfiguration(section).inspect<unknown>(key);
    return Array.isArray(inspected?.globalValue) ? [...(inspected.globalValue as unknown[])] : [];
  }

  #read(): void {
    // `inspect`, not `get`: a workspace must not be able to name an address that a token is sent to.
    this.#entries = readEnvironments(this.#raw(), parseEnvironmentUrl);
  }
}

function hasName(entry: unknown, name: string): boolean {
  if (typeof entry !== 'object' || entry === null || !('name' in entry)) return false;
  return typeof entry.name === 'string' && entry.name.trim().toLowerCase() === name.toLowerCase();
}
