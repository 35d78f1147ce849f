import type { Schema, TypeReference } from '../../metadata/model';
import type { Expression } from '../../odata';
import type { Expectation, Scope } from './model';
import type { Aliases } from './aliases';
import type { Place } from './place';
import type { Recorder } from './recorder';

/** What all parts of binding one URL share. */
export interface Binder {
  readonly schema: Schema;
  /** The target's text. */
  readonly text: string;
  readonly record: Recorder;
  readonly aliases: Aliases;
  /** Binds an expression: what is called in one holds others. */
  readonly expression: BindExpression;
  /** The rows of the request: `$it`. */
  readonly row: Place;
}

export type BindExpression = (
  binder: Binder,
  expression: Expression,
  scope: Scope,
  expected?: Expectation,
) => Place;

export const emptyScope: Scope = { variables: new Map(), computed: new Map() };

/** A scope where only the rows are known. */
export function scopeOf({ type }: Place): Scope {
  return type ? { ...emptyScope, type } : emptyScope;
}

export function withComputed(scope: Scope, computed: ReadonlyMap<string, TypeReference | undefined>): Scope {
  return { ...scope, computed: new Map([...scope.computed, ...computed]) };
}
