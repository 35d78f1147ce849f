import { methodInfo } from '../../core/auth/methods';
import type { AccessToken } from '../../core/auth/ports';
import type { Claims } from '../../core/auth/jwt';
import { tokenOf, type TokenStatus } from '../../core/auth/tokenStatus';
import type { EpochMs } from '../../core/base/clock';
import type { Environment } from '../../core/base/environment';
import { explainClaims } from '../../core/diagnosis/claims';
import type { ClaimGroup, TokenFinding, TokenPage } from '../../protocol/tokenMessages';
import { evidenceAround, tokenFindings } from './tokenFindings';

/** What is kept of a token for the page: everything but the token. */
export interface InspectedToken {
  readonly facts: Pick<AccessToken, 'issuedAt' | 'expiresAt' | 'account' | 'accountName' | 'tenantId'>;
  /** `undefined` for a token that cannot be read, which says nothing against it. */
  readonly claims: Claims | undefined;
}

const states: Readonly<Record<TokenStatus['state'], string>> = {
  'signed-out': 'Signed out',
  fresh: 'Valid',
  renewing: 'Valid, being renewed',
  failing: 'Valid, but the renewal fails',
  expired: 'The renewal fails',
  offline: 'Valid, but the sign-in service cannot be reached',
  'sign-in-needed': 'Valid, but only a sign-in can renew it',
};

/** The page for a moment; a pure function of what is known and the time. */
export function tokenPage(
  environment: Environment,
  status: TokenStatus | undefined,
  inspected: InspectedToken | undefined,
  now: EpochMs,
): TokenPage {
  const head = { environment: environment.name, production: environment.protected, now };
  const gone = status === undefined || tokenOf(status) === undefined;
  if (inspected === undefined || gone) {
    const state = 'There is no token: sign in to get one';
    return { ...head, state, known: false, subject: '', issuedAt: 0, expiresAt: 0, findings: [], groups: [] };
  }
  const { facts, claims } = inspected;
  const groups = claims === undefined ? [] : explained(claims, environment, now);
  return {
    ...head,
    state: states[status.state],
    known: true,
    subject: subjectOf(environment, facts),
    issuedAt: facts.issuedAt,
    expiresAt: facts.expiresAt,
    ...(status.state === 'fresh' ? { renewsAt: status.nextRenewal } : {}),
    findings: claims === undefined ? [opaque] : tokenFindings(facts, claims, environment, now),
    groups,
  };
}

function subjectOf(environment: Environment, facts: InspectedToken['facts']): string {
  const tenant = environment.tenantId || facts.tenantId;
  const parts = [
    facts.accountName ?? facts.account,
    methodInfo(environment.method).label,
    tenant === undefined ? undefined : `tenant ${tenant}`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

const opaque: TokenFinding = {
  level: 'note',
  title: 'No claims to read',
  text: 'The service that issued it keeps its contents to itself. It works all the same.',
};

function explained(claims: Claims, environment: Environment, now: EpochMs): ClaimGroup[] {
  return explainClaims(claims, evidenceAround(environment, now)).map(({ title, claims: members }) => ({
    title,
    claims: members.map(({ claim, value, explanation }) => ({ claim, value, explanation })),
  }));
}
