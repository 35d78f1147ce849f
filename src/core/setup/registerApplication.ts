import { findDataverse, dataverseAppId } from './dataversePrincipal';
import { listIn, quoted, textIn } from './answers';
import { certificateStep, secretStep } from './credentialSteps';
import type { SetupPlan, SetupRequest, SetupStep, SetupValues, StepIo, ValueOf } from './model';
import { unusable } from './stepIo';

/** What the user decides about an application. No secret; a certificate is its public part. */
export interface ApplicationInput {
  readonly name: string;
  /** `none`: a public client, for people who sign in. */
  readonly credential: 'none' | 'secret' | 'certificate';
  /** DER in Base64, as the lines of a PEM file give it. */
  readonly certificate?: string;
  /** False: an administrator gets a link instead. */
  readonly consent: boolean;
}

/** "Register an application…": afterwards the ledger's values hold `appId`. */
export function registerApplicationPlan(input: ApplicationInput): SetupPlan {
  return {
    id: 'register-application',
    title: `Register the application “${input.name}”`,
    steps: [
      findDataverse,
      applicationStep(input),
      principalStep,
      ...(input.credential === 'secret' ? [secretStep] : []),
      ...(input.credential === 'certificate' && input.certificate !== undefined
        ? [certificateStep(input.certificate, input.name)]
        : []),
      ...(input.consent ? [consentStep] : []),
    ],
  };
}

const writeApplications = { service: 'graph', names: ['Application.ReadWrite.All'] } as const;
const loopback = { redirectUris: ['http://localhost'] };

function applicationStep(input: ApplicationInput): SetupStep {
  const isPublic = input.credential === 'none';
  const create = (value: ValueOf): SetupRequest => ({
    method: 'POST',
    path: 'applications',
    body: {
      displayName: input.name,
      signInAudience: 'AzureADMyOrg',
      ...(isPublic ? { isFallbackPublicClient: true, publicClient: loopback } : { web: loopback }),
      requiredResourceAccess: [
        { resourceAppId: dataverseAppId, resourceAccess: [{ id: value('scopeId'), type: 'Scope' }] },
      ],
    },
  });
  return {
    id: 'application',
    title: `Register “${input.name}”`,
    what: `Makes an application of this tenant only, ${isPublic ? 'a public client' : 'a confidential client'} with the redirect address http://localhost, that asks for Dataverse's user_impersonation.`,
    needs: writeApplications,
    requests: (value) => [create(value)],
    done: (io) => findApplication(io, input.name),
    run: async (io) => idsOf(await io.send(create(io.value))),
    undo: {
      title: 'Delete the application (Entra keeps it among the deleted ones for 30 days)',
      requests: (value) => [{ method: 'DELETE', path: `applications/${value('applicationObjectId')}` }],
    },
  };
}

/** Names are not unique in a directory, so one that is taken by another application is the user's to decide on. */
async function findApplication(io: StepIo, name: string): Promise<SetupValues | undefined> {
  const id = io.known('applicationObjectId');
  if (id !== undefined) {
    const known = await io.find({ method: 'GET', path: `applications/${id}?$select=id,appId` });
    if (known !== undefined) return idsOf(known);
  }
  const answer = await io.send({
    method: 'GET',
    path: `applications?$filter=displayName%20eq%20${quoted(name)}&$select=id,appId`,
  });
  const [found] = listIn(answer);
  if (found === undefined) return undefined;
  if (io.interrupted) return idsOf(found);
  throw unusable(
    `An application with the name “${name}” is registered in the tenant already.`,
    `Choose another name, or use that one: its application (client) id is ${textIn(found, 'appId')}.`,
  );
}

const idsOf = (application: SetupValues | Readonly<Record<string, unknown>>): SetupValues => ({
  applicationObjectId: textIn(application, 'id'),
  appId: textIn(application, 'appId'),
});

const createPrincipal = (value: ValueOf): SetupRequest => ({
  method: 'POST',
  path: 'servicePrincipals',
  body: { appId: value('appId') },
  settles: true,
});

const principalStep: SetupStep = {
  id: 'principal',
  title: 'Make its service principal',
  what: 'Lets the application be used in this tenant: without a service principal nobody can sign in with it.',
  needs: writeApplications,
  requests: (value) => [createPrincipal(value)],
  done: async (io) => {
    const found = await io.find({
      method: 'GET',
      path: `servicePrincipals(appId='${io.value('appId')}')?$select=id`,
    });
    return found === undefined ? undefined : { principalId: textIn(found, 'id') };
  },
  run: async (io) => ({ principalId: textIn(await io.send(createPrincipal(io.value)), 'id') }),
  undo: {
    title: 'Delete the service principal',
    requests: (value) => [{ method: 'DELETE', path: `servicePrincipals/${value('principalId')}` }],
  },
};

const grant = (value: ValueOf): SetupRequest => ({
  method: 'POST',
  path: 'oauth2PermissionGrants',
  body: {
    clientId: value('principalId'),
    consentType: 'AllPrincipals',
    resourceId: value('resourceId'),
    scope: 'user_impersonation',
  },
  settles: true,
});

const consentStep: SetupStep = {
  id: 'consent',
  title: 'Consent for the whole tenant',
  what: 'Allows the application to reach Dataverse for whoever signs in, so that nobody is asked. An application user works without it.',
  needs: { service: 'graph', names: ['DelegatedPermissionGrant.ReadWrite.All'] },
  mayBeRefused: true,
  requests: (value) => [grant(value)],
  done: async (io) => {
    const answer = await io.send({
      method: 'GET',
      path: `servicePrincipals/${io.value('principalId')}/oauth2PermissionGrants`,
    });
    const found = listIn(answer).find(
      (one) =>
        one['consentType'] === 'AllPrincipals' &&
        one['resourceId'] === io.value('resourceId') &&
        textIn(one, 'scope').split(' ').includes('user_impersonation'),
    );
    return found === undefined ? undefined : { grantId: textIn(found, 'id') };
  },
  run: async (io) => ({ grantId: textIn(await io.send(grant(io.value)), 'id') }),
  undo: {
    title: 'Take the consent back',
    requests: (value) => [{ method: 'DELETE', path: `oauth2PermissionGrants/${value('grantId')}` }],
  },
};
