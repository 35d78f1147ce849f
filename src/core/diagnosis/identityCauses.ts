import type { EntraCause } from '../auth/entraCauses';
import { diagnoseEntra } from '../auth/entraProblem';
import type { CauseId } from '../base/causeId';
import type { Cause, EvidenceEnvironment } from './evidence';
import { causeOf } from './words';

/** The id of each cause of Entra, and what else it may be. */
const ids: Readonly<Record<EntraCause, readonly [CauseId, ...CauseId[]]>> = {
  'invalid-client-secret': ['invalid-client-secret'],
  'expired-client-secret': ['expired-client-secret'],
  'certificate-refused': ['invalid-client-secret'],
  'unknown-application': ['unknown-application', 'unknown-tenant'],
  'application-disabled': ['unknown-application'],
  'application-needs-secret': ['application-type-mismatch'],
  'application-takes-no-secret': ['application-type-mismatch'],
  'single-page-application': ['application-type-mismatch', 'redirect-uri-mismatch'],
  'single-page-token-expired': ['refresh-token-expired', 'application-type-mismatch'],
  'implicit-flow': ['application-type-mismatch'],
  'preauthorization-missing': ['consent-required', 'unknown-application'],
  'consent-required': ['consent-required'],
  'consent-declined': ['consent-required'],
  'mfa-required': ['mfa-required', 'conditional-access'],
  'conditional-access': ['conditional-access'],
  'device-not-compliant': ['conditional-access'],
  'tenant-restricted': ['conditional-access', 'wrong-tenant'],
  'user-not-assigned': ['user-not-assigned'],
  'interaction-required': ['interaction-required', 'refresh-token-expired', 'mfa-required'],
  'bad-credentials': ['bad-credentials'],
  'unknown-user': ['bad-credentials', 'wrong-tenant'],
  'external-user': ['guest-user', 'wrong-tenant'],
  'account-locked': ['account-locked'],
  'account-disabled': ['user-disabled'],
  'password-expired': ['password-expired'],
  'refresh-token-expired': ['refresh-token-expired'],
  'code-used': ['malformed-request', 'refresh-token-expired'],
  'device-code-pending': ['device-code-pending'],
  'device-code-expired': ['device-code-expired'],
  'unknown-tenant': ['unknown-tenant'],
  'tenant-needed': ['unknown-tenant', 'application-type-mismatch'],
  'other-tenant': ['wrong-tenant'],
  'redirect-uri-mismatch': ['redirect-uri-mismatch'],
  'invalid-scope': ['invalid-scope', 'unknown-resource'],
  'unknown-resource': ['unknown-resource', 'wrong-tenant'],
  'resource-not-permitted': ['unknown-resource', 'consent-required'],
  'not-subscribed': ['unknown-resource'],
  'v1-parameter': ['malformed-request', 'invalid-scope'],
  'malformed-request': ['malformed-request'],
  cancelled: ['cancelled'],
  throttled: ['throttled'],
  'service-unavailable': ['service-unavailable'],
  unknown: ['unknown'],
};

/** What an OAuth error means; where it names nothing, the method that was tried tells which credential it was. */
export function identityCauses(
  body: unknown,
  status: number | undefined,
  { method }: EvidenceEnvironment,
): Cause[] {
  const { cause, problem } = diagnoseEntra({ body, ...(status === undefined ? {} : { status }) });
  const { code } = problem;
  const [first, ...others] = ids[cause];
  const bare = code === undefined ? bareGrant(body, method) : undefined;
  const words = {
    title: problem.title,
    explanation: problem.cause ?? '',
    remedy: problem.remedy,
    ...(problem.action === undefined ? {} : { action: problem.action }),
  };
  const source = code ?? 'token endpoint';
  const sure = code === undefined ? 0.8 : 0.98;
  const main = causeOf(bare ?? first, cause === 'unknown' ? 0.4 : sure, source, words);
  return [main, ...others.map((other, index) => causeOf(other, 0.35 - index / 10, source, words))];
}

/** `invalid_grant` and nothing else: a password or what was kept of a sign-in is no good. */
function bareGrant(body: unknown, method: string | undefined): CauseId | undefined {
  const { cause } = diagnoseEntra({ body });
  if (cause !== 'interaction-required' || errorOf(body) !== 'invalid_grant') return undefined;
  return method === 'password' ? 'bad-credentials' : 'refresh-token-expired';
}

function errorOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
}
