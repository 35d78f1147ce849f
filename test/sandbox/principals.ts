// Principals of the sandbox's tenant besides the ordinary ones, each there to be refused in its own way. People share
// the sandbox's password, confidential applications its client secret.
import type { DirectoryApplication, DirectoryUser } from './server/types';

/** Reads accounts and contacts of the whole organisation, and writes nothing. */
export const readerUser: DirectoryUser = {
  objectId: '5c2e7f0b-1d94-4a63-b8e5-02f7c9d46a13',
  userPrincipalName: 'adele.vance@contoso.onmicrosoft.com',
  givenName: 'Adele',
  familyName: 'Vance',
  inDataverse: true,
  access: 'read-only',
};

/** An enabled user of the environment without any security role. */
export const roleLessUser: DirectoryUser = {
  objectId: '7e93d1a4-c850-4f2b-96ad-e14b5d80c327',
  userPrincipalName: 'lee.gu@contoso.onmicrosoft.com',
  givenName: 'Lee',
  familyName: 'Gu',
  inDataverse: true,
  access: 'no-role',
};

export const disabledUser: DirectoryUser = {
  objectId: 'd40b86c7-2fa9-4e15-8c71-9b3e6f05da28',
  userPrincipalName: 'joni.sherman@contoso.onmicrosoft.com',
  givenName: 'Joni',
  familyName: 'Sherman',
  inDataverse: true,
  access: 'disabled',
};

/** Has an application user without any security role. */
export const roleLessApplication: DirectoryApplication = {
  applicationId: '2b6d0f83-5ea7-4c19-a3f4-8d1795c0e264',
  objectId: 'f18a4c25-903d-4b7e-8e60-57c2d9b3a146',
  displayName: 'Contoso import',
  confidential: true,
  inDataverse: true,
  access: 'no-role',
};

/** Gets tokens, but has no application user in the environment. */
export const strangerApplication: DirectoryApplication = {
  applicationId: '94e5a7d1-0c38-4b26-9fd2-6a71b4e8035c',
  objectId: '0d7c3b92-e6f5-48a1-b217-c94a805e6df3',
  displayName: 'Contoso reporting',
  confidential: true,
  inDataverse: false,
};

/** Microsoft Graph Command Line Tools, a public client that may ask for any permission of Microsoft Graph. */
export const graphCommandLineTools: DirectoryApplication = {
  applicationId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
  objectId: '3e8f15b6-74a2-4d0c-95e9-b0d26c7f1a84',
  displayName: 'Microsoft Graph Command Line Tools',
  confidential: false,
  inDataverse: false,
};

export const furtherUsers: readonly DirectoryUser[] = [readerUser, roleLessUser, disabledUser];

export const furtherApplications: readonly DirectoryApplication[] = [
  roleLessApplication,
  strangerApplication,
  graphCommandLineTools,
];
