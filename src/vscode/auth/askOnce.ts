import type { KeeperControl } from '../../core/auth/tokenKeeperApi';
import type { Environment } from '../../core/base/environment';
import { ProblemError } from '../../core/base/problem';
import type { Disposable } from '../../core/base/event';
import { showProblem } from '../platform/problems';

/**
 * When a sign-in ends in the background, asks the user with one button, in one window of all that are open: the one
 * whose claim succeeds. The status bar says it in every window.
 */
export function askOnce(
  keeper: Pick<KeeperControl, 'onDidNeedUser'>,
  environment: Environment,
  claim: () => Promise<boolean>,
): Disposable {
  return keeper.onDidNeedUser((problem) => {
    void claim().then((mine) => (mine ? showProblem(new ProblemError(problem), environment.name) : false));
  });
}
