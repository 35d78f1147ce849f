/** A grammar rule as far as these tests look into it. */
export interface Rule {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly while?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, Rule>>;
  readonly patterns?: readonly Rule[];
}

export interface Grammar {
  readonly scopeName: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

export type Token = readonly [text: string, scope: string];

/**
 * Colours one line as a TextMate engine does, for rules that match within a line: the earliest match wins, and of
 * two at one place the first rule. Rules of several lines are left out.
 */
export function tokensOfLine(grammar: Grammar, line: string): Token[] {
  const tokens: Token[] = [];
  colour(grammar, flatten(grammar, grammar.patterns), line, 0, line.length, tokens);
  return tokens;
}

interface Flat {
  readonly rule: Rule;
  readonly pattern: RegExp;
}

function flatten(grammar: Grammar, rules: readonly Rule[]): Flat[] {
  return rules.flatMap((rule): Flat[] => {
    if (rule.include?.startsWith('#')) {
      const target = grammar.repository[rule.include.slice(1)];
      return target ? flatten(grammar, [target]) : [];
    }
    if (rule.match !== undefined) return [{ rule, pattern: new RegExp(rule.match, 'dgu') }];
    return rule.begin === undefined && rule.patterns ? flatten(grammar, rule.patterns) : [];
  });
}

function colour(
  grammar: Grammar,
  rules: readonly Flat[],
  line: string,
  from: number,
  to: number,
  out: Token[],
): void {
  let at = from;
  while (at < to) {
    const found = earliest(rules, line, at, to);
    if (!found) return;
    const end = found.match.index + found.match[0].length;
    emit(grammar, found.rule, found.match, line, out);
    at = end > at ? end : at + 1;
  }
}

function earliest(
  rules: readonly Flat[],
  line: string,
  from: number,
  to: number,
): { rule: Rule; match: RegExpExecArray } | undefined {
  let best: { rule: Rule; match: RegExpExecArray } | undefined;
  for (const { rule, pattern } of rules) {
    pattern.lastIndex = from;
    const match = pattern.exec(line);
    if (!match || match[0] === '' || match.index >= to) continue;
    if (!best || match.index < best.match.index) best = { rule, match };
  }
  return best;
}

function emit(grammar: Grammar, rule: Rule, match: RegExpExecArray, line: string, out: Token[]): void {
  const captures = Object.entries(rule.captures ?? {});
  if (captures.length === 0 || rule.name?.startsWith('comment')) {
    if (rule.name !== undefined) out.push([match[0].trim(), rule.name]);
    return;
  }
  for (const [index, capture] of captures) {
    const range = match.indices?.[Number(index)];
    if (!range || range[0] === range[1]) continue;
    if (capture.patterns) colour(grammar, flatten(grammar, capture.patterns), line, range[0], range[1], out);
    else if (capture.name !== undefined) out.push([line.slice(range[0], range[1]), capture.name]);
  }
}
