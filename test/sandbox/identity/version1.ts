// The endpoints before v2.0: `resource` in place of `scope`, and answers whose numbers are text.
// https://learn.microsoft.com/previous-versions/azure/active-directory/azuread-dev/v1-protocols-oauth-code
import { decodeJwt } from 'jose';
import { tenant } from './directory';
import { EntraError } from './entraError';
import { required } from './form';
import type { Resources } from './resources';
import type { TokenAnswer } from './tokenAnswers';

export type Version = 1 | 2;

/** Grants that take everything from their own request. */
const selfContained = new Set(['client_credentials', 'password']);

/**
 * The parameters in the spelling of v2.0.
 * @throws EntraError 900144, 500011
 */
export function fromVersion1(sent: URLSearchParams, resources: Resources): URLSearchParams {
  const form = new URLSearchParams(sent);
  const grantType = sent.get('grant_type') ?? '';
  form.delete('scope');
  if (!sent.has('resource') && !selfContained.has(grantType)) return form;
  form.set('scope', scopeOf(required(sent, 'resource'), resources));
  return form;
}

/** Every permission that was consented to, as v1 gives, and what comes with it. */
export function scopeOf(resource: string, resources: Resources): string {
  if (!resources.find(resource)) {
    throw new EntraError(500011, { values: { resource, tenantName: tenant.displayName } });
  }
  return `${resource}/.default openid profile offline_access`;
}

export function toVersion1(answer: TokenAnswer): Readonly<Record<string, string>> {
  const { access_token, refresh_token, id_token, expires_in, ext_expires_in, scope } = answer;
  const { aud, exp, nbf } = decodeJwt(access_token);
  const names = scope?.split(' ').map((one) => one.slice(one.lastIndexOf('/') + 1));
  return {
    token_type: answer.token_type,
    ...(names ? { scope: names.filter((name) => name !== '.default').join(' ') } : {}),
    expires_in: String(expires_in),
    ext_expires_in: String(ext_expires_in),
    expires_on: String(exp),
    not_before: String(nbf),
    resource: String(aud),
    access_token,
    ...(refresh_token === undefined ? {} : { refresh_token }),
    ...(id_token === undefined ? {} : { id_token }),
  };
}
