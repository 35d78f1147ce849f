import type { EpochMs } from '../base/clock';
import { isFresh } from './keeperRun';
import type { HeldToken, KeeperEvent } from './keeperState';
import type { TokenSharing } from './leaseSharing';

/** What a change under `key` of the secret store, by this window or another, means for a keeper that holds `held`. */
export async function newsOf(
  sharing: TokenSharing,
  key: string,
  held: HeldToken | undefined,
  now: EpochMs,
): Promise<KeeperEvent> {
  const shared = await sharing.read();
  if (shared !== undefined) {
    const newer = held === undefined || shared.issuedAt > held.token.issuedAt;
    const other = shared.value !== held?.token.value;
    return newer && other && isFresh(shared, now)
      ? { type: 'obtained', token: shared }
      : { type: 'secrets-changed' };
  }
  // A token that is gone together with the note of its sign-in was signed out; one that is gone alone was lost.
  const signedOut = sharing.isToken(key) && !(await sharing.isSignedIn());
  return signedOut ? { type: 'signed-out' } : { type: 'secrets-changed' };
}
