import { stringOf } from '../dataverse/json';
import { listIn, textIn } from './answers';
import { dataverseAppId, findDataverse } from './dataversePrincipal';
import { definitionOf, lifetimeIn, lifetimeWords } from './lifetimeDefinition';
import type { SetupPlan, SetupRequest, SetupStep, StepIo, StepNeeds, ValueOf } from './model';
import type { ServiceOptions, SetupService } from './service';

/** The policy that Dataverse's tokens follow. */
export interface LifetimePolicy {
  readonly id: string;
  readonly name: string;
  /** Undefined where its definition sets none. */
  readonly seconds?: number;
  /** It reaches this many applications, Dataverse among them. */
  readonly reach: number;
}

const readPolicies: StepNeeds = {
  service: 'graph',
  names: ['Policy.Read.All', 'Application.ReadWrite.All'],
};
const writePolicies: StepNeeds = { service: 'graph', names: ['Policy.ReadWrite.ApplicationConfiguration'] };
const assignPolicies: StepNeeds = {
  service: 'graph',
  names: ['Policy.ReadWrite.ApplicationConfiguration', 'Application.ReadWrite.All'],
};

/** What is needed to look at the policy in force and to change it. */
export const lifetimePermissions: readonly string[] = [...assignPolicies.names, 'Policy.Read.All'];

/** The policy that is assigned to Dataverse; `undefined` where there is none. Throws what `send` throws. */
export async function retrieveLifetimePolicy(
  service: SetupService,
  options: ServiceOptions,
): Promise<LifetimePolicy | undefined> {
  const path = `servicePrincipals(appId='${dataverseAppId}')/tokenLifetimePolicies`;
  const [policy] = listIn(await service.send({ method: 'GET', path }, readPolicies, options));
  if (policy === undefined) return undefined;
  const id = textIn(policy, 'id');
  const reached = await service.send(
    { method: 'GET', path: `${policies}/${id}/appliesTo` },
    readPolicies,
    options,
  );
  const seconds = lifetimeIn(policy['definition']);
  return {
    id,
    name: stringOf(policy['displayName']) ?? id,
    reach: listIn(reached).length,
    ...(seconds === undefined ? {} : { seconds }),
  };
}

const policies = 'policies/tokenLifetimePolicies';
const policyName = 'Dataverse access token lifetime';

/** Sets the lifetime where no policy is in force yet. `seconds`: 600 to 86,400. */
export function setLifetimePlan(seconds: number): SetupPlan {
  return {
    id: 'set-token-lifetime',
    title: `Let access tokens for Dataverse live ${lifetimeWords(seconds)}`,
    steps: [findDataverse, createStep(seconds), assignStep],
  };
}

/** Changes the policy in force. `seconds`: 600 to 86,400. */
export function changeLifetimePlan(policy: LifetimePolicy, seconds: number): SetupPlan {
  return {
    id: 'change-token-lifetime',
    title: `Let access tokens for Dataverse live ${lifetimeWords(seconds)}`,
    steps: [changeStep(policy, seconds)],
  };
}

/** Takes the policy in force off Dataverse, and deletes it unless it is used elsewhere too. */
export function removeLifetimePlan(policy: LifetimePolicy): SetupPlan {
  const { seconds, reach } = policy;
  return {
    id: 'remove-token-lifetime',
    title: 'Let access tokens for Dataverse live as long as Entra decides',
    steps: [
      findDataverse,
      unassignStep(policy),
      ...(reach <= 1 && seconds !== undefined ? [deleteStep(policy, seconds)] : []),
    ],
  };
}

const creation = (name: string, seconds: number): SetupRequest => ({
  method: 'POST',
  path: policies,
  body: { displayName: name, definition: [definitionOf(seconds)], isOrganizationDefault: false },
});

function createStep(seconds: number): SetupStep {
  const create = creation(policyName, seconds);
  return {
    id: 'policy',
    title: 'Create the policy',
    what: `Makes a token lifetime policy of ${lifetimeWords(seconds)}. It has no effect until it is assigned.`,
    needs: writePolicies,
    requests: () => [create],
    done: (io) => findOurs(io, seconds),
    run: async (io) => ({ policyId: textIn(await io.send(create), 'id') }),
    undo: { title: 'Delete the policy', requests: (value) => [deletion(value('policyId'))] },
  };
}

