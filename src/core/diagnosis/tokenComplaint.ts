import type { CauseId } from '../base/causeId';
import { tokenWords } from './tokenWords';
import type { CauseWords } from './words';

export interface TokenComplaint {
  readonly cause: CauseId;
  readonly certainty: number;
  readonly words: CauseWords;
}

type Rule = readonly [RegExp, CauseId, number, (origin: string) => CauseWords];

/**
 * What a server says is wrong with a token: in a challenge's error_description (RFC 6750), an answer of Graph or a gateway, or in
 * the words of Microsoft's validation library (IDX10…).
 */
const rules: readonly Rule[] = [
  [
    /IDX10222|(?<!expired or (?:is )?)not yet valid(?! or)|before the token|token.*\bnbf\b/i,
    'token-not-yet-valid',
    0.93,
    () => tokenWords.notYetValid(''),
  ],
  [
    /IDX10223|lifetime validation failed|token[^.]{0,40}(?:has |is )?expired|expired[^.]{0,20}token|ExpiredAuthenticationToken|token_expired/i,
    'token-expired',
    0.93,
    () => tokenWords.expired(''),
  ],
  [
    /IDX10214|IDX10206|IDX10208|\baudience\b/i,
    'wrong-audience',
    0.93,
    (origin) => tokenWords.audience('another service', origin),
  ],
  [
    /IDX10204|IDX10205|IDX10211|\bissuer\b|InvalidAuthenticationTokenTenant|(?:wrong|different|another|invalid|does not match)[^.]{0,30}\btenant\b|tenant[^.]{0,40}(?:does not match|mismatch)/i,
    'wrong-tenant',
    0.9,
    () => tokenWords.tenant('another tenant', 'its own'),
  ],
  [
    /insufficient_claims|TokenIssuedBeforeRevocation|TokenCreatedWithOutdatedPolicies|LocationConditionEvaluation|continuous access evaluation|claims challenge/i,
    'conditional-access',
    0.9,
    () => tokenWords.moreClaims,
  ],
  [
    /insufficient_scope|user_impersonation|required scopes?|scope claim|\bscp\b/i,
    'no-delegated-scope',
    0.88,
    () => tokenWords.noScope,
  ],
  [
    /IDX10\d{3}|signature|malformed token|not well formed|CompactToken|InvalidAuthenticationToken|invalid_token|token (?:is |was )?(?:invalid|malformed)|(?:invalid|bad) (?:access )?token/i,
    'invalid-token',
    0.7,
    () => tokenWords.invalid,
  ],
];

export function tokenComplaint(text: string, origin: string): TokenComplaint | undefined {
  const rule = rules.find(([pattern]) => pattern.test(text));
  if (rule === undefined) return undefined;
  const [, cause, certainty, words] = rule;
  return { cause, certainty, words: words(origin) };
}
