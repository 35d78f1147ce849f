import type { ProblemAction } from '../base/problem';
import type { CauseId } from '../base/causeId';
import type { Cause } from './evidence';

/** What a person is told of a cause, but for its certainty and source. */
export type CauseWords = Pick<Cause, 'title' | 'explanation' | 'remedy'> & {
  readonly action?: ProblemAction;
};

export function causeOf(
  cause: CauseId,
  certainty: number,
  source: string,
  { title, explanation, remedy, action }: CauseWords,
): Cause {
  return {
    cause,
    certainty,
    title,
    explanation,
    remedy,
    ...(action === undefined ? {} : { action }),
    source,
  };
}

export function words(
  title: string,
  explanation: string,
  remedy: string,
  action?: ProblemAction,
): CauseWords {
  return { title, explanation, remedy, ...(action === undefined ? {} : { action }) };
}
