// Unbound functions.
import type { ArgumentList, Expression } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { tableOf } from '../query/scope';
import { name } from '../query/sql';
import type { Exchange } from './exchange';
import { dereference } from './path';
import { rolePrivileges } from './roleActions';
import { json } from './respond';
import type { Answer } from './respond';

export interface Organization {
  readonly organizationId: string;
  readonly environmentId: string;
  readonly tenantId: string;
  readonly friendlyName: string;
  readonly uniqueName: string;
  readonly origin: string;
  /** `Customer` is production; `Developer`, `CustomerTest` (sandbox), `CustomerFreeTest`, `EmailTrial` … are not. */
  readonly organizationType: string;
}

const version = '9.2.26104.162';
const accessTypes = ['Default', 'Internet', 'Intranet'];

export function callFunction(
  exchange: Exchange,
  organization: Organization,
  called: string,
  args: ArgumentList | undefined,
): Answer {
  const parameters = parametersOf(exchange, args);
  switch (called) {
    case 'WhoAmI':
      expectOnly(parameters, []);
      return response(exchange, called, {
        BusinessUnitId: exchange.caller.businessUnitId,
        UserId: exchange.caller.userId,
        OrganizationId: organization.organizationId,
      });
    case 'RetrieveTimestamp':
      expectOnly(parameters, []);
      return response(exchange, called, { Timestamp: exchange.metadataVersion });
    case 'RetrieveCurrentOrganization':
      expectOnly(parameters, ['AccessType']);
      return response(exchange, called, { Detail: detail(organization, parameters.get('AccessType')) });
    case 'RetrieveRolePrivilegesRole':
      expectOnly(parameters, ['RoleId']);
      return rolePrivileges(exchange, parameters.get('RoleId'));
    case 'RetrieveTotalRecordCount':
      expectOnly(parameters, ['EntityNames']);
      return response(exchange, called, {
        EntityRecordCountCollection: recordCounts(exchange, parameters.get('EntityNames')),
      });
    default:
      throw errors.segmentNotFound(called);
  }
}

export function parametersOf(
  exchange: Exchange,
  args: ArgumentList | undefined,
): ReadonlyMap<string, Expression> {
  return new Map(
    (args?.items ?? []).map((item) => [item.name?.name ?? '', dereference(exchange, item.value)]),
  );
}

function response(exchange: Exchange, called: string, body: object): Answer {
  return json({
    '@odata.context': `${exchange.root}$metadata#Microsoft.Dynamics.CRM.${called}Response`,
    ...body,
  });
}

function expectOnly(parameters: ReadonlyMap<string, Expression>, names: readonly string[]): void {
  if (names.some((name) => !parameters.has(name)) || parameters.size !== names.length) {
    throw errors.badSyntax();
  }
}

function detail(organization: Organization, accessType: Expression | undefined): object {
  // Bare ('Default') and qualified (Microsoft.Dynamics.CRM.EndpointAccessType'Default') alike.
  if (accessType?.kind !== 'literal' || !accessTypes.includes(accessType.value)) throw errors.badSyntax();
  const { origin } = organization;
  const endpoints = {
    WebApplication: `${origin}/`,
    OrganizationService: `${origin}/XRMServices/2011/Organization.svc`,
    OrganizationDataService: `${origin}/XRMServices/2011/OrganizationData.svc`,
  };
  return {
    OrganizationId: organization.organizationId,
    FriendlyName: organization.friendlyName,
    OrganizationVersion: version,
    EnvironmentId: organization.environmentId,
    DatacenterId: organization.environmentId.replace(/^......../, 'da7ace17'),
    Geo: 'EMEA',
    TenantId: organization.tenantId,
    UrlName: organization.uniqueName,
    UniqueName: organization.uniqueName,
    State: 'Enabled',
    OrganizationType: organization.organizationType,
    Endpoints: {
      Count: 3,
      IsReadOnly: false,
      Keys: Object.keys(endpoints),
      Values: Object.values(endpoints),
    },
  };
}

function recordCounts(exchange: Exchange, entityNames: Expression | undefined): object {
  if (entityNames?.kind !== 'json-array') throw errors.invalidJson();
  const names = entityNames.items.map((item) => (item.kind === 'literal' ? item.value : ''));
  for (const each of names) {
    const table = exchange.schema.tables.get(each);
    if (table === undefined) throw errors.segmentNotFound(each);
    exchange.access.require('Read', table);
  }
  const counts = names.map((each) =>
    Number(
      exchange.store.get(`SELECT COUNT(*) AS n FROM ${name(tableOf(exchange.schema, each).logicalName)}`)?.[
        'n'
      ] ?? 0,
    ),
  );
  return { Count: names.length, IsReadOnly: false, Keys: names, Values: counts };
}
