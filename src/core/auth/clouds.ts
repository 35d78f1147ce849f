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
