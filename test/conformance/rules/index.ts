import { hasRule, matches } from '../matcher';
import type { Names } from '../names';
import { aggregatePathRules } from './aggregatePaths';
import { applyRules } from './apply';
import { expressionRules } from './expressions';
import { optionRules } from './options';
import { pathRules } from './paths';
import { urlRules } from './urls';
import type { Handler, Verdict } from './verdict';

export type { Verdict } from './verdict';

// Names of rules are the same in any case (RFC 5234, 2.1).
const handlers = new Map<string, Handler>(
  [urlRules, pathRules, optionRules, expressionRules, applyRules, aggregatePathRules].flatMap((rules) =>
    Object.entries(rules).map(([name, handler]) => [name.toLowerCase(), handler] as const),
  ),
);

/** What rules were called in the grammar of the OASIS standard of 2020, whose cases go on to name them so. */
const formerNames: ReadonlyMap<string, string> = new Map([
  ['binary', 'binaryLiteral'],
  ['duration', 'durationLiteral'],
  ['enum', 'enumLiteral'],
  ['nullvalue', 'null'],
  ['string', 'stringLiteral'],
  ['timeofdayvalueinurl', 'timeOfDayLiteral'],
]);

/** Whether the grammar has a rule of that name. */
export function isRule(rule: string): boolean {
  const name = presentName(rule);
  return handlers.has(name.toLowerCase()) || hasRule(name);
}

function presentName(rule: string): string {
  return formerNames.get(rule.toLowerCase()) ?? rule;
}

/** Whether `text` is of the rule, with the names that are known. Undefined where the grammar has no such rule. */
export function verdictOn(asked: string, text: string, names: Names): Verdict | undefined {
  const rule = presentName(asked);
  const handler = handlers.get(rule.toLowerCase());
  if (handler) {
    const verdict = handler(names, text);
    return verdict.accepted && !names.allows(rule, text) ? { accepted: false, errorAt: 0 } : verdict;
  }
  if (!hasRule(rule)) return undefined;
  const { accepted, farthest } = matches(names, rule, text);
  return accepted ? { accepted } : { accepted, errorAt: farthest };
}
