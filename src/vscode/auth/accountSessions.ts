import * as vscode from 'vscode';
import type { AccountSession, SessionProvider, SessionRequest } from '../../core/auth/ports';
import { ProblemError, cancelledError } from '../../core/base/problem';

/** The accounts of VS Code: the Accounts menu, and whichever provider stands behind it. */
export const accountSessions: SessionProvider = {
  async session(request: SessionRequest): Promise<AccountSession | undefined> {
    const { provider, scopes, ask } = request;
    try {
      const session = await vscode.authentication.getSession(
        provider,
        scopes,
        ask ? { createIfNone: true } : { silent: true },
      );
      if (session === undefined) return undefined;
      return { accessToken: session.accessToken, label: session.account.label };
    } catch (error) {
      throw await reasonOf(error, provider);
    }
  },
};

/** VS Code tells in words only what went wrong. They are shown as details: they name no token. */
async function reasonOf(error: unknown, provider: string): Promise<ProblemError> {
  const said = error instanceof Error ? error.message : '';
  // The provider throws these words, untranslated, where the user closes its question.
  if (/did not consent|cancel/i.test(said)) return cancelledError();
  if (!(await isKnown(provider))) {
    return new ProblemError({
      kind: 'bad-input',
      title: 'This VS Code has no Microsoft account to sign in with.',
      cause: 'Its extension "Microsoft Account" is disabled, or not part of this build.',
      remedy: 'Enable it, or choose another way to sign in, such as the browser.',
      action: 'edit-environment',
    });
  }
  return new ProblemError({
    kind: 'sign-in-needed',
    title: 'VS Code could not sign in to the Microsoft account.',
    cause:
      "The tenant may not let VS Code's own application ask for Dataverse, or the account belongs to another tenant.",
    remedy: 'Sign in again, or choose the browser as the way to sign in.',
    action: 'sign-in',
  });
}

async function isKnown(provider: string): Promise<boolean> {
  try {
    await vscode.authentication.getAccounts(provider);
    return true;
  } catch {
    return false;
  }
}
