import type {
  AuthenticationResult,
  ConfidentialClientApplication,
  PublicClientApplication,
} from '@azure/msal-node';

/** When MSAL stored a token that came from its cache, in epoch seconds by this machine's clock; it does not say so itself. */
export function cachedAtOf(
  client: PublicClientApplication | ConfidentialClientApplication,
  result: AuthenticationResult,
): number | undefined {
  if (!result.fromCache) return undefined;
  const entries: unknown[] = Object.values(client.getTokenCache().getKVStore());
  for (const entry of entries) {
    if (typeof entry !== 'object' || entry === null) continue;
    if (!('cachedAt' in entry) || !('secret' in entry) || entry.secret !== result.accessToken) continue;
    const seconds = Number(entry.cachedAt);
    return Number.isFinite(seconds) ? seconds : undefined;
  }
  return undefined;
}
