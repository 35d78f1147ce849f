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

/** Client credentials. There is no refresh token: a renewal is another token request. */
export class ApplicationSource implements TokenSource {
  readonly #config: TokenSourceConfig;
  readonly #credential: (config: TokenSourceConfig) => Promise<ClientCredential>;

  constructor(
    config: TokenSourceConfig,
    credential: (config: TokenSourceConfig) => Promise<ClientCredential>,
  ) {
    this.#config = config;
    this.#credential = credential;
  }

  async acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    const credential = await this.#credential(this.#config);
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
  signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    return this.acquireSilently({ ...options, forceRenewal: true });
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

/** Read anew each time: a certificate that was replaced counts from the next renewal on. */
export async function certificateOf(config: TokenSourceConfig): Promise<ClientCredential> {
  const { certificateFile, certificateKeyFile, clock } = config;
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
