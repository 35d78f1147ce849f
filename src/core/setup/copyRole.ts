import type { JsonObject } from '../dataverse/json';
import { listIn, quoted, textIn } from './answers';
import type { SetupRequest, SetupStep, ValueOf } from './model';
import { unusable } from './stepIo';

interface RoleCopy {
  readonly from: { readonly id: string; readonly name: string };
  readonly name: string;
}

/** Makes a role with the privileges of another: afterwards the ledger's values hold `copiedRoleId`. */
export function copyRoleSteps(copy: RoleCopy, businessUnitId: string): readonly SetupStep[] {
  return [createStep(copy, businessUnitId), privilegesStep(copy)];
}

function createStep({ name }: RoleCopy, businessUnitId: string): SetupStep {
  const create: SetupRequest = {
    method: 'POST',
    path: 'roles',
    body: { name, 'businessunitid@odata.bind': `/businessunits(${businessUnitId})` },
  };
  const filter = `name%20eq%20${quoted(name)}%20and%20_businessunitid_value%20eq%20${businessUnitId}`;
  return {
    id: 'copy-role',
    title: `Create the role ${name}`,
    what: 'Makes an empty security role in the business unit.',
    needs: { service: 'dataverse', names: ['prvCreateRole', 'prvReadRole'] },
    requests: () => [create],
    done: async (io) => {
      const [found] = listIn(
        await io.send({ method: 'GET', path: `roles?$filter=${filter}&$select=roleid` }),
      );
      if (found === undefined) return undefined;
      const id = textIn(found, 'roleid');
      if (io.interrupted || io.known('copiedRoleId') === id) return { copiedRoleId: id };
      throw unusable(
        `The business unit has a role ${name} already.`,
        'Choose another name for the copy, or give that role itself.',
      );
    },
    run: async (io) => ({ copiedRoleId: textIn(await io.send(create), 'roleid') }),
    undo: {
      title: `Delete the role ${name}`,
      requests: (value) => [{ method: 'DELETE', path: `roles(${value('copiedRoleId')})` }],
    },
  };
}

function privilegesStep({ from }: RoleCopy): SetupStep {
  const read = (id: string): SetupRequest => ({
    method: 'GET',
    path: `RetrieveRolePrivilegesRole(RoleId=${id})`,
  });
  const add = (value: ValueOf, privileges: unknown): SetupRequest => ({
    method: 'POST',
    path: `roles(${value('copiedRoleId')})/Microsoft.Dynamics.CRM.AddPrivilegesRole`,
    body: { Privileges: privileges },
  });
  return {
    id: 'copy-privileges',
    title: `Copy the privileges of ${from.name}`,
    what: 'Reads the privileges of the role, each with its depth, and adds them to the new one.',
    needs: { service: 'dataverse', names: ['prvReadRole', 'prvWriteRole'] },
    requests: (value) => [read(from.id), add(value, `{privileges of ${from.name}}`)],
    done: async (io) => {
      const wanted = privilegesIn(await io.send(read(from.id)));
      const held = new Set(
        privilegesIn(await io.send(read(io.value('copiedRoleId')))).map((one) => JSON.stringify(one)),
      );
      return wanted.every((one) => held.has(JSON.stringify(one))) ? {} : undefined;
    },
    run: async (io) => {
      const privileges = privilegesIn(await io.send(read(from.id)));
      await io.send(add(io.value, privileges));
      return {};
    },
  };
}

/** Depths by name, as the Web API takes them back. */
function privilegesIn(answer: JsonObject): readonly JsonObject[] {
  return listIn(answer, 'RolePrivileges').map((one) => ({
    PrivilegeId: textIn(one, 'PrivilegeId'),
    Depth: textIn(one, 'Depth'),
  }));
}
