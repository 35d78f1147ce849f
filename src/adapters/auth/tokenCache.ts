import type { ICachePlugin, TokenCacheContext } from '@azure/msal-node';
import type { SecretStore } from '../../core/auth/ports';

/** MSAL's token cache of one environment, under one key of the secret store. One for each acquisition. */
export class StoredTokenCache implements ICachePlugin {
  readonly #secrets: SecretStore;
  readonly #key: string;
  readonly #startEmpty: boolean;
  #loaded: string | undefined;
  #written = false;

  /** `startEmpty`: what is stored is not read, and is replaced by what comes (a new sign-in). */
  constructor(secrets: SecretStore, key: string, startEmpty: boolean) {
    this.#secrets = secrets;
    this.#key = key;
    this.#startEmpty = startEmpty;
  }

  /** Interface of the library: before each look into the cache. */
  async beforeCacheAccess(context: TokenCacheContext): Promise<void> {
    if (this.#startEmpty && !this.#written) return;
    const stored = await this.#secrets.get(this.#key);
    this.#loaded = stored;
    if (stored !== undefined && isJsonObject(stored)) context.tokenCache.deserialize(stored);
  }

  /** Interface of the library: after each look, with what has changed. */
  async afterCacheAccess(context: TokenCacheContext): Promise<void> {
    if (!context.cacheHasChanged) return;
    // The user signed out, or in anew, while this was on its way: what was asked for on the old sign-in is not kept.
    if (!this.#startEmpty && (await this.#secrets.get(this.#key)) !== this.#loaded) return;
    const text = context.tokenCache.serialize();
    this.#written = true;
    this.#loaded = text;
    await this.#secrets.store(this.#key, text);
  }

  /**
   * Drops a refresh token that the server rejected. False when another window has stored something newer meanwhile,
   * which is then left alone and worth a try.
   */
  async dropRejected(): Promise<boolean> {
    const stored = await this.#secrets.get(this.#key);
    if (stored !== undefined && stored !== this.#loaded) return false;
    if (stored !== undefined) await this.#secrets.delete(this.#key);
    return true;
  }
}

/** A value that was cut off or overwritten counts as none: the user signs in again. */
function isJsonObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
