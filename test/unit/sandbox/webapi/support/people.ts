// Who asks in these tests.

export const tenantId = '3a1f6f0e-52a8-4c0e-9d0a-0d9b6a5f0001';

/** The clock of the service under test. */
export const now = Date.UTC(2026, 10, 20, 12, 0, 0);

export const application = {
  directory: {
    applicationId: '8d9c2b5e-7a11-4a50-9a3c-5b1e9d1f0002',
    objectId: '8d9c2b5e-7a11-4a50-9a3c-5b1e9d1f0003',
    displayName: 'Workbench Tests',
    confidential: true,
    inDataverse: true,
  },
  principal: {
    applicationId: '8d9c2b5e-7a11-4a50-9a3c-5b1e9d1f0002',
    objectId: '8d9c2b5e-7a11-4a50-9a3c-5b1e9d1f0003',
    tenantId,
    tokenId: 'one',
  },
} as const;

export const user = {
  directory: {
    objectId: '8d9c2b5e-7a11-4a50-9a3c-5b1e9d1f0004',
    userPrincipalName: 'zoe.muller@contoso.test',
    givenName: 'Zoë',
    familyName: 'Müller',
    inDataverse: true,
  },
  principal: {
    applicationId: '51f81489-12ee-4a9e-aaae-a2591f45987d',
    objectId: '8d9c2b5e-7a11-4a50-9a3c-5b1e9d1f0004',
    tenantId,
    tokenId: 'two',
    userPrincipalName: 'zoe.muller@contoso.test',
  },
} as const;

/** Has a token of the tenant and no user in the environment. */
export const disabledPrincipal = {
  applicationId: '8d9c2b5e-7a11-4a50-9a3c-5b1e9d1f0009',
  objectId: '8d9c2b5e-7a11-4a50-9a3c-5b1e9d1f0010',
  tenantId,
  tokenId: 'three',
} as const;
