import { parseHttpsAddress } from './httpsAddress';

/** The resource as scopes and settings spell it: no white space around, no trailing slash. */
export function normalizeResource(resource: string): string {
  return resource.trim().replace(/\/+$/, '');
}

/**
 * The scope to ask a Dataverse token with. Public clients name the delegated permission, confidential ones take what
 * was granted. Entra takes all before the last slash as the audience, so a resource with a trailing slash would give
 * `https://org//.default`; Dataverse accepts both, and one form keeps one cache entry.
 */
export function scopeFor(resource: string, client: 'public' | 'confidential'): string {
  return `${normalizeResource(resource)}/${client === 'public' ? 'user_impersonation' : '.default'}`;
}

/**
 * The resource behind what people have at hand: a v1 `resource` (`https://org.crm.dynamics.com/`), or a scope of either
 * spelling (`https://org/.default`, `https://org//.default`, `https://org/user_impersonation`), with `openid` and the
 * like around it. `undefined` where no resource is named, or more than one.
 */
export function resourceOfScope(text: string): string | undefined {
  const found = new Set<string>();
  for (const part of text.trim().split(/\s+/)) {
    if (/^(?:openid|profile|email|offline_access)$/i.test(part)) continue;
    const address = parseHttpsAddress(part);
    if (address === undefined || !dataverseScopePath.test(address.path)) return undefined;
    found.add(address.origin);
  }
  const [resource, ...more] = found;
  return more.length > 0 ? undefined : resource;
}

const dataverseScopePath = /^\/*(?:\.default|user_impersonation)?\/*$/i;
