// What the sandbox's frame (TLS, routing, identity, faults) and the Web API behind it say to each other.
// `test/sandbox/webapi/index.ts` exports `createWebApi: CreateWebApi`; the frame verifies tokens before it calls it.

/** Header names in lower case; repeated headers joined with ", " as Node does. */
export type RequestHeaders = Readonly<Record<string, string | undefined>>;

export interface SandboxRequest {
  /** Upper case, as sent. */
  readonly method: string;
  /** Path and query exactly as sent: nothing decoded, nothing normalised. */
  readonly url: string;
  readonly headers: RequestHeaders;
  readonly body: Buffer;
  /** Aborted when the client goes away: long work and hangs stop. */
  readonly signal: AbortSignal;
}

/** Who a verified access token speaks for. */
export type Principal = ApplicationPrincipal | UserPrincipal;

interface PrincipalBase {
  /** `appid`: the application that asked for the token, in lower case. */
  readonly applicationId: string;
  /** `oid`: the directory object (service principal or user), in lower case. */
  readonly objectId: string;
  /** `tid`. */
  readonly tenantId: string;
  /** `uti`: tells tokens apart in logs without showing any of them. */
  readonly tokenId: string;
}

/** A token of the client credentials grant: no user in it. */
interface ApplicationPrincipal extends PrincipalBase {
  readonly kind: 'application';
}

interface UserPrincipal extends PrincipalBase {
  readonly kind: 'user';
  /** `upn`. */
  readonly userPrincipalName: string;
}

/** A request whose token has been verified: the frame answers every other one itself (401 and challenge). */
export interface AuthenticatedRequest extends SandboxRequest {
  readonly principal: Principal;
}

export interface SandboxResponse {
  readonly status: number;
  /** A list gives the header several times. `content-length` is set by the frame where the body is whole. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Text is sent as UTF-8; an iterable is streamed piece by piece. */
  readonly body?: string | Uint8Array | AsyncIterable<string | Uint8Array>;
}

export type Handler = (request: SandboxRequest) => Promise<SandboxResponse>;

/** What the environment lets a principal do where that is not everything. */
export type LimitedAccess = 'read-only' | 'no-role' | 'disabled';

/** A person in the sandbox's directory. */
export interface DirectoryUser {
  /** `oid`, which Dataverse keeps as `azureactivedirectoryobjectid`. */
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly givenName: string;
  readonly familyName: string;
  /** A guest's own tenant, and the name that the guest types at the sign-in page. */
  readonly home?: { readonly tenantId: string; readonly signInName: string };
  /** Whether the environment has an enabled systemuser for this person; others get a token and Dataverse's refusal. */
  readonly inDataverse: boolean;
  /** System Administrator where absent. */
  readonly access?: LimitedAccess;
  /** Whether the person may administer the tenant: what Microsoft Graph asks besides the token's permissions. */
  readonly administersTenant?: boolean;
}

/** An application registration with its service principal in the sandbox's tenant. */
export interface DirectoryApplication {
  /** `appid`, which Dataverse keeps as `applicationid` of the application user. */
  readonly applicationId: string;
  /** `oid` of the service principal. */
  readonly objectId: string;
  readonly displayName: string;
  readonly confidential: boolean;
  /** Whether the environment has an application user for it. */
  readonly inDataverse: boolean;
  /** System Administrator where absent. */
  readonly access?: LimitedAccess;
}

export type SecretState = 'valid' | 'expired' | 'unknown';

/** What the token service asks of the objects that Microsoft Graph keeps. Application ids in lower case. */
export interface Registrations {
  /** Undefined until the application has a service principal in the tenant. */
  application(applicationId: string): DirectoryApplication | undefined;
  secretState(applicationId: string, secret: string): SecretState;
  /** Certificates that are valid now, DER in Base64. */
  certificates(applicationId: string): readonly string[];
  redirectUris(applicationId: string): readonly string[];
  /** `AccessTokenLifetime` in seconds of the policy on the resource's service principal. */
  tokenLifetimeSeconds(resourceApplicationId: string): number | undefined;
}

export interface WebApiOptions {
  /** `https://localhost:PORT`, no slash at the end: the base of every URL in an answer. */
  readonly environmentOrigin: string;
  readonly tenantId: string;
  readonly users: readonly DirectoryUser[];
  readonly applications: readonly DirectoryApplication[];
  /** Also those that were registered since; `applications` alone where absent. */
  readonly findApplication?: (applicationId: string) => DirectoryApplication | undefined;
  /** The sandbox's clock in milliseconds since 1970; the control API can shift it. */
  readonly now: () => number;
  /** Rows of the large table; 50,000 where absent. */
  readonly largeTableRows?: number;
  /** Tables more than usual, all empty: copies of the platform's under other prefixes. */
  readonly extraTables?: number;
  /** `OrganizationType` that RetrieveCurrentOrganization gives; `Customer` (production) where absent. */
  readonly organizationType?: string;
  /** Which organisation it is; Contoso's first where absent. */
  readonly organization?: OrganizationIdentity;
}

export interface OrganizationIdentity {
  readonly organizationId: string;
  readonly environmentId: string;
  readonly friendlyName: string;
  readonly uniqueName: string;
}

/** A column to add while the sandbox runs. */
export interface ColumnOrder {
  /** Logical name. */
  readonly table: string;
  readonly logicalName: string;
  readonly kind: (typeof orderedKinds)[number];
  /** Display name; made from the logical name where absent. */
  readonly label?: string;
  /** Of a `choice`. */
  readonly choices?: readonly { readonly value: number; readonly label: string }[];
}

export const orderedKinds = ['text', 'memo', 'integer', 'decimal', 'boolean', 'choice', 'datetime'] as const;

/** The Web API of one environment, and what belongs to it. */
export interface WebApi {
  /** Answers everything under `/api/data/`, refusals included; what it throws becomes a 500. */
  handle(request: AuthenticatedRequest): Promise<SandboxResponse>;
  /** Adds a column to a table, and moves the time stamp of the metadata. Throws a RangeError where it cannot. */
  addColumn(order: ColumnOrder): Promise<void>;
  /** Puts the rows and the schema back as they were at the start. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Exported by `test/sandbox/webapi/index.ts`. */
export type CreateWebApi = (options: WebApiOptions) => Promise<WebApi>;
