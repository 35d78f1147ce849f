import type { CancelSignal } from '../base/cancel';
import { ProblemError, problemOf } from '../base/problem';
import type { DataverseApi } from './api';
import { standardHeaders } from './headers';
import type { JsonObject } from './json';
import { isJsonObject, readJson, stringOf } from './json';

/** The ids that WhoAmI() answers. */
export interface Identity {
  readonly userId: string;
  readonly businessUnitId: string;
  readonly organizationId: string;
}

/** Name and kind of an organisation. */
export interface Organization {
  readonly id: string;
  readonly friendlyName: string;
  readonly uniqueName: string;
  readonly type: OrganizationType;
  /** Of the Power Platform; another one than `id`. Absent on premises. */
  readonly environmentId?: string;
}

export interface OrganizationType {
  /** As the server spells it, e.g. `Customer`, `CustomerTest`, `Developer`. */
  readonly name: string;
  /** False only for the types that are known to be sandbox, developer or trial. */
  readonly production: boolean;
}

/**
 * Types that hold no production data, by name and number.
 * Source: OrganizationType EnumType, Web API reference. What is not listed counts as production.
 */
const nonProduction: ReadonlyMap<string, string> = new Map([
  ['5', 'CustomerTest'],
  ['6', 'CustomerFreeTest'],
  ['9', 'TestDrive'],
  ['11', 'EmailTrial'],
  ['13', 'Developer'],
  ['14', 'Trial'],
]);
const nonProductionNames = new Set(nonProduction.values());

/** From the enum's name, or its number, as the server sends it. */
export function organizationType(value: unknown): OrganizationType {
  const text = typeof value === 'number' ? String(value) : (stringOf(value) ?? '');
  const name = nonProduction.get(text) ?? text;
  return { name, production: !nonProductionNames.has(name) };
}

/** WhoAmI(): proves that the token is good and its user a member. Throws what `send` throws. */
export async function whoAmI(api: DataverseApi, signal: CancelSignal): Promise<Identity> {
  const body = await get(api, 'WhoAmI()', signal);
  return {
    userId: requiredText(body, 'UserId', 'WhoAmI()'),
    businessUnitId: requiredText(body, 'BusinessUnitId', 'WhoAmI()'),
    organizationId: requiredText(body, 'OrganizationId', 'WhoAmI()'),
  };
}

/** RetrieveCurrentOrganization(AccessType='Default'): name and type. Throws what `send` throws. */
export async function retrieveOrganization(api: DataverseApi, signal: CancelSignal): Promise<Organization> {
  const what = "RetrieveCurrentOrganization(AccessType='Default')";
  const body = await get(api, what, signal);
  const detail = isJsonObject(body['Detail']) ? body['Detail'] : body;
  const environmentId = stringOf(detail['EnvironmentId']);
  return {
    id: requiredText(detail, 'OrganizationId', what),
    friendlyName: stringOf(detail['FriendlyName']) ?? requiredText(detail, 'UniqueName', what),
    uniqueName: stringOf(detail['UniqueName']) ?? '',
    type: organizationType(detail['OrganizationType']),
    ...(environmentId ? { environmentId } : {}),
  };
}

/** The full name of a user as `systemusers` has it; undefined where the caller may not read it. */
export async function retrieveUserName(
  api: DataverseApi,
  userId: string,
  signal: CancelSignal,
): Promise<string | undefined> {
  try {
    const body = await get(api, `systemusers(${userId})?$select=fullname,domainname`, signal);
    return stringOf(body['fullname']) || stringOf(body['domainname']);
  } catch (error) {
    // A role without read access to users is common and no reason to fail a connection that works.
    if (problemOf(error)?.kind === 'service-refused') return undefined;
    throw error;
  }
}

async function get(api: DataverseApi, path: string, signal: CancelSignal): Promise<JsonObject> {
  const url = `${api.origin}/api/data/${api.apiVersion}/${path}`;
  const response = await api.send({ method: 'GET', url, headers: standardHeaders }, { signal });
  return readJson(response, path);
}

function requiredText(body: JsonObject, name: string, what: string): string {
  const value = stringOf(body[name]);
  if (value !== undefined) return value;
  throw new ProblemError({
    kind: 'malformed-answer',
    title: `The answer to ${what} has no ${name}.`,
    remedy: 'Check that the address is that of a Dataverse environment.',
    action: 'edit-environment',
  });
}
