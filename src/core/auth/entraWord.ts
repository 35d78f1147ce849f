import type { ProblemAction, ProblemKind } from '../base/problem';
import type { EntraWords } from './entraCauses';

/** One entry of the tables: what happened, why, what to do, and the one button. */
export function words(
  kind: ProblemKind,
  title: string,
  cause: string,
  remedy: string,
  action?: ProblemAction,
): EntraWords {
  return { kind, title, cause, remedy, ...(action === undefined ? {} : { action }) };
}
