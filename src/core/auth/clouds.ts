import { ProblemError } from '../base/problem';
import type { Challenge } from './challenge';
import { parseHttpsAddress } from './httpsAddress';

type CloudId = 'commercial' | 'gcc' | 'gcc-high' | 'dod' | 'china';

export interface Cloud {
  readonly id: CloudId;
  readonly label: string;
  /** Base of the authority, without tenant. */
  readonly authority: string;
  /** Origin of the discovery service (`/api/discovery/v2.0/Instances`). */
  readonly discovery: string;
  /** Hosts of organisations, lower case. */
  readonly organizationHosts: RegExp;
}

/** GCC stands before commercial: both live under dynamics.com. */
export const clouds: readonly Cloud[] = [
  {
    id: 'gcc',
    label: 'US Government (GCC)',
    authority: 'https://login.microsoftonline.com',
    discovery: 'https://globaldisco.crm9.dynamics.com',
    organizationHosts: /^[a-z0-9-]+(\.api)?\.crm9\.dynamics\.com$/,
  },
  {
    id: 'commercial',
    label: 'Commercial',
    authority: 'https://login.microsoftonline.com',
    discovery: 'https://globaldisco.crm.dynamics.com',
    organizationHosts: /^[a-z0-9-]+(\.api)?\.crm\d{0,2}\.dynamics\.com$/,
  },
  {
    id: 'gcc-high',
    label: 'US Government (GCC High)',
    authority: 'https://login.microsoftonline.us',
    discovery: 'https://globaldisco.crm.microsoftdynamics.us',
    organizationHosts: /^[a-z0-9-]+(\.api)?\.crm\.microsoftdynamics\.us$/,
  },
  {
    id: 'dod',
    label: 'US Government (DoD)',
    authority: 'https://login.microsoftonline.us',
    discovery: 'https://globaldisco.crm.appsplatform.us',
    organizationHosts: /^[a-z0-9-]+(\.api)?\.crm\.appsplatform\.us$/,
  },
  {
    id: 'china',
    label: 'China (21Vianet)',
    authority: 'https://login.partner.microsoftonline.cn',
    discovery: 'https://globaldisco.crm.dynamics.cn',
    organizationHosts: /^[a-z0-9-]+(\.api)?\.crm\.dynamics\.cn$/,
  },
];

/** Every host under which a login server of Microsoft answers, and the authority to ask in its stead. */
const loginHosts: ReadonlyMap<string, string> = new Map([
  ['login.microsoftonline.com', 'https://login.microsoftonline.com'],
  ['login.windows.net', 'https://login.microsoftonline.com'],
  ['login.microsoft.com', 'https://login.microsoftonline.com'],
  ['sts.windows.net', 'https://login.microsoftonline.com'],
  ['login.microsoftonline.us', 'https://login.microsoftonline.us'],
  ['login.partner.microsoftonline.cn', 'https://login.partner.microsoftonline.cn'],
  ['login.chinacloudapi.cn', 'https://login.partner.microsoftonline.cn'],
]);

/** The cloud that an environment's URL belongs to, `undefined` for a host that is none of Microsoft's. */
export function cloudOfUrl(url: string): Cloud | undefined {
  const address = parseHttpsAddress(url);
  return address === undefined
    ? undefined
    : clouds.find((cloud) => cloud.organizationHosts.test(address.host));
}

/** The authority to use for a login server's address, `undefined` where it is no login server of Microsoft. */
export function authorityOfLoginUrl(url: string): string | undefined {
  const address = parseHttpsAddress(url);
  return address === undefined || address.origin !== `https://${address.host}`
    ? undefined
    : loginHosts.get(address.host);
}

/** Where to sign in for an environment. */
export interface SignInPlace {
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
