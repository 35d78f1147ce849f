import { ProblemError } from '../base/problem';
import type { Challenge } from './challenge';
import { authorityOfLoginUrl } from './clouds';
import { parseHttpsAddress } from './httpsAddress';

/** Where to sign in for an environment. */
interface SignInPlace {
  /** Base of the authority without tenant, e.g. `https://login.microsoftonline.com`. */
  readonly authority: string;
  /** Where the challenge names one that a user can sign in to. */
  readonly tenantId?: string;
}

/**
 * Decides where to sign in, from an environment's challenge. Only Microsoft's login servers are accepted from it, or the
 * authority that the user configured: anything else could collect passwords and tokens.
 * @throws ProblemError `foreign-origin` for a login server that is neither; `not-dataverse` where none is named.
 */
export function signInPlace(challenge: Challenge, configured: string | undefined): SignInPlace {
  const tenant =
    challenge.tenantId === undefined || isShared(challenge.tenantId) ? {} : { tenantId: challenge.tenantId };
  const named = challenge.authority;
  if (configured !== undefined) {
    const own = parseHttpsAddress(configured)?.origin;
    const sameServer = named !== undefined && named === own;
    return { authority: configured, ...(sameServer || named === undefined ? tenant : {}) };
  }
  if (named === undefined) {
    throw new ProblemError({
      kind: 'not-dataverse',
      title: 'The address answers, but does not say where to sign in.',
      cause: 'It may not be a Dataverse environment, or it is an on-premises server.',
      remedy:
        'Check the URL. For a local or on-premises server, set "authority" for the environment in the settings.',
      action: 'edit-environment',
    });
  }
  const authority = authorityOfLoginUrl(named);
  if (authority !== undefined) return { authority, ...tenant };
  throw new ProblemError({
    kind: 'foreign-origin',
    title: `The environment asks to sign in at ${named}, which is no login server of Microsoft.`,
    cause: 'The URL may be wrong, or the server is local or on premises and has a login server of its own.',
    remedy: `Check the URL. If you trust that server, set "authority" to ${named} for the environment in the settings.`,
    action: 'edit-environment',
  });
}

/** Names that stand for no tenant of their own. */
function isShared(tenantId: string): boolean {
  return ['common', 'organizations', 'consumers'].includes(tenantId.toLowerCase());
}
