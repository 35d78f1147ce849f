import type { SetupRequest, SetupStep, SetupValues } from './model';
import { listIn, textIn } from './answers';
import { unusable } from './stepIo';

/** Application id of Dataverse (Dynamics CRM), the same in every tenant and cloud. */
export const dataverseAppId = '00000007-0000-0000-c000-000000000000';

const request: SetupRequest = {
  method: 'GET',
  path: `servicePrincipals(appId='${dataverseAppId}')?$select=id,oauth2PermissionScopes`,
};

/** Finds Dataverse in the tenant: gives `resourceId` (its service principal) and `scopeId` (`user_impersonation`). */
export const findDataverse: SetupStep = {
  id: 'resource',
  title: 'Find Dataverse in the tenant',
  what: 'Reads the service principal of Dataverse (Dynamics CRM) and the id of its permission user_impersonation. It changes nothing.',
  needs: { service: 'graph', names: ['Application.Read.All'] },
  requests: () => [request],
  run: async (io): Promise<SetupValues> => {
    const principal = await io.find(request);
    if (principal === undefined) {
      throw unusable(
        'The tenant knows no Dataverse.',
        'Create an environment in the Power Platform admin center first, or choose another tenant.',
      );
    }
    const scope = listIn(principal, 'oauth2PermissionScopes').find(
      (one) => one['value'] === 'user_impersonation',
    );
    return { resourceId: textIn(principal, 'id'), scopeId: textIn(scope ?? {}, 'id') };
  },
};
