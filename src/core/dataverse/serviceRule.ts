import type { CauseId } from '../base/causeId';
import type { Problem } from '../base/problem';
import type { ServiceError } from './serviceError';

/** What a rule says of an error, in the user's words. The rest of the problem is the same for all. */
export type Explanation = Pick<Problem, 'title' | 'remedy' | 'cause' | 'action'> & {
  /** Where the status misleads: a refusal that is sent as 500, for example. */
  readonly kind?: Problem['kind'];
};

/** One row of the table. The same fault arrives under several codes, or none, so message patterns come first. */
export interface ServiceRule {
  readonly codes?: readonly string[];
  readonly status?: number;
  /** A status with which the words mean something else. */
  readonly exceptStatus?: number;
  readonly message?: RegExp;
  /** Default: the request itself is at fault. */
  readonly reason?: CauseId;
  /** `match` is that of `message`: [0] is '' where the rule has no pattern. */
  readonly explain: (match: readonly string[], error: ServiceError) => Explanation;
}

/** A rule applies where everything that it names fits. */
export function applyRule(rule: ServiceRule, error: ServiceError): Explanation | undefined {
  if (rule.status !== undefined && rule.status !== error.status) return undefined;
  if (rule.exceptStatus === error.status) return undefined;
  const codes = [error.code, ...(error.namedCodes ?? [])];
  if (rule.codes && !rule.codes.some((code) => codes.includes(code))) return undefined;
  if (!rule.message) return rule.explain([''], error);
  const match = rule.message.exec(error.message) ?? rule.message.exec(error.trace ?? '');
  return match
    ? rule.explain(
        [...match].map((part: string | undefined) => part ?? ''),
        error,
      )
    : undefined;
}

/** `Microsoft.Dynamics.CRM.account` → `account`. */
export function shortType(name: string): string {
  return name.replace(/^Microsoft\.Dynamics\.CRM\./, '');
}
