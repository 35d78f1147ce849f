import type { SyntaxProblem } from '../../../src/core/odata';
import { isAggregateFunction } from '../aggregates';
import { isExpression } from '../expressions';
import { Judge, type Parts } from '../judge';
import type { Names } from '../names';
import { areNestedOptions } from '../options';

export interface Verdict {
  readonly accepted: boolean;
  /** Offset of the first error, where there is one. */
  readonly errorAt?: number;
}

/** Decides whether a text is of the rule that the handler stands for. */
export type Handler = (names: Names, text: string) => Verdict;

export type Handlers = Readonly<Record<string, Handler>>;

const parts: Parts = {
  expression: isExpression,
  nestedOptions: areNestedOptions,
  aggregateFunction: isAggregateFunction,
};

/** A text of a rule with what must stand around it so that the parser reads it: `(1)` is a key only behind a name. */
export interface Around {
  readonly before: string;
  readonly behind: string;
}

export const nothing: Around = { before: '', behind: '' };

/** The verdict on a text that was read, with what stands around it, by the parser in the dialect of OData 4.01. */
export function judged<Tree extends { readonly errors: readonly SyntaxProblem[] }>(
  parse: (text: string, dialect: 'odata-4.01') => Tree,
  check: (judge: Judge, tree: Tree) => boolean,
  { before, behind }: Around = nothing,
): Handler {
  return (names, text) => {
    const whole = before + text + behind;
    const tree = parse(whole, 'odata-4.01');
    const judge = new Judge(whole, names, parts);
    const isRight = check(judge, tree);
    if (isRight && tree.errors.length === 0) return { accepted: true };
    const first = tree.errors[0]?.start ?? 0;
    // Where the judge found nothing to go by, the parser knows more.
    const at = isRight || judge.farthest <= before.length ? first : judge.farthest;
    return { accepted: false, errorAt: Math.min(Math.max(at - before.length, 0), text.length) };
  };
}
