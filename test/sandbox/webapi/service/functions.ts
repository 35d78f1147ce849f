// Unbound functions.
import type { ArgumentList, Expression } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { tableOf } from '../query/scope';
import { name } from '../query/sql';
import { callAction } from './actions';
import type { Exchange } from './exchange';
import { dereference } from './keys';
import { unboundOperations } from './operations';
import { rolePrivileges } from './roleActions';
import { json } from './respond';
import type { Answer } from './respond';
import { timeZoneCodes } from './timeZones';

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
/** The only language of the sandbox. */
const english = 1033;
const accessTypes = ['Default', 'Internet', 'Intranet'];

type Parameters = ReadonlyMap<string, Expression>;

interface Call {
  readonly exchange: Exchange;
  readonly organization: Organization;
  readonly parameters: Parameters;
}

/** The parameters that each takes, and what it answers beside the context. */
const functions: Readonly<Record<string, { takes: readonly string[]; answer(call: Call): object }>> = {
  WhoAmI: {
    takes: [],
    answer: ({ exchange: { caller }, organization }) => ({
      BusinessUnitId: caller.businessUnitId,
      UserId: caller.userId,
      OrganizationId: organization.organizationId,
    }),
  },
  RetrieveVersion: { takes: [], answer: () => ({ Version: version }) },
  RetrieveTimestamp: { takes: [], answer: ({ exchange }) => ({ Timestamp: exchange.metadataVersion }) },
  RetrieveCurrentOrganization: {
    takes: ['AccessType'],
    answer: ({ organization, parameters }) => ({
      Detail: detail(organization, parameters.get('AccessType')),
    }),
  },
  RetrieveTotalRecordCount: {
    takes: ['EntityNames'],
    answer: ({ exchange, parameters }) => ({
      EntityRecordCountCollection: recordCounts(exchange, parameters.get('EntityNames')),
    }),
  },
  RetrieveAvailableLanguages: { takes: [], answer: () => ({ LocaleIds: [english] }) },
  RetrieveProvisionedLanguages: { takes: [], answer: () => ({ RetrieveProvisionedLanguages: [english] }) },
  GetTimeZoneCodeByLocalizedName: {
    takes: ['LocalizedStandardName', 'LocaleId'],
    answer: ({ parameters }) => ({ TimeZoneCode: timeZoneCode(parameters) }),
  },
};

export function callFunction(
  exchange: Exchange,
  organization: Organization,
  called: string,
  args: ArgumentList | undefined,
): Answer {
  if (exchange.request.method !== unboundOperations[called]) {
    throw errors.noResource(`${organization.origin}${exchange.request.url}`);
  }
  if (unboundOperations[called] === 'POST') return callAction(exchange, called);
  const parameters = parametersOf(exchange, args);
  if (called === 'RetrieveRolePrivilegesRole') {
    expectOnly(parameters, ['RoleId']);
    return rolePrivileges(exchange, parameters.get('RoleId'));
  }
  const known = functions[called];
  if (known === undefined) throw errors.segmentNotFound(called);
  expectOnly(parameters, known.takes);
  return json({
    '@odata.context': `${exchange.root}$metadata#Microsoft.Dynamics.CRM.${called}Response`,
    ...known.answer({ exchange, organization, parameters }),
  });
}

export function parametersOf(exchange: Exchange, args: ArgumentList | undefined): Parameters {
  return new Map(
    (args?.items ?? []).map((item) => [item.name?.name ?? '', dereference(exchange, item.value)]),
  );
}

function timeZoneCode(parameters: Parameters): number {
  const [standardName, locale] = [parameters.get('LocalizedStandardName'), parameters.get('LocaleId')];
  if (standardName?.kind !== 'literal' || locale?.kind !== 'literal') throw errors.badSyntax();
  const code = locale.value === String(english) ? timeZoneCodes.get(standardName.value) : undefined;
  if (code === undefined) throw errors.unknownTimeZone(standardName.value);
  return code;
}

function expectOnly(parameters: Parameters, names: readonly string[]): void {
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
