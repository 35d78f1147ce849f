// The tenant itself, and who is asking.
import { tenant } from '../identity/directory';
import type { GraphCaller } from './access';
import { denied } from './errors';

export function organizationOf(): object {
  return {
    id: tenant.id,
    displayName: tenant.displayName,
    tenantType: 'AAD',
    verifiedDomains: [{ name: tenant.domain, isDefault: true, isInitial: true, type: 'Managed' }],
  };
}

/** @throws GraphError where an application asks: it is nobody */
export function personOf({ user }: GraphCaller): object {
  if (user === undefined) throw denied();
  return {
    id: user.objectId,
    displayName: `${user.givenName} ${user.familyName}`,
    givenName: user.givenName,
    surname: user.familyName,
    userPrincipalName: user.userPrincipalName,
  };
}
