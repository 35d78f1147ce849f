import type { Environment } from '../core/base/environment';
import type { Disposable } from '../core/base/event';
import type { Connection } from './connection';

/** One connection an environment, made when first asked for and ended when its settings change or go. */
export class ConnectionPool implements Disposable {
  readonly #open: (environment: Environment) => Connection;
  readonly #connections = new Map<string, { readonly settings: string; readonly connection: Connection }>();

  constructor(open: (environment: Environment) => Connection) {
    this.#open = open;
  }

  get(environment: Environment): Connection {
    const settings = settingsOf(environment);
    const held = this.#connections.get(environment.name);
    if (held?.settings === settings) return held.connection;
    held?.connection.dispose();
    const connection = this.#open(environment);
    this.#connections.set(environment.name, { settings, connection });
    return connection;
  }

  /** The connection that is there already; asks for none to be made. */
  peek(environment: Environment): Connection | undefined {
    const held = this.#connections.get(environment.name);
    return held?.settings === settingsOf(environment) ? held.connection : undefined;
  }

  /** Ends the connections of environments that are no longer configured, or configured otherwise. */
  keepOnly(environments: readonly Environment[]): void {
    const wanted = new Map(environments.map((environment) => [environment.name, settingsOf(environment)]));
    for (const [name, { settings, connection }] of [...this.#connections]) {
      if (wanted.get(name) === settings) continue;
      this.#connections.delete(name);
      connection.dispose();
    }
  }

  dispose(): void {
    this.keepOnly([]);
  }
}

/** `protected` is left out: marking an environment as production must not end its session. */
function settingsOf(environment: Environment): string {
  const settings = Object.entries(environment).filter(([key]) => key !== 'protected');
  return JSON.stringify(settings.toSorted(([a], [b]) => a.localeCompare(b)));
}
