import { CancelSource } from '../base/cancel';
import type { Clock, EpochMs } from '../base/clock';
import { Emitter, type Disposable, type Event } from '../base/event';
import { problemOf } from '../base/problem';
import { pause } from '../dataverse/pause';
import type { LabelService } from './labelService';
import type { ColumnLabels, SchemaLabels, TableLabels } from './labels';
import {
  readKeptTable,
  readKeptTables,
  writeTable,
  writeTables,
  type KeptTable,
  type KeptTables,
} from './labelText';

/** Texts on disk, one for each name. Neither throws: a cache that fails is an empty one. */
export interface LabelCache {
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
}

export interface LabelStorePorts {
  readonly service: LabelService;
  readonly cache: LabelCache;
  readonly clock: Clock;
  /**
   * Whether the service may be asked now. Whoever is not signed in is neither signed in nor asked for a label's sake; what
   * the cache has is told all the same. Default: yes.
   */
  mayAsk?(): boolean;
}

/** What was read longer ago is read anew when it is next asked for. */
const maxAgeMs = 7 * 24 * 60 * 60 * 1000;
/** The service is not asked again so soon for what it refused to say, or could not be asked for. */
const refusedForMs = 30 * 60 * 1000;
const failedForMs = 60 * 1000;
/** What asks first is mostly a list of suggestions: to prepare a request takes longer than to send the list, and comes after it. */
const listGoesFirstMs = 100;
/** Tables that are read at the same time. */
const atOnce = 2;
/** Name of the list of all tables in the cache; no table is named so. */
const listName = '*';

/**
 * Labels of one environment. What is not known is looked for in the cache and then asked of the service, once, while
 * the answer is "not known yet"; `onDidChange` tells when it came.
 */
export class LabelStore implements SchemaLabels, Disposable {
  readonly #ports: LabelStorePorts;
  readonly #changes = new Emitter<void>();
  /** Something is known that was not. */
  readonly onDidChange: Event<void> = this.#changes.event;
  readonly #cancel = new CancelSource();
  #list: KeptTables | undefined;
  readonly #tables = new Map<string, KeptTable>();
  /** What is under way or waits for its turn. */
  readonly #wanted = new Set<string>();
  readonly #queue: string[] = [];
  #running = 0;
  readonly #notBefore = new Map<string, EpochMs>();
  /** What waits until the service may be asked. */
  readonly #unasked = new Set<string>();
  /** What was kept before is old, however young. */
  #changedAt: EpochMs = Number.NEGATIVE_INFINITY;

  constructor(ports: LabelStorePorts) {
    this.#ports = ports;
  }

  table(logicalName: string): TableLabels | undefined {
    this.#want(listName, this.#list);
    return this.#tables.get(logicalName)?.table ?? this.#list?.tables.get(logicalName);
  }

  column(table: string, column: string): ColumnLabels | undefined {
    const known = this.#tables.get(table);
    this.#want(table, known);
    return known?.columns.get(logicalNameOf(column));
  }

  /** Whether something is under way that was asked for. */
  get asking(): boolean {
    return this.#wanted.size > 0;
  }

  /** The schema changed, or somebody wants to see what is new: everything is asked for anew when it is next needed. */
  invalidate(): void {
    this.#changedAt = this.#ports.clock.now();
    this.#notBefore.clear();
    this.#unasked.clear();
    const fetchedAt = Number.NEGATIVE_INFINITY;
    this.#list &&= { ...this.#list, fetchedAt };
    for (const [name, table] of this.#tables) this.#tables.set(name, { ...table, fetchedAt });
  }

  /** The answer of `mayAsk` has become yes: what could not be asked for may be asked for now. */
  askAgain(): void {
    if (this.#unasked.size === 0) return;
    this.#unasked.clear();
    this.#changes.fire();
  }

  dispose(): void {
    this.#cancel.cancel();
    this.#queue.length = 0;
    this.#changes.dispose();
  }

  #want(name: string, known: { readonly fetchedAt: EpochMs } | undefined): void {
    if (this.#isCurrent(known) || this.#wanted.has(name) || this.#cancel.cancelled) return;
    if (this.#unasked.has(name)) return;
    if ((this.#notBefore.get(name) ?? 0) > this.#ports.clock.now()) return;
    this.#wanted.add(name);
    this.#queue.push(name);
    this.#next();
  }

  #isCurrent(known: { readonly fetchedAt: EpochMs } | undefined): boolean {
    if (known === undefined || known.fetchedAt < this.#changedAt) return false;
    const age = this.#ports.clock.now() - known.fetchedAt;
    return age >= 0 && age < maxAgeMs;
  }

  #next(): void {
    while (this.#running < atOnce) {
      const name = this.#queue.shift();
      if (name === undefined) return;
      this.#running += 1;
      void this.#load(name).finally(() => {
        this.#running -= 1;
        this.#wanted.delete(name);
        this.#next();
      });
    }
  }

  async #load(name: string): Promise<void> {
    try {
      await this.#fromCache(name);
      const known = name === listName ? this.#list : this.#tables.get(name);
      if (this.#isCurrent(known)) return;
      await pause(this.#ports.clock, listGoesFirstMs, this.#cancel.signal);
      if (this.#ports.mayAsk?.() === false) this.#unasked.add(name);
      else await this.#fromService(name);
    } catch (error) {
      const problem = problemOf(error);
      if (problem?.kind === 'cancelled') return;
      const refused = problem === undefined || problem.kind === 'service-refused';
      this.#notBefore.set(name, this.#ports.clock.now() + (refused ? refusedForMs : failedForMs));
    }
  }

  /** Only where nothing is known yet: what this store has is never older than what is kept. */
  async #fromCache(name: string): Promise<void> {
    if (name === listName ? this.#list !== undefined : this.#tables.has(name)) return;
    const text = await this.#ports.cache.read(name);
    if (text === undefined || this.#cancel.cancelled) return;
    const kept = name === listName ? this.#takeList(text) : this.#takeTable(name, text);
    if (kept !== undefined) this.#changes.fire();
  }

  #takeList(text: string): KeptTables | undefined {
    this.#list = readKeptTables(text);
    return this.#list;
  }

  #takeTable(name: string, text: string): KeptTable | undefined {
    const kept = readKeptTable(text);
    if (kept !== undefined) this.#tables.set(name, kept);
    return kept;
  }

  async #fromService(name: string): Promise<void> {
    // Before the answer: a change while it is under way makes it old.
    const fetchedAt = this.#ports.clock.now();
    if (name === listName) {
      this.#list = { fetchedAt, tables: await this.#ports.service.tables(this.#cancel.signal) };
      this.#changes.fire();
      await this.#ports.cache.write(name, writeTables(this.#list));
    } else {
      const table = { fetchedAt, ...(await this.#ports.service.table(name, this.#cancel.signal)) };
      this.#tables.set(name, table);
      this.#changes.fire();
      await this.#ports.cache.write(name, writeTable(table));
    }
  }
}

/** `_primarycontactid_value` is the property of the column `primarycontactid`. */
function logicalNameOf(column: string): string {
  return /^_(.+)_value$/.exec(column)?.[1] ?? column;
}
