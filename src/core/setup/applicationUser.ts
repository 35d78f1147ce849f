import { listIn, textIn } from './answers';
import { copyRoleSteps } from './copyRole';
import type { SetupPlan, SetupRequest, SetupStep, StepIo, ValueOf } from './model';

/** What the user decides about an application user. */
export interface ApplicationUserInput {
  /** Application (client) id of the app registration. */
  readonly appId: string;
  readonly businessUnitId: string;
  /** Security roles of that business unit. */
  readonly roles: readonly NamedId[];
  /** A new role with the privileges of another, which the user gets too. */
  readonly copy?: { readonly from: NamedId; readonly name: string };
}

export interface NamedId {
  readonly id: string;
  readonly name: string;
}

/** "Create application user…": afterwards the ledger's values hold `userId`. A user that is there is repaired. */
export function applicationUserPlan(input: ApplicationUserInput): SetupPlan {
  const copied = input.copy;
  return {
    id: 'application-user',
    title: `Create the application user of ${input.appId}`,
    steps: [
      ...(copied === undefined ? [] : copyRoleSteps(copied, input.businessUnitId)),
      userStep(input),
      enableStep,
      ...input.roles.map(({ id, name }) => roleStep(`role:${id}`, name, () => id)),
      ...(copied === undefined ? [] : [roleStep('role:copy', copied.name, (value) => value('copiedRoleId'))]),
    ],
  };
}

const writeUsers = ['prvCreateUser', 'prvReadUser', 'prvReadBusinessUnit'];

/** The application's user, if it has one, as the rest of the plan needs to know it. */
export function findUserRequest(appId: string): SetupRequest {
  return {
    method: 'GET',
    path: `systemusers?$filter=applicationid%20eq%20${appId}&$select=systemuserid,isdisabled,_businessunitid_value`,
  };
}

function userStep({ appId, businessUnitId }: ApplicationUserInput): SetupStep {
  const create: SetupRequest = {
    method: 'POST',
    path: 'systemusers',
    body: { applicationid: appId, 'businessunitid@odata.bind': `/businessunits(${businessUnitId})` },
  };
  return {
    id: 'user',
    title: 'Create the application user',
    what: 'Makes the application a user of the environment, in the business unit that you chose. An application has one user at most: one that is there is used.',
    needs: { service: 'dataverse', names: writeUsers },
    requests: () => [create],
    done: async (io) => {
      const [found] = listIn(await io.send(findUserRequest(appId)));
      return found === undefined ? undefined : { userId: textIn(found, 'systemuserid') };
    },
    run: async (io) => ({ userId: textIn(await io.send(create), 'systemuserid') }),
    undo: {
      title: 'Disable the application user (Dataverse keeps users)',
      requests: (value) => [disabling(value, true)],
    },
  };
}

const disabling = (value: ValueOf, isdisabled: boolean): SetupRequest => ({
  method: 'PATCH',
  path: `systemusers(${value('userId')})`,
  body: { isdisabled },
});

const enableStep: SetupStep = {
  id: 'enable',
  title: 'Make sure that the user is enabled',
  what: 'A user that was disabled is refused whatever its roles are. One that is enabled is left as it is.',
  needs: { service: 'dataverse', names: ['prvWriteUser', 'prvDisableUser'] },
  requests: (value) => [disabling(value, false)],
  done: async (io) => {
    const path = `systemusers(${io.value('userId')})?$select=isdisabled`;
    const user = await io.send({ method: 'GET', path });
    return user['isdisabled'] === false ? {} : undefined;
  },
  run: async (io) => {
    await io.send(disabling(io.value, false));
    return {};
  },
  undo: { title: 'Disable the user again', requests: (value) => [disabling(value, true)] },
};

function roleStep(id: string, name: string, role: (value: ValueOf) => string): SetupStep {
  const roles = (value: ValueOf): string => `systemusers(${value('userId')})/systemuserroles_association`;
  const give = (value: ValueOf): SetupRequest => ({
    method: 'POST',
    path: `${roles(value)}/$ref`,
    body: { '@odata.id': `roles(${role(value)})` },
  });
  return {
    id,
    title: `Give the role ${name}`,
    what: 'Without a security role a user can sign in, and is refused everything.',
    needs: { service: 'dataverse', names: ['prvAssignRole', 'prvReadRole'] },
    requests: (value) => [give(value)],
    done: async (io) => ((await rolesOf(io, roles(io.value))).has(role(io.value)) ? {} : undefined),
    run: async (io) => {
      await io.send(give(io.value));
      return {};
    },
    undo: {
      title: `Take the role ${name} away`,
      requests: (value) => [{ method: 'DELETE', path: `${roles(value)}(${role(value)})/$ref` }],
    },
  };
}

async function rolesOf(io: StepIo, path: string): Promise<ReadonlySet<string>> {
  const answer = await io.send({ method: 'GET', path: `${path}?$select=roleid` });
  return new Set(listIn(answer).map((one) => textIn(one, 'roleid')));
}
