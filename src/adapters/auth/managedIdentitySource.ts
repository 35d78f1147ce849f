import { tokenFromOutside } from '../../core/auth/decodedToken';
import type { AccessToken, AcquireOptions } from '../../core/auth/ports';
import { normalizeResource } from '../../core/auth/scopes';
import { ProblemError, type Problem } from '../../core/base/problem';
import { BorrowedTokens } from './borrowedTokens';
import { getFromMachine, type MachineAnswer } from './machineHttp';

/**
 * The identity of the Azure machine that this runs on: the service of App Service, Functions and Container Apps where
 * `IDENTITY_ENDPOINT` and `IDENTITY_HEADER` name one, else the instance metadata service of a virtual machine. MSAL is
 * not used here: it keeps the first service and network that it sees for as long as the process lives.
 */
export class ManagedIdentitySource extends BorrowedTokens {
  protected async borrow({ signal }: Pick<AcquireOptions, 'signal'>): Promise<AccessToken> {
    const { clientId, clock, resource } = this.config;
    const service = identityService(normalizeResource(resource), clientId);
    const answer = await getFromMachine(service.url, service.headers, signal);
    if (answer === 'unreachable') throw new ProblemError(noIdentity);
    if (answer === 'foreign') throw new ProblemError(foreignEndpoint);
    if (answer.status !== 200) throw new ProblemError(refusal(answer, clientId));
    const { access_token: value, expires_on: expiresOn } = answer.body;
    if (typeof value !== 'string') throw new ProblemError(noToken);
    const seconds = Number(expiresOn);
    const hints = Number.isFinite(seconds) ? { expiresAt: seconds * 1000 } : {};
    return tokenFromOutside(value, resource, clock.now(), hints);
  }
}

interface IdentityService {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Versions and names as Microsoft documents them; the header keeps other pages and programs from asking. */
function identityService(resource: string, clientId: string): IdentityService {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = process.env;
  const query = new URLSearchParams({ resource, ...(clientId === '' ? {} : { client_id: clientId }) });
  if (endpoint !== undefined && header !== undefined) {
    query.set('api-version', '2019-08-01');
    return { url: `${endpoint}?${query}`, headers: { 'X-IDENTITY-HEADER': header } };
  }
  query.set('api-version', '2018-02-01');
  const host = process.env['AZURE_POD_IDENTITY_AUTHORITY_HOST'] ?? 'http://169.254.169.254';
  return {
    url: `${host}/metadata/identity/oauth2/token?${query}`,
    headers: { Metadata: 'true' },
  };
}

function refusal({ status, body }: MachineAnswer, clientId: string): Problem {
  const said = typeof body['error_description'] === 'string' ? body['error_description'] : body['message'];
  const details = typeof said === 'string' ? { details: said.slice(0, 500) } : {};
  if (status === 429 || status >= 500) {
    return {
      kind: status === 429 ? 'throttled' : 'service-failed',
      title: 'The identity service of this machine cannot answer now.',
      remedy: 'Wait a moment. It is tried again by itself.',
      action: 'retry',
      status,
      ...details,
    };
  }
  return {
    kind: 'identity-refused',
    title: 'The identity service of this machine refused a token for this environment.',
    cause:
      clientId === ''
        ? 'The machine may have no identity of its own, or several assigned ones of which one must be named.'
        : 'The identity with this client id may not be assigned to the machine.',
    remedy:
      'Turn the identity on in the Azure portal, or set the client id of the assigned one for the environment.',
    action: 'edit-environment',
    status,
    ...details,
  };
}

const noIdentity: Problem = {
  kind: 'identity-refused',
  title: 'There is no managed identity on this machine.',
  cause:
    'Managed identities exist on machines and services in Azure only, and the service for them does not answer here.',
  remedy: 'Run this in Azure, or choose another way to sign in.',
  action: 'edit-environment',
};

const foreignEndpoint: Problem = {
  kind: 'foreign-origin',
  title: 'IDENTITY_ENDPOINT names a server that is not this machine. It was not asked.',
  remedy: 'Check the variables IDENTITY_ENDPOINT and IDENTITY_HEADER of the machine.',
};

const noToken: Problem = {
  kind: 'malformed-answer',
  title: 'The answer of the identity service of this machine cannot be used.',
  cause: 'It holds no access token.',
  remedy: 'Check the variables IDENTITY_ENDPOINT and IDENTITY_HEADER of the machine.',
};
