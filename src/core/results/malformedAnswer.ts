import { ProblemError } from '../base/problem';

/** Of an answer that is no JSON. `at`: offset of what does not belong there, the answer's length where it ends too soon. */
export function malformedAnswer(at: number, length: number, unit: 'byte' | 'character'): ProblemError {
  const cut = at >= length;
  return new ProblemError({
    kind: 'malformed-answer',
    title: cut
      ? 'The answer of the server ends in the middle.'
      : 'The answer of the server is not valid JSON.',
    cause: cut
      ? 'The connection was cut, or a proxy shortened the answer.'
      : `Something between you and Dataverse may have changed it: ${unit} ${at + 1} of ${length} does not belong there.`,
    remedy: 'Run the query again.',
    action: 'retry',
  });
}
