// The two organisations of the sandbox's tenant.
import type { OrganizationIdentity } from './types';

export const firstOrganization: OrganizationIdentity = {
  organizationId: '5f4c1a70-3c1e-ee11-a66d-6045bd9e0c11',
  environmentId: 'c0b7d5a2-8f3e-e9d4-a1b2-7e6f5d4c3b2a',
  friendlyName: 'Contoso',
  uniqueName: 'org5f4c1a70',
};

/** Another data centre's numbers, so that nothing of the one can pass for the other's. */
export const secondOrganization: OrganizationIdentity = {
  organizationId: 'a81e9c34-7b20-ef11-9f89-000d3a21b6d5',
  environmentId: '2d94f6b1-05ce-e7a8-b3d2-41c8e7905f6a',
  friendlyName: 'Contoso Development',
  uniqueName: 'orga81e9c34',
};
