import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { EntraCause } from '../../core/auth/entraCauses';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { ProblemError, cancelledError, type Problem } from '../../core/base/problem';
import { toProblemError } from './msalProblem';
import type { MsalSession } from './msalSession';
import { takeSecret } from './secrets';
import { UserTokens } from './userTokens';

/**
 * Resource owner password credentials (RFC 6749, 4.3). The password is used once and not kept: the refresh token renews,
 * and when that ends the user is asked again.
 */
export class PasswordSource implements TokenSource {
  readonly #config: TokenSourceConfig;
  readonly #tokens: UserTokens;

  constructor(config: TokenSourceConfig) {
    this.#config = config;
    this.#tokens = new UserTokens(config);
  }

  acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    return this.#tokens.acquireSilently(options);
  }

  /** Takes the password that the shell stored; throws `sign-in-needed` (`enter-password`) where there is none. */
  async signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    if (options.signal.cancelled) throw cancelledError();
    const username = this.#config.userName;
    if (username === undefined) throw new ProblemError(userNameNeeded);
    const password = await takeSecret(this.#config, 'password');
    if (password === undefined) throw new ProblemError(passwordNeeded(username));
    const session = await this.#tokens.newSession(options);
    try {
      const result = await session.client().acquireTokenByUsernamePassword({
        scopes: session.scopes,
        username,
        password,
        ...(options.claims === undefined ? {} : { claims: options.claims }),
      });
      if (result === null) throw new ProblemError(passwordNeeded(username));
      return session.tokenOf(result, undefined);
    } catch (error) {
      throw inWordsOfPasswords(toProblemError(error, session.exchange), session);
    }
  }

  signOut(): Promise<void> {
    return this.#tokens.signOut();
  }
}

/** Refusals whose usual way out, a page in the browser, this method does not have. */
function inWordsOfPasswords(error: ProblemError, session: MsalSession): ProblemError {
  const cause = session.exchange.diagnosis?.cause;
  if (cause === undefined) return error;
  if (cause === 'bad-credentials') return new ProblemError({ ...error.problem, ...passwordAgain });
  if (needsPage.has(cause)) return new ProblemError({ ...error.problem, ...notWithPassword });
  return error;
}

const needsPage: ReadonlySet<EntraCause> = new Set<EntraCause>([
  'mfa-required',
  'conditional-access',
  'device-not-compliant',
  'interaction-required',
  'consent-required',
  'password-expired',
]);

const passwordAgain = {
  remedy: 'Enter the password again, or correct the user name in the settings of the environment.',
  action: 'enter-password',
} as const;

const notWithPassword = {
  kind: 'identity-refused',
  remedy:
    'A user name and a password alone cannot do that. Choose the browser or the device code as the way to sign in; for jobs, a client secret or certificate.',
  action: 'connect',
} as const;

const userNameNeeded: Problem = {
  kind: 'bad-input',
  title: 'No user name is set for this environment.',
  remedy: 'Set "userName" for the environment, or connect again.',
  action: 'edit-environment',
};

function passwordNeeded(userName: string): Problem {
  return {
    kind: 'sign-in-needed',
    title: `The password of ${userName} is needed to sign in.`,
    cause: 'It is not kept: it is asked for once, and again only when the sign-in has ended.',
    remedy: 'Enter the password.',
    action: 'enter-password',
  };
}
