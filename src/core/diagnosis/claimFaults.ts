import { textClaim, type Claims } from '../auth/jwt';
import { readAudience } from './audience';
import type { Cause, Evidence } from './evidence';
import { isGuest, principalOf, tenantIn, tenantOf, timeClaim, plainText } from './principal';
import { tokenWords } from './tokenWords';
import { causeOf } from './words';

/** Clocks differ by so much without anybody's fault; servers allow for it (default of Microsoft's token validation). */
const clockSkewMs = 300_000;

/** What is wrong with a token, from its claims alone. `ver` 1.0 and an app-only token without `scp` and `roles` are in order. */
export function claimFaults(evidence: Evidence): Cause[] {
  const { claims } = evidence;
  if (claims === undefined) return [];
  return [
    ...audienceFault(claims, evidence),
    ...timeFaults(claims, evidence.now),
    ...tenantFault(claims, evidence),
    ...scopeFault(claims),
    ...(isGuest(claims) ? [causeOf('guest-user', 0.6, 'claims: idp, upn', tokenWords.guest)] : []),
  ];
}

function audienceFault(claims: Claims, { environment }: Evidence): Cause[] {
  const clientId = environment.clientId ?? textClaim(claims, 'appid') ?? textClaim(claims, 'azp');
  const audience = readAudience(claims['aud'], environment.origin, clientId);
  if (audience.kind !== 'other') return [];
  const { what, certainty } = audience;
  return [causeOf('wrong-audience', certainty, 'claims: aud', tokenWords.audience(what, environment.origin))];
}

function timeFaults(claims: Claims, now: number): Cause[] {
  const expires = timeClaim(claims, 'exp');
  const starts = timeClaim(claims, 'nbf') ?? timeClaim(claims, 'iat');
  const found: Cause[] = [];
  if (expires !== undefined && expires <= now) {
    const words = tokenWords.expired(`, ${span(now - expires)} ago`);
    found.push(causeOf('token-expired', 0.96, 'claims: exp', words));
  }
  if (starts !== undefined && starts > now + clockSkewMs) {
    const words = tokenWords.notYetValid(`: it starts in ${span(starts - now)}`);
    found.push(causeOf('token-not-yet-valid', 0.95, 'claims: nbf', words));
  }
  return found;
}

function tenantFault(claims: Claims, { environment, challenge }: Evidence): Cause[] {
  const own = tenantOf(claims);
  const configured = tenantIn(environment.tenantId ?? '');
  const asked = tenantIn(challenge ?? '');
  const wanted = asked ?? configured;
  if (own === undefined || wanted === undefined || own === wanted) return [];
  const words = tokenWords.tenant(`the tenant ${own}`, `the tenant ${wanted}`);
  return [causeOf('wrong-tenant', 0.94, 'claims: tid', words)];
}

function scopeFault(claims: Claims): Cause[] {
  if (principalOf(claims) !== 'user') return [];
  const value = claims['scp'];
  const scopes = Array.isArray(value) ? value.map(plainText).join(' ') : plainText(value);
  const enough = scopes
    .split(/\s+/)
    .some((scope) => /(?:^|\/)(?:user_impersonation|\.default)$/i.test(scope));
  if (enough) return [];
  return [causeOf('no-delegated-scope', scopes === '' ? 0.9 : 0.85, 'claims: scp', tokenWords.noScope)];
}

/** `90 s`, `12 min`, `3 h`, `2 days`. */
export function span(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
