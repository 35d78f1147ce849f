// policies/tokenLifetimePolicies, and their assignment to service principals.
import { randomUUID } from 'node:crypto';
import { booleanIn, neededText, textIn, textsIn, type Body } from './body';
import { badRequest, conflict, notFound } from './errors';
import { readDefinition } from './lifetime';
import type { ServicePrincipal, TokenLifetimePolicy } from './objects';
import type { TenantStore } from './tenantStore';

export function createPolicy(store: TenantStore, body: Body): TokenLifetimePolicy {
  const policy = {
    id: randomUUID(),
    displayName: neededText(body, 'displayName', 'Policy'),
    definition: textsIn(body, 'definition') ?? [],
    isOrganizationDefault: booleanIn(body, 'isOrganizationDefault') ?? false,
  };
  readDefinition(policy.definition);
  requireOneDefault(store, policy);
  store.policies.set(policy.id, policy);
  return policy;
}

export function changePolicy(store: TenantStore, policy: TokenLifetimePolicy, body: Body): void {
  const changed = {
    id: policy.id,
    displayName: textIn(body, 'displayName') ?? policy.displayName,
    definition: textsIn(body, 'definition') ?? policy.definition,
    isOrganizationDefault: booleanIn(body, 'isOrganizationDefault') ?? policy.isOrganizationDefault,
  };
  readDefinition(changed.definition);
  requireOneDefault(store, changed);
  Object.assign(policy, changed);
}

export function findPolicy(store: TenantStore, id: string): TokenLifetimePolicy {
  const found = store.policies.get(id.toLowerCase());
  if (found === undefined) throw notFound(id);
  return found;
}

/** A policy that is in force somewhere stays. */
export function removePolicy(store: TenantStore, { id }: TokenLifetimePolicy): void {
  if ([...store.assignments.values()].includes(id)) {
    throw badRequest('Policy is currently assigned to one or more objects and cannot be deleted.');
  }
  store.policies.delete(id);
}

/** `{"@odata.id": "…/policies/tokenLifetimePolicies/{id}"}`; one policy a service principal. */
export function assignPolicy(store: TenantStore, { id }: ServicePrincipal, body: Body): void {
  const reference = textIn(body, '@odata.id') ?? '';
  const [, policyId] = /\/policies\/tokenLifetimePolicies\/([0-9a-f-]{36})$/i.exec(reference) ?? [];
  if (policyId === undefined) throw badRequest('Invalid URL specified for @odata.id.');
  const policy = findPolicy(store, policyId);
  const current = store.assignments.get(id);
  if (current === policy.id) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'policies'.",
    );
  }
  if (current !== undefined) {
    throw conflict(
      'A conflicting object with one or more of the specified property values is present in the directory.',
    );
  }
  store.assignments.set(id, policy.id);
}

export function unassignPolicy(store: TenantStore, { id }: ServicePrincipal, policyId: string): void {
  if (store.assignments.get(id) !== policyId.toLowerCase()) throw notFound(policyId);
  store.assignments.delete(id);
}

function requireOneDefault(store: TenantStore, policy: TokenLifetimePolicy): void {
  if (!policy.isOrganizationDefault) return;
  const other = [...store.policies.values()].some((one) => one.isOrganizationDefault && one.id !== policy.id);
  if (other) {
    throw conflict('Another object with the same value for property isOrganizationDefault already exists.');
  }
}
