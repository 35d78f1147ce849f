import type { AccessToken, AcquireOptions, DeviceCode, TokenSource } from '../../core/auth/ports';
import { orCancelled } from '../../core/auth/orCancelled';
import { parseHttpsAddress } from '../../core/auth/httpsAddress';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { CancelSource } from '../../core/base/cancel';
import { ProblemError, cancelledError, type Problem } from '../../core/base/problem';
import { toProblemError } from './msalProblem';
import { PatientPolling } from './patientPolling';
import { UserTokens } from './userTokens';

/** What MSAL hands on of the server's answer. */
interface ServerCode {
  readonly userCode: string;
  readonly verificationUri: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Device authorization grant (RFC 8628): a code is shown here and entered in any browser. A public client always. */
export class DeviceCodeSource implements TokenSource {
  readonly #config: TokenSourceConfig;
  readonly #tokens: UserTokens;

  constructor(config: TokenSourceConfig) {
    this.#config = config;
    this.#tokens = new UserTokens(config, true);
  }

  acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    return this.#tokens.acquireSilently(options);
  }

  async signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    if (options.signal.cancelled) throw cancelledError();
    // Cancelled by the caller, or because the code was put away.
    const stopped = new CancelSource();
    const stopListening = options.signal.onCancel(() => stopped.cancel());
    try {
      return await this.#withCode(options, stopped);
    } finally {
      stopListening();
    }
  }

  signOut(): Promise<void> {
    return this.#tokens.signOut();
  }

  async #withCode({ claims }: { readonly claims?: string }, stopped: CancelSource): Promise<AccessToken> {
    const session = await this.#tokens.newSession({ signal: stopped.signal });
    const client = session.publicClient(
      new PatientPolling(session.exchange, this.#config.clock, stopped.signal),
    );
    const over = new CancelSource();
    let unusable: Problem | undefined;
    try {
      const request = {
        scopes: session.scopes,
        cancel: false,
        deviceCodeCallback: (code: ServerCode) => {
          unusable = this.#show(code, over, stopped);
        },
        ...(claims === undefined ? {} : { claims }),
      };
      stopped.onCancel(() => (request.cancel = true));
      const result = await orCancelled(client.acquireTokenByDeviceCode(request), stopped.signal);
      if (result === null) throw cancelledError();
      return session.tokenOf(result, undefined);
    } catch (error) {
      if (unusable !== undefined) throw new ProblemError(unusable);
      if (stopped.cancelled) throw cancelledError();
      throw toProblemError(error, session.exchange);
    } finally {
      over.cancel();
    }
  }

  /** Shows the code; whoever puts it away stops the sign-in. Why it cannot be shown is handed back. */
  #show(code: ServerCode, over: CancelSource, stopped: CancelSource): Problem | undefined {
    const { clock, resource, showDeviceCode } = this.#config;
    const problem = showDeviceCode === undefined ? cannotShow : problemIn(code);
    if (problem !== undefined || showDeviceCode === undefined) {
      stopped.cancel();
      return problem ?? cannotShow;
    }
    const { userCode, verificationUri } = code;
    const shown: DeviceCode = {
      userCode,
      verificationUri,
      expiresAt: clock.now() + code.expiresIn * 1000,
      resource,
    };
    const putAway = (): void => {
      if (!over.cancelled) stopped.cancel();
    };
    showDeviceCode(shown, over.signal).then(putAway, putAway);
    return undefined;
  }
}

/** The page is opened on a click: it has to be a web page, and the code one that can be typed. */
function problemIn({ userCode, verificationUri, expiresIn }: ServerCode): Problem | undefined {
  const usable =
    typeof userCode === 'string' &&
    /^[\w-]{1,40}$/.test(userCode) &&
    typeof verificationUri === 'string' &&
    parseHttpsAddress(verificationUri) !== undefined &&
    Number.isFinite(expiresIn);
  return usable ? undefined : noCode;
}

const cannotShow: Problem = {
  kind: 'bad-input',
  title: 'A device code cannot be shown here.',
  remedy: 'Choose another way to sign in.',
  action: 'edit-environment',
};

const noCode: Problem = {
  kind: 'malformed-answer',
  title: 'The login server gave no code that can be shown.',
  remedy: 'Check the authority of the environment, or choose another way to sign in.',
  action: 'edit-environment',
};
