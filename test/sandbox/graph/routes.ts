// What can be asked, and the permissions that each needs, as Graph's reference names them per operation.
import { json } from '../server/responses';
import type { SandboxResponse } from '../server/types';
import type { Needed } from './access';
import { changeApplication, createApplication, findApplication, shownApplication } from './applications';
import { readBody } from './body';
import { addPassword, removePassword } from './credentials';
import { entityAnswer, listAnswer, type GraphExchange, type Route } from './exchange';
import { organizationOf, personOf } from './people';
import {
  assignPolicy,
  changePolicy,
  createPolicy,
  findPolicy,
  removePolicy,
  unassignPolicy,
} from './policies';
import { changeGrant, createGrant, createPrincipal, findGrant, findPrincipal } from './principals';
import { listed, selected } from './query';

const readApplications: Needed = [
  ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
];
const writeApplications: Needed = [['Application.ReadWrite.All', 'Directory.ReadWrite.All']];
const readGrants: Needed = [
  ['DelegatedPermissionGrant.Read.All', 'DelegatedPermissionGrant.ReadWrite.All', 'Directory.Read.All'],
];
const writeGrants: Needed = [['DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All']];
const readPolicies: Needed = [['Policy.Read.All', 'Policy.ReadWrite.ApplicationConfiguration']];
const writePolicies: Needed = [['Policy.ReadWrite.ApplicationConfiguration']];
const assignPolicies: Needed = [...readPolicies, ['Application.ReadWrite.All']];
const readOrganization: Needed = [['User.Read', 'Organization.Read.All', 'Directory.Read.All']];
const readSelf: Needed = [['User.Read']];

type Answer = (exchange: GraphExchange) => SandboxResponse;

const read = (path: string, needed: Needed, answer: Answer): Route => ({
  method: 'GET',
  path,
  needed,
  administrator: false,
  answer,
});

const write = (method: 'POST' | 'PATCH' | 'DELETE', path: string, needed: Needed, answer: Answer): Route => ({
  method,
  path,
  needed,
  administrator: true,
  answer,
});

const body = ({ request }: GraphExchange) => readBody(request.body);
const key = ({ keys }: GraphExchange, index = 0): string => keys[index] ?? '';
const nothing = (): SandboxResponse => ({ status: 204 });
const one = (exchange: GraphExchange, context: string, entity: object): SandboxResponse =>
  entityAnswer(exchange, context, selected(entity, exchange.request.url));
const many = (exchange: GraphExchange, context: string, entities: Iterable<object>): SandboxResponse =>
  listAnswer(exchange, context, listed(entities, exchange.request.url));

const applicationOf = (exchange: GraphExchange) => findApplication(exchange.store, key(exchange));
const principalOf = (exchange: GraphExchange) => findPrincipal(exchange.store, key(exchange));
const grantOf = (exchange: GraphExchange) => findGrant(exchange.store, key(exchange));
const policyOf = (exchange: GraphExchange) => findPolicy(exchange.store, key(exchange));

/** Certificates are shown to who asks for `keyCredentials` of one application. */
const asksForKeys = ({ request }: GraphExchange): boolean => /\$select=[^&]*keyCredentials/.test(request.url);

const applicationRoutes: readonly Route[] = [
  read('applications', readApplications, (exchange) =>
    many(
      exchange,
      'applications',
      [...exchange.store.applications.values()].map((each) => shownApplication(each, false)),
    ),
  ),
  write('POST', 'applications', writeApplications, (exchange) =>
    entityAnswer(
      exchange,
      'applications',
      shownApplication(createApplication(exchange.store, body(exchange)), false),
      201,
    ),
  ),
  read('applications/{}', readApplications, (exchange) =>
    one(exchange, 'applications', shownApplication(applicationOf(exchange), asksForKeys(exchange))),
  ),
  write('PATCH', 'applications/{}', writeApplications, (exchange) => {
    changeApplication(applicationOf(exchange), body(exchange));
    return nothing();
  }),
  write('DELETE', 'applications/{}', writeApplications, (exchange) => {
    exchange.store.removeApplication(applicationOf(exchange));
    return nothing();
  }),
  write('POST', 'applications/{}/addPassword', writeApplications, (exchange) =>
    json(200, {
      '@odata.context': `${exchange.root}$metadata#microsoft.graph.passwordCredential`,
      ...addPassword(exchange.store, applicationOf(exchange), body(exchange)),
    }),
  ),
  write('POST', 'applications/{}/removePassword', writeApplications, (exchange) => {
    removePassword(exchange.store, applicationOf(exchange), body(exchange));
    return nothing();
  }),
];

