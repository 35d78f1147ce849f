import type { Names } from '../names';

/** The ends that text from `at` on can have, read as one rule; none where it is not of the rule. */
export type Rule = (reading: Reading, at: number) => readonly number[];

export type Grammar = Readonly<Record<string, Rule>>;

/** One text that is read by rules of a grammar (ABNF, RFC 5234). All readings are followed, none is preferred. */
export class Reading {
  readonly text: string;
  readonly lower: string;
  readonly #names: Names;
  readonly #grammar: ReadonlyMap<string, Rule>;
  readonly #known = new Map<string, readonly number[]>();
  farthest = 0;

  constructor(text: string, names: Names, grammar: ReadonlyMap<string, Rule>) {
    this.text = text;
    this.lower = text.toLowerCase();
    this.#names = names;
    this.#grammar = grammar;
  }

  /** Each rule is read once at each place. */
  rule(name: string, at: number): readonly number[] {
    const key = `${at} ${name.toLowerCase()}`;
    const known = this.#known.get(key);
    if (known) return known;
    const rule = this.#grammar.get(name.toLowerCase());
    if (!rule) throw new Error(`The grammar has no rule ${name}.`);
    this.#known.set(key, []);
    const ends = rule(this, at).filter((end) => this.#names.allows(name, this.text.slice(at, end)));
    this.#known.set(key, ends);
    return ends;
  }

  reached(end: number): readonly number[] {
    if (end > this.farthest) this.farthest = end;
    return [end];
  }
}

const none: readonly number[] = [];

/** Text in any case. */
export function text(expected: string): Rule {
  const lower = expected.toLowerCase();
  return (reading, at) => (reading.lower.startsWith(lower, at) ? reading.reached(at + lower.length) : none);
}

/** Text in the case that it has. */
export function exact(expected: string): Rule {
  return (reading, at) =>
    reading.text.startsWith(expected, at) ? reading.reached(at + expected.length) : none;
}

/** One character of a class, written as in a regular expression. */
export function of(characters: string): Rule {
  const pattern = new RegExp(`^[${characters}]$`);
  return (reading, at) => (pattern.test(reading.text.charAt(at)) ? reading.reached(at + 1) : none);
}

function rule(name: string): Rule {
  return (reading, at) => reading.rule(name, at);
}

type Part = Rule | string;

/** A string stands for the rule of that name. */
function asRule(part: Part): Rule {
  return typeof part === 'string' ? rule(part) : part;
}

export function seq(...parts: readonly Part[]): Rule {
  const rules = parts.map(asRule);
  return (reading, at) => {
    let ends: readonly number[] = [at];
    for (const one of rules) {
      ends = merged(ends.map((end) => one(reading, end)));
      if (ends.length === 0) return none;
    }
    return ends;
  };
}

export function alt(...parts: readonly Part[]): Rule {
  const rules = parts.map(asRule);
  return (reading, at) => merged(rules.map((one) => one(reading, at)));
}

export function many(part: Part, least = 0, most = Number.POSITIVE_INFINITY): Rule {
  const one = asRule(part);
  return (reading, at) => {
    const all = new Set<number>(least === 0 ? [at] : []);
    let ends: readonly number[] = [at];
    for (let count = 1; count <= most && ends.length > 0; count++) {
      const before = ends;
      ends = merged(
        before.map((end) =>
          one(reading, end).filter((next) => next > end && !(count > least && all.has(next))),
        ),
      );
      if (count >= least) for (const end of ends) all.add(end);
    }
    return [...all];
  };
}

export function opt(...parts: readonly Part[]): Rule {
  return many(seq(...parts), 0, 1);
}

/** `a`, then any number of separators with `a` behind them. */
export function listOf(part: Part, separator: Part): Rule {
  return seq(part, many(seq(separator, part)));
}

function merged(lists: readonly (readonly number[])[]): readonly number[] {
  if (lists.length === 1) return lists[0] ?? none;
  return [...new Set(lists.flat())];
}
