import type { Claims } from '../auth/jwt';
import { claimFaults, span } from './claimFaults';
import { claimText, claimWords, type ClaimGroup } from './claimWords';
import type { Evidence } from './evidence';
import { timeClaim } from './principal';

/** One claim in plain words. */
export interface ExplainedClaim {
  readonly claim: string;
  readonly label: string;
  /** As text; times as ISO 8601 in UTC. */
  readonly value: string;
  readonly explanation: string;
  /** What is odd about it: a sentence. */
  readonly odd?: string;
}

export interface ExplainedGroup {
  readonly group: ClaimGroup;
  readonly title: string;
  readonly claims: readonly ExplainedClaim[];
}

const groups: readonly (readonly [ClaimGroup, string])[] = [
  ['who', 'Who'],
  ['for-whom', 'For whom'],
  ['where', 'Where'],
  ['how-long', 'How long'],
  ['how', 'How'],
  ['other', 'Other'],
];

const times = new Set(['iat', 'nbf', 'exp', 'auth_time', 'xms_st']);

/** Every claim of a token by the question that it answers, with what is odd about it. Never throws; empty groups are left out. */
export function explainClaims(claims: Claims, around: Omit<Evidence, 'claims'>): readonly ExplainedGroup[] {
  const odd = oddities(claims, around);
  const order = [...claimWords.keys()];
  const names = [...Object.keys(claims), ...[...odd.keys()].filter((name) => !(name in claims))];
  const sorted = names.toSorted((a, b) => place(order, a) - place(order, b));
  return groups
    .map(([group, title]) => ({
      group,
      title,
      claims: sorted
        .filter((name) => (claimWords.get(name)?.group ?? 'other') === group)
        .map((name) => explain(name, claims, odd.get(name), around.now)),
    }))
    .filter((one) => one.claims.length > 0);
}

function explain(name: string, claims: Claims, odd: string | undefined, now: number): ExplainedClaim {
  const words = claimWords.get(name);
  const value = name in claims ? valueOf(name, claims, now) : '(missing)';
  return {
    claim: name,
    label: words?.label ?? name,
    value,
    explanation:
      words?.explain(claimText(claims[name]), claims) ??
      'Not described by Microsoft, or added by your organization.',
    ...(odd === undefined ? {} : { odd }),
  };
}

function valueOf(name: string, claims: Claims, now: number): string {
  const time = times.has(name) ? timeClaim(claims, name) : undefined;
  if (time === undefined || Math.abs(time) > 8.64e15) return claimText(claims[name]);
  const text = new Date(time).toISOString().replace('.000Z', 'Z');
  return time > now ? `${text} (in ${span(time - now)})` : `${text} (${span(now - time)} ago)`;
}

/** The faults by the claim that shows them. */
function oddities(claims: Claims, around: Omit<Evidence, 'claims'>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { title, source } of claimFaults({ ...around, claims })) {
    const named = source.replace('claims: ', '').split(', ');
    const name = named.find((one) => one in claims) ?? named[0] ?? '';
    found.set(name, title);
  }
  return found;
}

function place(order: readonly string[], name: string): number {
  const at = order.indexOf(name);
  return at < 0 ? order.length : at;
}