const principalRoutes: readonly Route[] = [
  read('servicePrincipals', readApplications, (exchange) =>
    many(exchange, 'servicePrincipals', exchange.store.servicePrincipals.values()),
  ),
  write('POST', 'servicePrincipals', writeApplications, (exchange) =>
    entityAnswer(exchange, 'servicePrincipals', createPrincipal(exchange.store, body(exchange)), 201),
  ),
  read('servicePrincipals/{}', readApplications, (exchange) =>
    one(exchange, 'servicePrincipals', principalOf(exchange)),
  ),
  write('DELETE', 'servicePrincipals/{}', writeApplications, (exchange) => {
    exchange.store.removePrincipal(principalOf(exchange).id);
    return nothing();
  }),
  read('servicePrincipals/{}/oauth2PermissionGrants', readGrants, (exchange) => {
    const { id } = principalOf(exchange);
    const theirs = [...exchange.store.grants.values()].filter((grant) => grant.clientId === id);
    return many(exchange, 'oauth2PermissionGrants', theirs);
  }),
  read('servicePrincipals/{}/tokenLifetimePolicies', assignPolicies, (exchange) => {
    const assigned = exchange.store.assignments.get(principalOf(exchange).id);
    const policies = [...exchange.store.policies.values()].filter(({ id }) => id === assigned);
    return many(exchange, 'policies/tokenLifetimePolicies', policies);
  }),
  write('POST', 'servicePrincipals/{}/tokenLifetimePolicies/$ref', assignPolicies, (exchange) => {
    assignPolicy(exchange.store, principalOf(exchange), body(exchange));
    return nothing();
  }),
  write('DELETE', 'servicePrincipals/{}/tokenLifetimePolicies/{}/$ref', assignPolicies, (exchange) => {
    unassignPolicy(exchange.store, principalOf(exchange), key(exchange, 1));
    return nothing();
  }),
];

const grantRoutes: readonly Route[] = [
  read('oauth2PermissionGrants', readGrants, (exchange) =>
    many(exchange, 'oauth2PermissionGrants', exchange.store.grants.values()),
  ),
  write('POST', 'oauth2PermissionGrants', writeGrants, (exchange) =>
    entityAnswer(exchange, 'oauth2PermissionGrants', createGrant(exchange.store, body(exchange)), 201),
  ),
  read('oauth2PermissionGrants/{}', readGrants, (exchange) =>
    one(exchange, 'oauth2PermissionGrants', grantOf(exchange)),
  ),
  write('PATCH', 'oauth2PermissionGrants/{}', writeGrants, (exchange) => {
    changeGrant(exchange.store, grantOf(exchange), body(exchange));
    return nothing();
  }),
  write('DELETE', 'oauth2PermissionGrants/{}', writeGrants, (exchange) => {
    exchange.store.grants.delete(grantOf(exchange).id);
    return nothing();
  }),
];

const policyPath = 'policies/tokenLifetimePolicies';

const policyRoutes: readonly Route[] = [
  read(policyPath, readPolicies, (exchange) => many(exchange, policyPath, exchange.store.policies.values())),
  write('POST', policyPath, writePolicies, (exchange) =>
    entityAnswer(exchange, policyPath, createPolicy(exchange.store, body(exchange)), 201),
  ),
  read(`${policyPath}/{}`, readPolicies, (exchange) => one(exchange, policyPath, policyOf(exchange))),
  write('PATCH', `${policyPath}/{}`, writePolicies, (exchange) => {
    changePolicy(exchange.store, policyOf(exchange), body(exchange));
    return nothing();
  }),
  write('DELETE', `${policyPath}/{}`, writePolicies, (exchange) => {
    removePolicy(exchange.store, policyOf(exchange));
    return nothing();
  }),
  read(`${policyPath}/{}/appliesTo`, assignPolicies, (exchange) => {
    const { id } = policyOf(exchange);
    const holders = [...exchange.store.assignments].filter(([, policy]) => policy === id);
    return many(
      exchange,
      'directoryObjects',
      holders.flatMap(([principal]) => exchange.store.servicePrincipals.get(principal) ?? []),
    );
  }),
];

export const routes: readonly Route[] = [
  read('me', readSelf, (exchange) => one(exchange, 'users', personOf(exchange.caller))),
  read('organization', readOrganization, (exchange) => many(exchange, 'organization', [organizationOf()])),
  ...applicationRoutes,
  ...principalRoutes,
  ...grantRoutes,
  ...policyRoutes,
];
