import { AuthError, InteractionRequiredAuthError } from '@azure/msal-node';
import { diagnoseEntra } from '../../core/auth/entraProblem';
import { ProblemError, isProblemError, type Problem } from '../../core/base/problem';
import { signInNeeded } from './signInNeeded';
import type { TokenExchange } from './tokenExchange';

/**
 * Any error of an acquisition as our own. Nothing of the original is carried on: MSAL's errors and what hangs on them
 * may hold requests, answers and tokens.
 */
export function toProblemError(error: unknown, exchange: TokenExchange): ProblemError {
  if (isProblemError(error)) return new ProblemError(error.problem);
  if (exchange.failure !== undefined) return new ProblemError(exchange.failure);
  if (error instanceof InteractionRequiredAuthError) return new ProblemError(signInNeeded);
  if (error instanceof AuthError) return new ProblemError(libraryProblem(error.errorCode));
  return new ProblemError(unexpected);
}

export const secretNeeded: Problem = {
  kind: 'sign-in-needed',
  title: 'No client secret is stored for this environment.',
  cause: 'It was not entered yet, or the secret storage of this machine has lost it.',
  remedy: 'Enter the client secret.',
  action: 'enter-secret',
};

const deviceCodeExpired = diagnoseEntra({ body: { error: 'expired_token' } }).problem;

/** Codes of the library are fixed words, free of anything that came over the network. */
function libraryProblem(code: string): Problem {
  if (
    /^(no_account|no_tokens|refresh_token_expired|interaction_required|login_required|token_refresh)/.test(
      code,
    )
  ) {
    return signInNeeded;
  }
  if (code === 'device_code_expired') return deviceCodeExpired;
  if (/authority|endpoint|openid_config|tenant/.test(code)) {
    return {
      kind: 'bad-input',
      title: 'The authority or the tenant of the environment cannot be used.',
      remedy: 'Check both in the settings of the environment.',
      action: 'edit-environment',
      code,
    };
  }
  return {
    kind: 'malformed-answer',
    title: 'The answer of the login server cannot be used.',
    cause: 'It is not what the protocol says.',
    remedy: 'Sign in again. Check the authority of the environment if it happens again.',
    action: 'sign-in',
    code,
  };
}

const unexpected: Problem = {
  kind: 'service-failed',
  title: 'The sign-in stopped because of an unexpected fault.',
  remedy: 'Try again. If it happens again, reload the window.',
  action: 'retry',
};
