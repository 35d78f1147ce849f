import { CancelSource, type CancelSignal } from '../base/cancel';
import type { Clock } from '../base/clock';
import { Emitter, type Disposable, type Event } from '../base/event';
import { problemOf, type Problem } from '../base/problem';
import type { Schema } from './model';
import type { OpenSchema, SchemaCache, SchemaKey, SchemaService, SchemaStamp } from './schemaPorts';

/** Where the schema of an environment stands. `schema`: what answers meanwhile, however old. */
export type SchemaState =
  /** Nothing is known and nothing is under way. */
  | { readonly kind: 'none' }
  /** The cache is being looked at. */
  | { readonly kind: 'opening' }
  /** From the cache; nobody has asked yet whether it is current. */
  | { readonly kind: 'cached'; readonly schema: Schema; readonly stamp: SchemaStamp }
  | { readonly kind: 'fetching'; readonly receivedBytes: number; readonly schema?: Schema }
  /** As the environment has it. */
  | { readonly kind: 'ready'; readonly schema: Schema; readonly stamp: SchemaStamp }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly schema?: Schema };

export interface SchemaRefreshPorts {
  readonly key: SchemaKey;
  readonly service: SchemaService;
  readonly cache: SchemaCache;
  readonly clock: Pick<Clock, 'now'>;
  /** A schema is read anew after so long, whatever its time stamp says. Default seven days. */
  readonly maxAgeMs?: number;
}

const week = 7 * 24 * 60 * 60 * 1000;

/**
 * Keeps the schema of one environment: opened from the cache at once, compared with the environment in the background,
 * fetched where it changed. Every call may come at any time and any number of times. What goes wrong is a state; a call
 * rejects only for a fault of the program.
 */
export class SchemaRefresh implements Disposable {
  readonly #ports: SchemaRefreshPorts;
  readonly #changes = new Emitter<SchemaState>();
  readonly onDidChange: Event<SchemaState> = this.#changes.event;
  #state: SchemaState = { kind: 'none' };
  #open: OpenSchema | undefined;
  #opening: Promise<void> | undefined;
  #work:
    { readonly promise: Promise<void>; readonly cancel: CancelSource; readonly forced: boolean } | undefined;
  #disposed = false;

  constructor(ports: SchemaRefreshPorts) {
    this.#ports = ports;
  }

  get state(): SchemaState {
    return this.#state;
  }

  /** What answers now. */
  get schema(): Schema | undefined {
    return this.#open?.schema;
  }

  /** Opens the cache; asks the environment nothing. */
  open(): Promise<void> {
    this.#opening ??= this.#openCache();
    return this.#opening;
  }

  /** Opens the cache where that was not done, then fetches the schema unless the environment says that it is current. */
  check(): Promise<void> {
    return this.#work?.promise ?? this.#start(false);
  }

  /** "Refresh metadata": fetches the schema, whatever its age. */
  refresh(): Promise<void> {
    const running = this.#work;
    // What is being fetched is as new as can be.
    if (running?.forced === true || this.#state.kind === 'fetching') return this.check();
    running?.cancel.cancel();
    return this.#start(true, running?.promise);
  }

  /** Stops what `check` or `refresh` has under way; what was open stays. */
  cancel(): void {
    this.#work?.cancel.cancel();
  }

  dispose(): void {
    this.#disposed = true;
    this.cancel();
    this.#changes.dispose();
    this.#open?.dispose();
    this.#open = undefined;
  }

  async #openCache(): Promise<void> {
    this.#become({ kind: 'opening' });
    const found = await this.#ports.cache.open(this.#ports.key);
    if (found === undefined) this.#become({ kind: 'none' });
    else this.#take(found, 'cached');
  }

  #start(forced: boolean, after: Promise<void> = Promise.resolve()): Promise<void> {
    const cancel = new CancelSource();
    const run = (): Promise<void> => this.#run(forced, cancel.signal);
    const promise = after.then(run, run).finally(() => {
      if (this.#work?.cancel === cancel) this.#work = undefined;
    });
    this.#work = { promise, cancel, forced };
    return promise;
  }

  async #run(forced: boolean, signal: CancelSignal): Promise<void> {
    await this.open();
    try {
      const timestamp = await this.#ports.service.timestamp(signal);
      if (!forced && (await this.#isCurrent(timestamp))) this.#become(this.#settled('ready'));
      else await this.#fetch(timestamp, signal);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined || problem.kind === 'cancelled') this.#become(this.#settled('cached'));
      if (problem === undefined) throw error;
      if (problem.kind !== 'cancelled') this.#become({ kind: 'failed', problem, ...this.#current() });
    }
  }

  async #isCurrent(timestamp: string | undefined): Promise<boolean> {
    if (this.#fits(this.#open?.stamp, timestamp)) return true;
    // Another window may have fetched it meanwhile.
    const found = await this.#ports.cache.open(this.#ports.key);
    if (found === undefined) return false;
    if (!this.#fits(found.stamp, timestamp)) {
      found.dispose();
      return false;
    }
    this.#take(found, 'cached');
    return true;
  }

  #fits(stamp: SchemaStamp | undefined, timestamp: string | undefined): boolean {
    if (stamp === undefined) return false;
    const age = this.#ports.clock.now() - stamp.fetchedAt;
    const young = age >= 0 && age < (this.#ports.maxAgeMs ?? week);
    return young && (timestamp === undefined || timestamp === stamp.timestamp);
  }

  async #fetch(timestamp: string | undefined, signal: CancelSignal): Promise<void> {
    const progress = (receivedBytes: number): void => {
      if (!signal.cancelled) this.#become({ kind: 'fetching', receivedBytes, ...this.#current() });
    };
    progress(0);
    const document = await this.#ports.service.document(signal, progress);
    const stamp = { fetchedAt: this.#ports.clock.now(), ...(timestamp === undefined ? {} : { timestamp }) };
    this.#take(await this.#ports.cache.keep(this.#ports.key, document, stamp), 'ready');
  }

  #current(): { schema?: Schema } {
    return this.#open === undefined ? {} : { schema: this.#open.schema };
  }

  #settled(kind: 'cached' | 'ready'): SchemaState {
    if (this.#open === undefined) return { kind: 'none' };
    return { kind, schema: this.#open.schema, stamp: this.#open.stamp };
  }

  #take(found: OpenSchema, kind: 'cached' | 'ready'): void {
    if (this.#disposed) return found.dispose();
    const before = this.#open;
    this.#open = found;
    // What is broken is fetched anew, once: the next file is another one.
    found.onDidBreak?.(() => {
      if (this.#open === found) void this.refresh();
    });
    this.#become(this.#settled(kind));
    before?.dispose();
  }

  #become(state: SchemaState): void {
    this.#state = state;
    this.#changes.fire(state);
  }
}
