import type { CancelSignal } from '../../core/base/cancel';
import type { Event } from '../../core/base/event';
import type { LanguageKnowledge } from '../../core/language/model';

/** What the language features need of the rest. */
export interface LanguageServices {
  /** Name of the environment that a block goes to; undefined where none is configured for it. */
  environmentFor(block: BlockAddress): string | undefined;
  /** The answer of `environmentFor` may have changed. */
  readonly onDidChangeEnvironment: Event<unknown>;
  /** What is known of the environment of that name; for `undefined`, what holds anywhere. Cheap: asked at every key. */
  knowledgeOf(environment: string | undefined): LanguageKnowledge;
  /** Whether more about that environment is on its way. */
  isLearning(environment: string | undefined): boolean;
  /** The page of a table in the maker portal. Throws ProblemError. */
  tablePage(environment: string, table: string, signal: CancelSignal): Promise<string | undefined>;
  /** A schema came, or another one. */
  readonly onDidChangeSchema: Event<unknown>;
  /** A schema or labels came or went. */
  readonly onDidChangeKnowledge: Event<unknown>;
}

export interface BlockAddress {
  /** What `# @env` names. */
  readonly env?: string;
  /** Absolute or relative; variables substituted where they have values. */
  readonly target: string;
}
