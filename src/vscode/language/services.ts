import type { Event } from '../../core/base/event';

/** What the language features need of the rest. */
export interface LanguageServices {
  /** Name of the environment that a block goes to; undefined where none is configured for it. */
  environmentFor(block: BlockAddress): string | undefined;
  /** The answer of `environmentFor` may have changed. */
  readonly onDidChangeEnvironment: Event<unknown>;
}

export interface BlockAddress {
  /** What `# @env` names. */
  readonly env?: string;
  /** Absolute or relative; variables substituted where they have values. */
  readonly target: string;
}
