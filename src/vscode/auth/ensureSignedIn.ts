import type { Environment } from '../../core/base/environment';
import type { CancelSignal } from '../../core/base/cancel';
import { cancelledError, problemOf } from '../../core/base/problem';
import { signIn, type SignInServices } from './signIn';

/**
 * Makes sure that a request of the user's finds a token: renews in silence, and asks the user only where nothing else
 * helps. Throws what hindered it, `cancelled` too.
 */
export async function ensureSignedIn(
  services: SignInServices,
  environment: Environment,
  signal: CancelSignal,
): Promise<void> {
  const { keeper } = services.keepers.get(environment);
  try {
    await keeper.token(signal);
  } catch (error) {
    if (problemOf(error)?.kind !== 'sign-in-needed') throw error;
    if (!(await signIn(services, environment))) throw cancelledError();
    await keeper.token(signal);
  }
}
