import type { Names } from '../names';
import { Reading, type Rule } from './combinators';
import { contextRules } from './context';
import { geoGrammar } from './geo';
import { headerRules } from './headers';
import { nameRules } from './namesOfRules';
import { punctuationRules } from './punctuation';
import { uriRules } from './uri';
import { valueRules } from './values';

export { geoLiteralRules as geoRules } from './geo';

// What serves no request of the editor: context URLs, headers, preferences, geography, values outside of URLs, and
// the small change of the grammar. Everything else goes through the parser.
const grammar = new Map<string, Rule>(
  [punctuationRules, uriRules, nameRules, valueRules, geoGrammar, headerRules, contextRules].flatMap(
    (rules) => Object.entries(rules).map(([name, rule]) => [name.toLowerCase(), rule] as const),
  ),
);

export function hasRule(rule: string): boolean {
  return grammar.has(rule.toLowerCase());
}

export interface Match {
  readonly accepted: boolean;
  /** Up to where the text was found right. */
  readonly farthest: number;
}

export function matches(names: Names, rule: string, text: string): Match {
  const reading = new Reading(text, names, grammar);
  const accepted = reading.rule(rule, 0).includes(text.length);
  return { accepted, farthest: reading.farthest };
}
