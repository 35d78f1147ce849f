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

/** The resource behind a scope of either spelling, or `undefined` for a scope that names none, e.g. `openid`. */
export function resourceOfScope(scope: string): string | undefined {
  const match = /^(https:\/\/[^/\s]+)\/{1,2}[^/\s]+$/i.exec(scope.trim());
  return match?.[1];
}
