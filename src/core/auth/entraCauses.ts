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
  | 'preauthorization-missing'
  | 'consent-required'
  | 'consent-declined'
  | 'mfa-required'
  | 'conditional-access'
  | 'device-not-compliant'
  | 'user-not-assigned'
  | 'interaction-required'
  | 'bad-credentials'
  | 'unknown-user'
  | 'account-locked'
  | 'account-disabled'
  | 'password-expired'
  | 'refresh-token-expired'
  | 'code-used'
  | 'device-code-pending'
  | 'device-code-expired'
  | 'unknown-tenant'
  | 'tenant-needed'
  | 'redirect-uri-mismatch'
  | 'invalid-scope'
  | 'unknown-resource'
  | 'resource-not-permitted'
  | 'not-subscribed'
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

/** Causes by AADSTS code. Source: Microsoft's error code reference, and answers seen in the wild. */
export const causeOfCode: ReadonlyMap<number, EntraCause> = new Map<number, EntraCause>([
  [7000215, 'invalid-client-secret'],
  [70002, 'invalid-client-secret'],
  [7000222, 'expired-client-secret'],
  [700027, 'certificate-refused'],
  [700229, 'certificate-refused'],
  [700016, 'unknown-application'],
  [70001, 'application-disabled'],
  [7000112, 'application-disabled'],
  [7000218, 'application-needs-secret'],
  [700025, 'application-takes-no-secret'],
  [9002326, 'single-page-application'],
  [9002327, 'single-page-application'],
  [700084, 'single-page-application'],
  [65002, 'preauthorization-missing'],
  [65001, 'consent-required'],
  [90094, 'consent-required'],
  [90008, 'consent-required'],
  [65004, 'consent-declined'],
  [50072, 'mfa-required'],
  [50074, 'mfa-required'],
  [50076, 'mfa-required'],
  [50078, 'mfa-required'],
  [50079, 'mfa-required'],
  [50158, 'conditional-access'],
  [53003, 'conditional-access'],
  [53000, 'device-not-compliant'],
  [53001, 'device-not-compliant'],
  [50105, 'user-not-assigned'],
  [50058, 'interaction-required'],
  [700020, 'interaction-required'],
  [16000, 'interaction-required'],
  [50126, 'bad-credentials'],
  [50056, 'bad-credentials'],
  [50034, 'unknown-user'],
  [50020, 'unknown-user'],
  [50053, 'account-locked'],
  [50057, 'account-disabled'],
  [50055, 'password-expired'],
  [50144, 'password-expired'],
  [70000, 'refresh-token-expired'],
  [70008, 'refresh-token-expired'],
  [70043, 'refresh-token-expired'],
  [700082, 'refresh-token-expired'],
  [50173, 'refresh-token-expired'],
  [50132, 'refresh-token-expired'],
  [54005, 'code-used'],
  [501481, 'code-used'],
  [50147, 'malformed-request'],
  [70016, 'device-code-pending'],
  [70018, 'device-code-expired'],
  [70019, 'device-code-expired'],
  [70020, 'device-code-expired'],
  [90002, 'unknown-tenant'],
  [900021, 'unknown-tenant'],
  [900023, 'unknown-tenant'],
  [50059, 'unknown-tenant'],
  [50194, 'tenant-needed'],
  [9001023, 'tenant-needed'],
  [90130, 'tenant-needed'],
  [50011, 'redirect-uri-mismatch'],
  [500112, 'redirect-uri-mismatch'],
  [500113, 'redirect-uri-mismatch'],
  [70011, 'invalid-scope'],
  [1002012, 'invalid-scope'],
  [700022, 'invalid-scope'],
  [90009, 'invalid-scope'],
  [901002, 'invalid-scope'],
  [500011, 'unknown-resource'],
  [50001, 'unknown-resource'],
  [650057, 'resource-not-permitted'],
  [650052, 'not-subscribed'],
  [90014, 'malformed-request'],
  [900144, 'malformed-request'],
  [9002313, 'malformed-request'],
  [50196, 'throttled'],
  [90055, 'throttled'],
  [90006, 'service-unavailable'],
  [90033, 'service-unavailable'],
]);

/** Causes by the `suberror` or, failing that, the `error` field, which clients must react on before the number. */
export const causeOfError: ReadonlyMap<string, EntraCause> = new Map<string, EntraCause>([
  ['consent_required', 'consent-required'],
  ['bad_token', 'refresh-token-expired'],
  ['token_expired', 'refresh-token-expired'],
  ['user_password_expired', 'password-expired'],
  ['interaction_required', 'interaction-required'],
  ['login_required', 'interaction-required'],
  ['invalid_client', 'invalid-client-secret'],
  ['unauthorized_client', 'unknown-application'],
  ['invalid_grant', 'interaction-required'],
  ['invalid_scope', 'invalid-scope'],
  ['invalid_resource', 'unknown-resource'],
  ['invalid_request', 'malformed-request'],
  ['unsupported_grant_type', 'malformed-request'],
  ['access_denied', 'cancelled'],
  ['cancel', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['authorization_pending', 'device-code-pending'],
  ['expired_token', 'device-code-expired'],
  ['code_expired', 'device-code-expired'],
  ['bad_verification_code', 'device-code-expired'],
  ['slow_down', 'throttled'],
  ['temporarily_unavailable', 'service-unavailable'],
  ['server_error', 'service-unavailable'],
]);
