import { randomBytes } from 'node:crypto';
import { CryptoProvider, type AuthenticationResult } from '@azure/msal-node';
import { diagnoseEntra } from '../../core/auth/entraProblem';
import { orCancelled } from '../../core/auth/orCancelled';
import type { CancelSignal } from '../../core/base/cancel';
import { ProblemError } from '../../core/base/problem';
import type { MsalSession } from './msalSession';
import { SignInListener } from './signInListener';

interface BrowserOptions {
  readonly signal: CancelSignal;
  readonly claims?: string;
  /** The account to sign in; with it, nobody is asked to choose one. */
  readonly loginHint?: string;
}

/**
 * Sends the user to the login page and takes the code that comes back. MSAL makes the addresses and redeems the code;
 * the listener is ours, because MSAL's exists for public clients only, cannot be cancelled, and tells the browser that
 * all is well before the code is redeemed.
 */
export async function signInInBrowser(
  session: MsalSession,
  openBrowser: (url: string) => Promise<void>,
  options: BrowserOptions,
): Promise<AuthenticationResult> {
  const client = session.client();
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const state = randomBytes(24).toString('base64url');
  const listener = await SignInListener.open();
  try {
    const request = {
      scopes: session.scopes,
      redirectUri: listener.redirectUri,
      ...(options.claims === undefined ? {} : { claims: options.claims }),
    };
    const url = await client.getAuthCodeUrl({
      ...request,
      state,
      responseMode: 'form_post',
      // A prompt to choose an account would drop the hint.
      ...(options.loginHint === undefined ? { prompt: 'select_account' } : { loginHint: options.loginHint }),
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
    });
    const answering = listener.answer(state, options.signal);
    // Whoever opens the browser may take its time, or never tell: the answer, or a cancel, does not wait for it.
    const answer = await Promise.race([answering, failureOf(openBrowser(url))]);
    try {
      const code = codeOf(answer.fields);
      const clientInfo = answer.fields.get('client_info') ?? '';
      const redeeming = client.acquireTokenByCode({ ...request, code, codeVerifier: verifier, clientInfo });
      const result = await orCancelled(redeeming, options.signal);
      answer.show('signed-in');
      return result;
    } finally {
      // Shows nothing where a page was shown already.
      answer.show(options.signal.cancelled || answer.fields.has('error') ? 'cancelled' : 'failed');
    }
  } finally {
    listener.close();
  }
}

/** Rejects when the browser cannot be opened, and never resolves. */
async function failureOf(opening: Promise<void>): Promise<never> {
  await opening;
  return new Promise(() => undefined);
}

function codeOf(fields: URLSearchParams): string {
  const code = fields.get('code');
  if (code !== null && code !== '') return code;
  throw new ProblemError(diagnoseEntra({ body: Object.fromEntries(fields) }).problem);
}
