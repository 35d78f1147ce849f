import type { ProblemAction, ProblemKind } from '../base/problem';

/** Why Entra refused, as far as it can be told from its answer. */
export type EntraCause =
  | 'invalid-client-secret'
  | 'expired-client-secret'
  | 'certificate-refused'
  | 'unknown-application'
  | 'application-disabled'
  | 'application-needs-secret'
  | 'application-takes-no-secret'
  | 'single-page-application'
  | 'single-page-token-expired'
  | 'implicit-flow'
  | 'preauthorization-missing'
  | 'consent-required'
  | 'consent-declined'
  | 'mfa-required'
  | 'conditional-access'
  | 'device-not-compliant'
  | 'tenant-restricted'
  | 'user-not-assigned'
  | 'interaction-required'
  | 'bad-credentials'
  | 'unknown-user'
  | 'external-user'
  | 'account-locked'
  | 'account-disabled'
  | 'password-expired'
  | 'refresh-token-expired'
  | 'code-used'
  | 'device-code-pending'
  | 'device-code-expired'
  | 'unknown-tenant'
  | 'tenant-needed'
  | 'other-tenant'
  | 'redirect-uri-mismatch'
  | 'invalid-scope'
  | 'unknown-resource'
  | 'resource-not-permitted'
  | 'not-subscribed'
  | 'v1-parameter'
  | 'malformed-request'
  | 'cancelled'
  | 'throttled'
  | 'service-unavailable'
  | 'unknown';

/** The words for a cause. `details` and codes are added from the answer. */
export interface EntraWords {
  readonly kind: ProblemKind;
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
  readonly action?: ProblemAction;
}

/** Causes by the `suberror` or, failing that, the `error` field, which clients must react on before the number. */
export const causeOfError: ReadonlyMap<string, EntraCause> = new Map<string, EntraCause>([
  ['consent_required', 'consent-required'],
  ['bad_token', 'refresh-token-expired'],
  ['token_expired', 'refresh-token-expired'],
  ['user_password_expired', 'password-expired'],
  ['basic_action', 'mfa-required'],
  ['additional_action', 'conditional-access'],
  ['message_only', 'conditional-access'],
  ['protection_policy_required', 'conditional-access'],
  ['device_authentication_failed', 'device-not-compliant'],
  ['client_mismatch', 'refresh-token-expired'],
  ['interaction_required', 'interaction-required'],
  ['login_required', 'interaction-required'],
  ['invalid_client', 'invalid-client-secret'],
  ['unauthorized_client', 'unknown-application'],
  ['invalid_grant', 'interaction-required'],
  ['invalid_scope', 'invalid-scope'],
  ['invalid_resource', 'unknown-resource'],
  ['invalid_request', 'malformed-request'],
  ['unsupported_grant_type', 'malformed-request'],
  ['unsupported_response_type', 'implicit-flow'],
  ['invalid_target', 'unknown-resource'],
  ['redirect_uri_mismatch', 'redirect-uri-mismatch'],
  ['mfa_required', 'mfa-required'],
  ['insufficient_claims', 'conditional-access'],
  ['authorization_declined', 'consent-declined'],
  ['access_denied', 'cancelled'],
  ['cancel', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['authorization_pending', 'device-code-pending'],
  ['expired_token', 'device-code-expired'],
  ['code_expired', 'device-code-expired'],
  ['bad_verification_code', 'device-code-expired'],
  ['invalid_session', 'interaction-required'],
  // RFC 8628: still pending, only asked too often.
  ['slow_down', 'device-code-pending'],
  ['temporarily_unavailable', 'service-unavailable'],
  ['server_error', 'service-unavailable'],
]);
