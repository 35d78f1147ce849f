import type { Environment } from '../../core/base/environment';
import type { EpochMs } from '../../core/base/clock';
import { Emitter } from '../../core/base/event';
import { DisposableOwner, DisposableStore } from '../platform/disposables';
import type { EnvironmentSchema, SchemaServices } from './ports';

/** Whoever comes back to the window after so long gets the schema compared again. */
const recheckAfterMs = 10 * 60_000;

interface Entry {
  readonly environment: Environment;
  readonly schema: EnvironmentSchema;
  readonly owned: DisposableStore;
  /** When the environment was asked last, with or without success: an error is met once, not in a loop. */
  askedAt: EpochMs | undefined;
}

/** The schemas of the environments that anybody has looked at, each opened from the cache at once and checked behind it. */
export class EnvironmentSchemas extends DisposableOwner {
  readonly #services: SchemaServices;
  readonly #entries = new Map<string, Entry>();
  readonly #changed = this.register(new Emitter<string>());

  /** Fires with the name of the environment whose schema or labels changed, or are on their way. */
  readonly onDidChange = this.#changed.event;

  constructor(services: SchemaServices) {
    super();
    this.#services = services;
    this.register(services.onDidChangeTokens((name) => this.#tokenCame(name)));
    this.register(services.onDidChangeEnvironments(() => this.#retain()));
  }

  readonly #schemaChanged = this.register(new Emitter<string>());
  readonly #knowledgeChanged = this.register(new Emitter<string>());

  /** The same, where it is another schema than before. */
  readonly onDidChangeSchema = this.#schemaChanged.event;
  /** The same, where there is another schema, or labels came. */
  readonly onDidChangeKnowledge = this.#knowledgeChanged.event;

  /** Opens what is cached when first called for an environment; asks the environment where nobody has to be asked. */
  of(environment: Environment): EnvironmentSchema {
    const known = this.#entries.get(environment.name);
    if (known !== undefined && isSame(known.environment, environment)) return known.schema;
    known?.owned.dispose();
    const entry = this.#open(environment);
    this.#entries.set(environment.name, entry);
    void this.#look(entry);
    return entry.schema;
  }

  /** When the environment was asked last. */
  askedAt(environment: Environment): EpochMs | undefined {
    return this.#entries.get(environment.name)?.askedAt;
  }

  /** "Refresh metadata": signs in where that is needed, then fetches. What goes wrong is the schema's state. */
  async refresh(environment: Environment): Promise<void> {
    const schema = this.of(environment);
    const entry = this.#entries.get(environment.name);
    if (entry !== undefined) entry.askedAt = this.#services.clock.now();
    await schema.refresh.refresh();
  }

  /** The window has the focus again. */
  recheck(): void {
    const now = this.#services.clock.now();
    for (const entry of this.#entries.values()) {
      if (entry.askedAt !== undefined && now - entry.askedAt >= recheckAfterMs) void this.#ask(entry);
    }
  }

  override dispose(): void {
    for (const { owned } of this.#entries.values()) owned.dispose();
    this.#entries.clear();
    super.dispose();
  }

  #open(environment: Environment): Entry {
    const owned = new DisposableStore();
    const schema = owned.add(this.#services.make(environment));
    let known = schema.refresh.schema;
    owned.add(
      schema.refresh.onDidChange(() => {
        if (schema.refresh.schema !== known) {
          this.#tell(environment, [this.#schemaChanged, this.#knowledgeChanged]);
        }
        known = schema.refresh.schema;
        this.#tell(environment, [this.#changed]);
      }),
    );
    owned.add(
      schema.onDidChangeLabels(() => this.#tell(environment, [this.#knowledgeChanged, this.#changed])),
    );
    return { environment, schema, owned, askedAt: undefined };
  }

  #tell({ name }: Environment, emitters: readonly Emitter<string>[]): void {
    for (const emitter of emitters) emitter.fire(name);
  }

  async #look(entry: Entry): Promise<void> {
    await entry.schema.refresh.open();
    await this.#ask(entry);
  }

  async #ask(entry: Entry): Promise<void> {
    if (!this.#services.mayAsk(entry.environment)) return;
    entry.askedAt = this.#services.clock.now();
    await entry.schema.refresh.check();
  }

  #tokenCame(name: string): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined && entry.askedAt === undefined) void this.#ask(entry);
  }

  /** Those that are gone or were changed are closed; whoever needs one opens it anew. */
  #retain(): void {
    const { environments } = this.#services;
    for (const [name, { environment, owned }] of this.#entries) {
      if (environments.some((one) => isSame(one, environment))) continue;
      this.#entries.delete(name);
      owned.dispose();
      this.#tell(environment, [this.#schemaChanged, this.#knowledgeChanged, this.#changed]);
    }
  }
}

function isSame(a: Environment, b: Environment): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