/** One of ours that nothing uses serves as well as a new one. */
async function findOurs(io: StepIo, seconds: number): Promise<{ policyId: string } | undefined> {
  const known = io.known('policyId');
  const found = listIn(await io.send({ method: 'GET', path: policies })).find((one) =>
    known === undefined
      ? one['displayName'] === policyName && lifetimeIn(one['definition']) === seconds
      : one['id'] === known,
  );
  return found === undefined ? undefined : { policyId: textIn(found, 'id') };
}

const deletion = (id: string): SetupRequest => ({ method: 'DELETE', path: `${policies}/${id}` });

const assignment = (value: ValueOf, policyId: string): SetupRequest => ({
  method: 'POST',
  path: `servicePrincipals/${value('resourceId')}/tokenLifetimePolicies/$ref`,
  body: { '@odata.id': `${policies}/${policyId}` },
  settles: true,
});

const unassignment = (value: ValueOf, policyId: string): SetupRequest => ({
  method: 'DELETE',
  path: `servicePrincipals/${value('resourceId')}/tokenLifetimePolicies/${policyId}/$ref`,
});

async function assignedIds(io: StepIo): Promise<readonly string[]> {
  const path = `servicePrincipals/${io.value('resourceId')}/tokenLifetimePolicies`;
  return listIn(await io.send({ method: 'GET', path })).map((one) => textIn(one, 'id'));
}

const assignStep: SetupStep = {
  id: 'assign',
  title: 'Assign it to Dataverse',
  what: 'Puts the policy in force for the tokens of all environments of the tenant, from the next token on.',
  needs: assignPolicies,
  requests: (value) => [assignment(value, value('policyId'))],
  done: async (io) => ((await assignedIds(io)).includes(io.value('policyId')) ? {} : undefined),
  run: async (io) => {
    await io.send(assignment(io.value, io.value('policyId')));
    return {};
  },
  undo: {
    title: 'Take the policy off Dataverse',
    requests: (value) => [unassignment(value, value('policyId'))],
  },
};

function changeStep({ id, name, seconds: before, reach }: LifetimePolicy, seconds: number): SetupStep {
  const change = (to: number): SetupRequest => ({
    method: 'PATCH',
    path: `${policies}/${id}`,
    body: { definition: [definitionOf(to)] },
  });
  const others = reach > 1 ? ` It reaches ${reach - 1} other application(s) too.` : '';
  return {
    id: 'change',
    title: `Change the policy “${name}”`,
    what: `Sets the lifetime to ${lifetimeWords(seconds)}, for all environments of the tenant.${others}`,
    needs: writePolicies,
    requests: () => [change(seconds)],
    done: async (io) => {
      const policy = await io.send({ method: 'GET', path: `${policies}/${id}` });
      return lifetimeIn(policy['definition']) === seconds ? {} : undefined;
    },
    run: async (io) => {
      await io.send(change(seconds));
      return {};
    },
    ...(before === undefined
      ? {}
      : { undo: { title: `Set it back to ${lifetimeWords(before)}`, requests: () => [change(before)] } }),
  };
}

function unassignStep({ id, name }: LifetimePolicy): SetupStep {
  return {
    id: 'unassign',
    title: `Take the policy “${name}” off Dataverse`,
    what: 'Tokens that are issued from then on live as long as Entra decides, 60 to 90 minutes.',
    needs: assignPolicies,
    requests: (value) => [unassignment(value, id)],
    done: async (io) => ((await assignedIds(io)).includes(id) ? undefined : {}),
    run: async (io) => {
      await io.send(unassignment(io.value, id));
      return {};
    },
    undo: {
      title: `Assign “${name}” again`,
      requests: (value) => [assignment(value, value('policyId'))],
      run: async (io) => {
        await io.send(assignment(io.value, io.known('policyId') ?? id));
        return {};
      },
    },
  };
}

function deleteStep({ id, name }: LifetimePolicy, seconds: number): SetupStep {
  return {
    id: 'delete',
    title: `Delete the policy “${name}”`,
    what: 'Nothing else uses it.',
    needs: writePolicies,
    requests: () => [deletion(id)],
    done: async (io) =>
      (await io.find({ method: 'GET', path: `${policies}/${id}` })) === undefined ? {} : undefined,
    run: async (io) => {
      await io.find(deletion(id));
      return {};
    },
    undo: {
      title: `Create “${name}” again`,
      requests: () => [creation(name, seconds)],
      // It comes back under another id.
      run: async (io) => ({ policyId: textIn(await io.send(creation(name, seconds)), 'id') }),
    },
  };
}
