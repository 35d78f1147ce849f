import { httpsOrigin, sameEnvironment } from '../dataverse/environmentUrl';

/** Resources of Microsoft that a token is often taken for by mistake, by application id and by host. */
const services: ReadonlyMap<string, string> = new Map([
  ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph'],
  ['graph.microsoft.com', 'Microsoft Graph'],
  ['graph.microsoft.us', 'Microsoft Graph'],
  ['dod-graph.microsoft.us', 'Microsoft Graph'],
  ['microsoftgraph.chinacloudapi.cn', 'Microsoft Graph'],
  ['00000002-0000-0000-c000-000000000000', 'Azure AD Graph'],
  ['graph.windows.net', 'Azure AD Graph'],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', 'Azure Resource Manager'],
  ['management.azure.com', 'Azure Resource Manager'],
  ['management.core.windows.net', 'Azure Resource Manager'],
  ['service.powerapps.com', 'the Power Apps service'],
  ['service.flow.microsoft.com', 'Power Automate'],
  ['api.bap.microsoft.com', 'the Power Platform administration service'],
  ['api.powerplatform.com', 'the Power Platform API'],
  ['analysis.windows.net', 'Power BI'],
  ['vault.azure.net', 'Azure Key Vault'],
  ['storage.azure.com', 'Azure Storage'],
  ['outlook.office365.com', 'Exchange Online'],
]);

/** Dataverse itself, as an application. Tokens for it name no environment. */
const dataverseApplication = '00000007-0000-0000-c000-000000000000';

export type Audience =
  | { readonly kind: 'this-environment' }
  /** For a person: what the token is for, such as `Microsoft Graph`. */
  | { readonly kind: 'other'; readonly what: string; readonly certainty: number }
  /** The token says nothing that could be compared. */
  | { readonly kind: 'unknown' };

/**
 * Whom a token is for, compared with the environment. One trailing slash or none, `:443` and letter case make no difference. Two
 * slashes in a *scope* are in order, as Entra takes the last one away; in `aud` they come from a resource that was misspelt.
 */
export function readAudience(aud: unknown, origin: string, clientId: string | undefined): Audience {
  const values = (Array.isArray(aud) ? aud : [aud]).filter(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  );
  const [first] = values;
  if (first === undefined) return { kind: 'unknown' };
  const own = values.filter((value) => isFor(value, origin));
  if (own.some((value) => !value.trim().endsWith('//'))) return { kind: 'this-environment' };
  if (own.length > 0) {
    return { kind: 'other', what: `${first.trim()}, with a slash too many at its end`, certainty: 0.9 };
  }
  return other(first.trim(), clientId);
}

function isFor(audience: string, origin: string): boolean {
  const own = httpsOrigin(audience.trim());
  const wanted = httpsOrigin(origin);
  return own !== undefined && wanted !== undefined && sameEnvironment(own, wanted);
}

function other(audience: string, clientId: string | undefined): Audience {
  const plain = audience.replace(/\/+$/, '').toLowerCase();
  const host = (httpsOrigin(audience) ?? '').replace('https://', '');
  const service = services.get(plain) ?? services.get(host);
  if (service !== undefined) return { kind: 'other', what: service, certainty: 0.97 };
  if (plain === dataverseApplication) {
    return { kind: 'other', what: 'Dataverse in general, not one environment', certainty: 0.6 };
  }
  if (plain === clientId?.toLowerCase()) {
    return {
      kind: 'other',
      what: 'the application itself: it is an ID token, not an access token',
      certainty: 0.97,
    };
  }
  if (host.startsWith('globaldisco.')) {
    return { kind: 'other', what: 'the discovery service', certainty: 0.97 };
  }
  return { kind: 'other', what: audience, certainty: 0.97 };
}
