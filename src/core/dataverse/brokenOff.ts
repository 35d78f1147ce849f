import { ProblemError } from '../base/problem';
import { serviceErrorOf } from './serviceError';

/**
 * What it means where `error` stands behind the rows of an answer: with its status and some rows sent, that is all
 * that a server can still say.
 * @param error JSON of the object
 */
export function brokenOff(error: string): ProblemError {
  const { message, code } = serviceErrorOf(200, `{"error":${error}}`);
  return new ProblemError({
    kind: 'service-failed',
    title: 'The server broke off in the middle of its answer.',
    ...(message === '' ? {} : { cause: message }),
    remedy: 'Run the query again.',
    action: 'retry',
    ...(code === undefined ? {} : { code }),
  });
}
