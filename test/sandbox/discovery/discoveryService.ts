// The global discovery service: which organisations the signed-in user may enter.
// https://learn.microsoft.com/power-apps/developer/data-platform/discovery-service
import type { LogEntry } from '../control/requestLog';
import type { TokenVerifier } from '../identity/verification';
import { dataverseError, json, pathOf, queryOf } from '../server/responses';
import type { OrganizationIdentity, SandboxRequest, SandboxResponse } from '../server/types';

export interface DiscoverableOrganization {
  readonly identity: OrganizationIdentity;
  readonly origin: string;
  /** As RetrieveCurrentOrganization spells it. */
  readonly organizationType: string;
  /** `oid`s of its users. */
  readonly members: ReadonlySet<string>;
}

/** Numbers of the enumeration OrganizationType, which this service gives in place of the names. */
const organizationTypes: Readonly<Record<string, number>> = {
  Customer: 0,
  CustomerTest: 5,
  CustomerFreeTest: 6,
  EmailTrial: 11,
  Default: 12,
  Developer: 13,
  Trial: 14,
};

type Instance = Readonly<Record<string, unknown>>;

export class DiscoveryService {
  constructor(
    private readonly origin: string,
    private readonly verifier: TokenVerifier,
    private readonly organizations: readonly DiscoverableOrganization[],
  ) {}

  async handle(request: SandboxRequest, log: LogEntry): Promise<SandboxResponse> {
    const verified = await this.verifier.verify(request.headers);
    if (!('kind' in verified)) return verified;
    log.tokenId = verified.tokenId;
    if (request.method !== 'GET') return dataverseError(405, '0x0', 'The HTTP method is not allowed.');
    if (!/^\/api\/discovery\/v2\.0\/instances$/i.test(pathOf(request.url))) {
      return dataverseError(404, '0x80060888', 'Resource not found for the segment.');
    }
    const mine = this.organizations.filter(({ members }) => members.has(verified.objectId));
    return this.answer(
      mine.map((one) => instanceOf(one, verified.tenantId)),
      queryOf(request.url),
    );
  }

  challenge(error: string, claims: string | undefined): SandboxResponse {
    return this.verifier.challenge({ error, ...(claims === undefined ? {} : { claims }) });
  }

  private answer(all: readonly Instance[], query: URLSearchParams): SandboxResponse {
    const filter = query.get('$filter');
    const kept = filter === null ? all : filtered(all, filter);
    if (!kept) return dataverseError(400, '0x80060888', 'The query is not supported.');
    const select = query.get('$select')?.split(',');
    const columns = select ? `(${select.join(',')})` : '';
    return json(
      200,
      {
        '@odata.context': `${this.origin}/api/discovery/v2.0/$metadata#Instances${columns}`,
        value: kept.map((one) => (select ? project(one, select) : one)),
      },
      { 'odata-version': '4.0' },
    );
  }
}

function instanceOf(one: DiscoverableOrganization, tenantId: string): Instance {
  const { organizationId, environmentId, friendlyName, uniqueName } = one.identity;
  return {
    Id: organizationId,
    UniqueName: uniqueName,
    UrlName: uniqueName,
    FriendlyName: friendlyName,
    State: 0,
    Version: '9.2.26104.162',
    Url: one.origin,
    ApiUrl: one.origin,
    LastUpdated: '2026-11-02T04:17:09Z',
    SchemaType: null,
    TenantId: tenantId,
    Region: 'EMEA',
    StatusMessage: 0,
    TrialExpirationDate: null,
    OrganizationType: organizationTypes[one.organizationType] ?? 0,
    Purpose: null,
    EnvironmentId: environmentId,
    DatacenterId: environmentId.replace(/^......../, 'da7ace17'),
    DatacenterName: null,
    IsUserSysAdmin: true,
  };
}

/** `Property eq 'value'`, which is what the service's users ask; undefined for everything else. */
function filtered(all: readonly Instance[], filter: string): readonly Instance[] | undefined {
  const [, name = '', quoted = ''] = /^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/.exec(filter) ?? [];
  if (name === '') return undefined;
  const value = quoted.replaceAll("''", "'").toLowerCase();
  return all.filter((one) => String(one[name]).toLowerCase() === value);
}

function project(one: Instance, select: readonly string[]): Instance {
  const wanted = select.map((name) => name.trim());
  return Object.fromEntries(Object.entries(one).filter(([name]) => wanted.includes(name)));
}
