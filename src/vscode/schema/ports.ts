import type { CancelSignal } from '../../core/base/cancel';
import type { Clock } from '../../core/base/clock';
import type { Environment } from '../../core/base/environment';
import type { Disposable, Event } from '../../core/base/event';
import type { SchemaLabels } from '../../core/metadata/labels';
import type { SchemaRefresh } from '../../core/metadata/refresh';

/** What is kept of one environment. */
export interface EnvironmentSchema extends Disposable {
  readonly refresh: SchemaRefresh;
  /** Fetched as they are asked for. */
  readonly labels: SchemaLabels;
  /** Whether more is on its way: what is said now may be said better in a moment. */
  readonly learning: boolean;
  /** Labels came. */
  readonly onDidChangeLabels: Event<unknown>;
}

/** What the schema needs of the rest; wired in the composition root. */
export interface SchemaServices {
  readonly clock: Clock;
  readonly environments: readonly Environment[];
  readonly current: Environment | undefined;
  /** The list, an entry or the current environment changed. */
  readonly onDidChangeEnvironments: Event<unknown>;
  make(environment: Environment): EnvironmentSchema;
  /** Whether the environment can be asked now without asking a person for anything. */
  mayAsk(environment: Environment): boolean;
  /** Fires with the name of an environment for which the answer of `mayAsk` may have changed. */
  readonly onDidChangeTokens: Event<string>;
  /** A token is there, or the user is asked for what it takes. Throws ProblemError. */
  ensureSignedIn(environment: Environment, signal: CancelSignal): Promise<void>;
  /** The environment that a document's first lines or, else, the window names. */
  environmentOf(document: { readonly languageId: string; getText(): string }): Environment | undefined;
  /** The page of a table in the maker portal. Throws ProblemError. */
  makerPortalPage(environment: Environment, table: string, signal: CancelSignal): Promise<string>;
}
