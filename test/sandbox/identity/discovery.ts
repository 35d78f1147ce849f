import { json } from '../server/responses';
import type { SandboxResponse } from '../server/types';
import type { IdentityContext } from './context';
import { tenant } from './directory';
import { EntraError } from './entraError';

/** GET /{tenant}/v2.0/.well-known/openid-configuration */
export function openIdConfiguration(context: IdentityContext, segment: string): SandboxResponse {
  const { identityOrigin } = context;
  const endpoints = `${identityOrigin}/${segment}/oauth2/v2.0`;
  return json(200, {
    token_endpoint: `${endpoints}/token`,
    device_authorization_endpoint: `${endpoints}/devicecode`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${identityOrigin}/${segment}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: context.tokens.issuer,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${endpoints}/authorize`,
    end_session_endpoint: `${endpoints}/logout`,
    code_challenge_methods_supported: ['S256'],
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
    ],
    tenant_region_scope: 'EU',
    cloud_instance_name: new URL(identityOrigin).host,
  });
}

/** GET /common/discovery/instance: which hosts are the same cloud. */
export function instanceDiscovery(context: IdentityContext, query: URLSearchParams): SandboxResponse {
  const { identityOrigin } = context;
  const { host } = new URL(identityOrigin);
  const authorize = query.get('authorization_endpoint') ?? '';
  const segment = authorize.startsWith(`${identityOrigin}/`)
    ? (authorize.slice(identityOrigin.length + 1).split('/')[0] ?? tenant.id)
    : undefined;
  // MSAL reads `invalid_instance` as: this authority is not one of this cloud's.
  if (segment === undefined) {
    return json(400, {
      error: 'invalid_instance',
      error_description: 'AADSTS50049: Unknown or invalid instance.',
      error_codes: [50049],
    });
  }
  return json(200, {
    tenant_discovery_endpoint: `${identityOrigin}/${segment}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}

export function unknownTenant(segment: string): EntraError {
  return new EntraError(90002, { values: { tenant: segment } });
}
