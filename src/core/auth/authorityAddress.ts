import { parseHttpsAddress } from './httpsAddress';

/** An authority as a user may write it: `https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token`, or less. */
export interface AuthorityAddress {
  /** Origin, without tenant. */
  readonly authority: string;
  /** Where the address names one of its own. */
  readonly tenantId?: string;
}

/** Segments that stand where a tenant could, and are none. */
const noTenant = /^(?:common|organizations|consumers|oauth2|v2\.0)$/i;

/** With or without scheme, tenant, endpoint and trailing slash; `undefined` for what is no https address. */
export function parseAuthority(text: string): AuthorityAddress | undefined {
  const typed = text.trim();
  const address = parseHttpsAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (address === undefined) return undefined;
  const [segment] = address.path.split('/').filter((part) => part !== '');
  const tenant = segment === undefined || noTenant.test(segment) ? {} : { tenantId: segment };
  return { authority: address.origin, ...tenant };
}
