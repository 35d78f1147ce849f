import type { AuthenticationResult } from '@azure/msal-node';
import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { ProblemError } from '../../core/base/problem';
import { cachedAtOf } from './cachedAt';
import { readCertificate } from './certificateFile';
import type { ClientCredential } from './credential';
import { secretNeeded, toProblemError } from './msalProblem';
import { MsalSession } from './msalSession';
import { forgetSecrets, readSecret } from './secrets';
import { signInNeeded } from './signInNeeded';

/** Reads how the application proves itself, for a sign-in that a person asked for or for a renewal. */
type CredentialReader = (
  config: TokenSourceConfig,
  purpose: 'sign-in' | 'renewal',
) => Promise<ClientCredential>;

/** Client credentials. There is no refresh token: a renewal is another token request. */
export class ApplicationSource implements TokenSource {
  readonly #config: TokenSourceConfig;
  readonly #credential: CredentialReader;

  constructor(config: TokenSourceConfig, credential: CredentialReader) {
    this.#config = config;
    this.#credential = credential;
  }

  async acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    return this.#acquire(options, await this.#credential(this.#config, 'renewal'));
  }

  async #acquire(options: AcquireOptions, credential: ClientCredential): Promise<AccessToken> {
    const session = new MsalSession(this.#config, {
      signal: options.signal,
      credential,
      startEmpty: options.forceRenewal,
    });
    try {
      const client = session.confidentialClient(credential);
      const claims = options.claims === undefined ? {} : { claims: options.claims };
      const result: AuthenticationResult | null = await client.acquireTokenByClientCredential({
        scopes: session.scopes,
        skipCache: options.forceRenewal,
        ...claims,
      });
      if (result === null) throw new ProblemError(signInNeeded);
      return session.tokenOf(result, cachedAtOf(client, result));
    } catch (error) {
      throw toProblemError(error, session.exchange);
    }
  }

  /** The shell has asked for the secret and stored it; this proves it. */
  async signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    return this.#acquire({ ...options, forceRenewal: true }, await this.#credential(this.#config, 'sign-in'));
  }

  signOut(): Promise<void> {
    return forgetSecrets(this.#config);
  }
}

/** Throws `sign-in-needed` where none is stored. */
export async function secretOf(config: TokenSourceConfig): Promise<ClientCredential> {
  const clientSecret = await readSecret(config, 'client-secret');
  if (clientSecret === undefined) throw new ProblemError(secretNeeded);
  return { clientSecret };
}

/**
 * Read anew each time: a certificate that was replaced counts from the next renewal on. The file outlasts a sign-out, so
 * nothing is renewed without the cache that a sign-in leaves.
 */
export async function certificateOf(
  config: TokenSourceConfig,
  purpose: 'sign-in' | 'renewal',
): Promise<ClientCredential> {
  const { certificateFile, certificateKeyFile, clock } = config;
  if (purpose === 'renewal' && (await readSecret(config, 'token-cache')) === undefined) {
    throw new ProblemError(signInNeeded);
  }
  if (certificateFile === undefined) throw new ProblemError(fileNeeded);
  const passPhrase = await readSecret(config, 'certificate-pass-phrase');
  const clientCertificate = await readCertificate({
    certificateFile,
    now: clock.now(),
    ...(certificateKeyFile === undefined ? {} : { keyFile: certificateKeyFile }),
    ...(passPhrase === undefined ? {} : { passPhrase }),
  });
  return { clientCertificate };
}

const fileNeeded = {
  kind: 'bad-input',
  title: 'No certificate file is set for this environment.',
  remedy: 'Set "certificateFile" for the environment, or connect again.',
  action: 'edit-environment',
} as const;
