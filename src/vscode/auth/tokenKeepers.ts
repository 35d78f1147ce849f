import type { KeeperControl } from '../../core/auth/tokenKeeperApi';
import type { TokenStatus } from '../../core/auth/tokenStatus';
import type { Environment } from '../../core/base/environment';
import { Emitter, type Disposable } from '../../core/base/event';
import { DisposableOwner, DisposableStore } from '../platform/disposables';

/** What the registry keeps for each environment: a keeper, and what its maker hangs on it. */
export type Kept = Disposable & { readonly keeper: KeeperControl };

interface Entry<T extends Kept> {
  readonly name: string;
  readonly made: T;
  /** The settings that it was made from. */
  readonly settings: string;
  readonly owned: DisposableStore;
}

/** One keeper for each environment, made when first asked for, and remade when the environment's settings change. */
export class TokenKeepers<T extends Kept = Kept> extends DisposableOwner {
  readonly #make: (environment: Environment) => T;
  readonly #entries = new Map<string, Entry<T>>();
  readonly #changed = this.register(new Emitter<string>());

  /** Fires with the name of the environment whose status changed, or whose keeper came or went. */
  readonly onDidChange = this.#changed.event;

  constructor(make: (environment: Environment) => T) {
    super();
    this.#make = make;
  }

  get(environment: Environment): T {
    const key = keyOf(environment.name);
    const settings = settingsOf(environment);
    const known = this.#entries.get(key);
    if (known?.settings === settings) return known.made;
    known?.owned.dispose();
    const owned = new DisposableStore();
    const made = owned.add(this.#make(environment));
    owned.add(made.keeper.onDidChangeStatus(() => this.#changed.fire(environment.name)));
    this.#entries.set(key, { name: environment.name, made, settings, owned });
    this.#changed.fire(environment.name);
    return made;
  }

  /** Without making a keeper. */
  statusOf(environmentName: string): TokenStatus | undefined {
    return this.#entries.get(keyOf(environmentName))?.made.keeper.status;
  }

  /** Ends the keepers of environments that are gone or were changed. */
  retain(environments: readonly Environment[]): void {
    const settings = new Map(environments.map((one) => [keyOf(one.name), settingsOf(one)]));
    for (const [key, entry] of this.#entries) {
      if (settings.get(key) === entry.settings) continue;
      this.#entries.delete(key);
      entry.owned.dispose();
      this.#changed.fire(entry.name);
    }
  }

  /** The window got the focus: every keeper looks at the clock, and tries what waits. */
  check(): void {
    for (const { made } of this.#entries.values()) made.keeper.check();
  }

  override dispose(): void {
    for (const { owned } of this.#entries.values()) owned.dispose();
    this.#entries.clear();
    super.dispose();
  }
}

/** Two environments whose names differ in case alone are one: the settings look names up so. */
function keyOf(name: string): string {
  return name.toLowerCase();
}

function settingsOf(environment: Environment): string {
  return JSON.stringify(Object.entries(environment).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
