import type { AccessToken, AcquireOptions, TokenSource } from '../../../../src/core/auth/ports';
import type { Clock } from '../../../../src/core/base/clock';
import { ProblemError, cancelledError, type Problem } from '../../../../src/core/base/problem';

type Answer = Problem | 'hang';

/** A token source whose answers the test orders. It keeps a cache as MSAL does. */
export class FakeSource implements TokenSource {
  readonly calls: AcquireOptions[] = [];
  readonly signIns: { claims?: string }[] = [];
  signedOut = 0;
  /** Requests that went past the cache. */
  issued = 0;
  cached: AccessToken | undefined;
  /** What the next network requests answer instead of a token, first first; the last stays when `sticky`. */
  readonly next: Answer[] = [];
  sticky: Answer | undefined;
  #release: (() => void)[] = [];

  constructor(
    private readonly clock: Clock,
    public lifetimeMs: number,
  ) {}

  async acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    this.calls.push(options);
    if (!options.forceRenewal && this.cached !== undefined && this.cached.expiresAt > this.clock.now()) {
      return this.cached;
    }
    return this.#request(options);
  }

  async signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    this.signIns.push(options.claims === undefined ? {} : { claims: options.claims });
    return this.#request({ ...options, forceRenewal: true });
  }

  signOut(): Promise<void> {
    this.signedOut += 1;
    this.cached = undefined;
    return Promise.resolve();
  }

  /** Another window renews: the shared cache holds a newer token. */
  renewElsewhere(): AccessToken {
    return (this.cached = this.issue());
  }

  /** Lets what hangs go on, with a token. */
  release(): void {
    for (const go of this.#release.splice(0)) go();
  }

  issue(): AccessToken {
    this.issued += 1;
    const issuedAt = this.clock.now();
    return {
      value: `PLANTED-TOKEN-${this.issued}`,
      issuedAt,
      expiresAt: issuedAt + this.lifetimeMs,
      account: 'ana.duarte@contoso.com',
      scopes: [],
    };
  }

  async #request(options: AcquireOptions): Promise<AccessToken> {
    const answer = this.next.shift() ?? this.sticky;
    if (answer === 'hang') {
      await new Promise<void>((resolve, reject) => {
        this.#release.push(resolve);
        options.signal.onCancel(() => reject(cancelledError()));
      });
    } else if (answer !== undefined) {
      throw new ProblemError(answer);
    }
    return (this.cached = this.issue());
  }
}

export const offline: Problem = { kind: 'network', code: 'ENOTFOUND', title: 'No network.', remedy: 'Wait.' };
export const refusedConnection: Problem = {
  kind: 'network',
  code: 'ECONNREFUSED',
  title: 'The login server did not answer.',
  remedy: 'Wait.',
};
export const serverFault: Problem = { kind: 'service-failed', title: 'Fault.', remedy: 'Wait.', status: 500 };
export const revoked: Problem = {
  kind: 'sign-in-needed',
  title: 'The sign-in has ended.',
  remedy: 'Sign in again.',
  code: 'AADSTS700082',
};
