import { cloudOfUrl } from '../../core/auth/clouds';
import { tokenFromOutside } from '../../core/auth/decodedToken';
import { orCancelled } from '../../core/auth/orCancelled';
import type { AccessToken, AcquireOptions, SessionRequest } from '../../core/auth/ports';
import { scopeFor } from '../../core/auth/scopes';
import { ProblemError, type Problem } from '../../core/base/problem';
import { BorrowedTokens } from './borrowedTokens';
import { signInNeeded } from './signInNeeded';

/**
 * The account that VS Code itself is signed in with. VS Code renews, and tells no expiry: that stands in the token.
 * Scopes that start with `VSCODE_` are notes to VS Code's Microsoft provider and are not sent on.
 */
export class VsCodeAccountSource extends BorrowedTokens {
  protected async borrow({ signal }: Pick<AcquireOptions, 'signal'>, ask: boolean): Promise<AccessToken> {
    const { clientId, clock, resource, sessions, tenantId } = this.config;
    if (sessions === undefined) throw new ProblemError(onlyInVsCode);
    const request: SessionRequest = {
      provider: providerFor(resource),
      scopes: [
        scopeFor(resource, 'confidential'),
        'offline_access',
        ...(tenantId === '' ? [] : [`VSCODE_TENANT:${tenantId}`]),
        ...(clientId === '' ? [] : [`VSCODE_CLIENT_ID:${clientId}`]),
      ],
      ask,
    };
    const session = await orCancelled(sessions.session(request), signal);
    if (session === undefined) throw new ProblemError(signInNeeded);
    const token = tokenFromOutside(session.accessToken, resource, clock.now(), { account: session.label });
    if (token.expiresAt <= clock.now()) throw new ProblemError(signInNeeded);
    return token;
  }
}

/** Clouds with a login server of their own have a provider of their own; GCC signs in where everybody does. */
function providerFor(resource: string): SessionRequest['provider'] {
  const authority = cloudOfUrl(resource)?.authority;
  return authority === undefined || authority === 'https://login.microsoftonline.com'
    ? 'microsoft'
    : 'microsoft-sovereign-cloud';
}

const onlyInVsCode: Problem = {
  kind: 'bad-input',
  title: 'The VS Code account can be used inside VS Code only.',
  remedy: 'Choose another way to sign in.',
};
