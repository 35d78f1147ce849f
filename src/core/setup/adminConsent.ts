/** Page on which an administrator allows the application for the whole tenant. */
export function adminConsentLink(authority: string, tenantId: string, appId: string): string {
  return `${authority}/${encodeURIComponent(tenantId)}/adminconsent?client_id=${encodeURIComponent(appId)}`;
}
