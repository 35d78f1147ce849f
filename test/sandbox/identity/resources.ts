// What tokens can be asked for: the resources that the tenant knows, and the permissions that each offers.

/** Application ids that are the same in every tenant. */
export const wellKnown = {
  dataverse: '00000007-0000-0000-c000-000000000000',
  graph: '00000003-0000-0000-c000-000000000000',
} as const;

export interface Resource {
  /** `appId` of the resource's service principal. */
  readonly applicationId: string;
  /** What a user may let a client do with it; the first is granted whatever was asked for. */
  readonly permissions: readonly [string, ...string[]];
}

const dataverse: Resource = { applicationId: wellKnown.dataverse, permissions: ['user_impersonation'] };

/** The permissions of Microsoft Graph that setting up an application needs, and those that do not suffice for it. */
const graph: Resource = {
  applicationId: wellKnown.graph,
  permissions: [
    'User.Read',
    'User.ReadBasic.All',
    'Application.Read.All',
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    'DelegatedPermissionGrant.Read.All',
    'DelegatedPermissionGrant.ReadWrite.All',
    'Directory.AccessAsUser.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'Organization.Read.All',
    'Policy.Read.All',
    'Policy.ReadWrite.ApplicationConfiguration',
  ],
};

const publicGraph = 'https://graph.microsoft.com';

export class Resources {
  private readonly known: ReadonlyMap<string, Resource>;

  constructor(origins: { readonly environments: readonly string[]; readonly graph: string }) {
    this.known = new Map([
      ...origins.environments.map((origin) => [origin.toLowerCase(), dataverse] as const),
      [publicGraph, graph],
      [origins.graph.toLowerCase(), graph],
    ]);
  }

  /** With one slash at the end or without; a second slash is part of the name, and no resource has such a name. */
  find(resource: string): Resource | undefined {
    return this.known.get(resource.toLowerCase().replace(/\/$/, ''));
  }
}
