import type { Problem } from '../base/problem';
import { problemOf, ProblemError } from '../base/problem';

/** What came where the server's link to the next page led is no page of rows: a proxy's words, or nothing at all. */
export function notAPage(): ProblemError {
  return new ProblemError({
    kind: 'malformed-answer',
    title: 'What came for the next page holds no rows.',
    cause: 'Something between you and Dataverse, such as a proxy, may have answered in its place.',
    remedy: goOn,
    action: 'retry',
  });
}

const goOn = 'The rows before it are kept: try again to go on where it stopped.';

/**
 * A problem with a page behind the first one: nobody has to run the query again for it.
 * @param json the page says that it is JSON
 */
export function withPageAgain(error: unknown, json: boolean): unknown {
  const problem = problemOf(error);
  if (problem === undefined || !unreadable.has(problem.kind)) return error;
  return json ? new ProblemError({ ...problem, remedy: goOn }) : notAPage();
}

const unreadable: ReadonlySet<Problem['kind']> = new Set(['malformed-answer', 'service-failed']);
