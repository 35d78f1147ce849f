import { stringOf } from '../dataverse/json';
import { listIn, textIn } from './answers';
import { findUserRequest, type NamedId } from './applicationUser';
import type { SetupRequest, StepNeeds } from './model';
import type { ServiceOptions, SetupService } from './service';

export interface BusinessUnit extends NamedId {
  /** The one without a parent, after which the environment is named. */
  readonly root: boolean;
}

const needs: StepNeeds = {
  service: 'dataverse',
  names: ['prvReadBusinessUnit', 'prvReadRole', 'prvReadUser'],
};

/** The business units of the environment, the root first. Throws what `send` throws. */
export async function retrieveBusinessUnits(
  service: SetupService,
  options: ServiceOptions,
): Promise<readonly BusinessUnit[]> {
  const path =
    'businessunits?$select=businessunitid,name,_parentbusinessunitid_value&$filter=isdisabled%20eq%20false&$orderby=name';
  const units = listIn(await service.send(get(path), needs, options)).map((one) => ({
    id: textIn(one, 'businessunitid'),
    name: textIn(one, 'name'),
    root: stringOf(one['_parentbusinessunitid_value']) === undefined,
  }));
  return [...units.filter(({ root }) => root), ...units.filter(({ root }) => !root)];
}

/** The security roles of one business unit, by name. Throws what `send` throws. */
export async function retrieveRoles(
  service: SetupService,
  businessUnitId: string,
  options: ServiceOptions,
): Promise<readonly NamedId[]> {
  const path = `roles?$select=roleid,name&$filter=_businessunitid_value%20eq%20${businessUnitId}&$orderby=name`;
  const answer = await service.send(get(path), needs, options);
  return listIn(answer).map((one) => ({ id: textIn(one, 'roleid'), name: textIn(one, 'name') }));
}

/** The business unit of the user that the application has already; `undefined` where it has none. */
export async function retrieveUsersUnit(
  service: SetupService,
  appId: string,
  options: ServiceOptions,
): Promise<string | undefined> {
  const [user] = listIn(await service.send(findUserRequest(appId), needs, options));
  return user === undefined ? undefined : textIn(user, '_businessunitid_value');
}

const get = (path: string): SetupRequest => ({ method: 'GET', path });
