import type { TextTable } from '../../model';
import { textAt } from '../../textTable';
import type { TextTest } from '../match/matcher';
import { TextNeedle } from '../match/textNeedle';

export interface PatternOptions {
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regex: boolean;
}

/** Texts are looked through by a regular expression no further than this. */
const longestMatched = 10_000;
/** Texts between two looks at the clock. */
const textsAtOnce = 64;
const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;

/** @throws SyntaxError for a broken regular expression, RangeError for one that could take forever */
export function textPattern(text: string, options: PatternOptions, budget: TimeBudget): TextTest {
  if (options.regex) return new RegexTest(text, options, budget);
  const needle = new TextNeedle(text, 'contains', options.matchCase);
  return options.wholeWord ? new WordTest(text, options.matchCase, needle) : needle;
}

/** The time that a search by regular expression may take. */
export class TimeBudget {
  readonly #now: () => number;
  readonly #milliseconds: number;
  #spent = 0;
  #since: number | undefined;

  constructor(now: () => number, milliseconds: number) {
    this.#now = now;
    this.#milliseconds = milliseconds;
  }

  get exhausted(): boolean {
    return this.#spent > this.#milliseconds;
  }

  start(): void {
    this.#since = this.#now();
  }

  /** Notes the time since the last look. */
  look(): boolean {
    const now = this.#now();
    this.#spent += now - (this.#since ?? now);
    this.#since = now;
    return this.exhausted;
  }
}

class WordTest implements TextTest {
  readonly #text: string;
  readonly #matchCase: boolean;
  readonly #needle: TextNeedle;

  constructor(text: string, matchCase: boolean, needle: TextNeedle) {
    this.#text = matchCase ? text : text.toLowerCase();
    this.#matchCase = matchCase;
    this.#needle = needle;
  }

  mark(table: TextTable, marks: Uint8Array): void {
    this.#needle.mark(table, marks);
    for (let text = 0; text < marks.length; text++) {
      if (marks[text] === 1) marks[text] = this.#stands(textAt(table, text)) ? 1 : 0;
    }
  }

  /** Whether it stands somewhere with no letter or digit before and behind. */
  #stands(whole: string): boolean {
    const text = this.#matchCase ? whole : whole.toLowerCase();
    const wanted = this.#text;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      if (!isWordAt(text, at - 1, -1) && !isWordAt(text, at + wanted.length, 0)) return true;
    }
    return false;
  }
}

/** @param back -1 where the character that ends at this unit is meant */
function isWordAt(text: string, at: number, back: -1 | 0): boolean {
  if (at < 0 || at >= text.length) return false;
  const pair = back === -1 && at > 0 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return wordCharacter.test(String.fromCodePoint(text.codePointAt(pair ? at - 1 : at) ?? 0));
}

class RegexTest implements TextTest {
  readonly #pattern: RegExp;
  readonly #budget: TimeBudget;

  constructor(source: string, { matchCase, wholeWord }: PatternOptions, budget: TimeBudget) {
    // What the user wrote is checked by itself: brackets of ours must not make it whole.
    const written = compile(source, matchCase);
    if (repeatsRepetition(source)) throw new RangeError('A repetition within a repetition.');
    this.#pattern = wholeWord
      ? compile(`(?<![\\p{L}\\p{N}\\p{M}_])(?:${source})(?![\\p{L}\\p{N}\\p{M}_])`, matchCase)
      : written;
    this.#budget = budget;
  }

  mark(table: TextTable, marks: Uint8Array): void {
    this.#budget.start();
    for (let text = 0; text < marks.length; text++) {
      if (text % textsAtOnce === 0 && this.#budget.look()) return;
      if (this.#pattern.test(textAt(table, text, longestMatched))) marks[text] = 1;
    }
    this.#budget.look();
  }
}

/** Characters beyond U+FFFF count as one, unless the expression has escapes that only the older syntax takes. */
function compile(source: string, matchCase: boolean): RegExp {
  const flags = matchCase ? '' : 'i';
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return new RegExp(source, flags);
  }
}

/**
 * Whether a group that repeats without end holds something that may match in several ways: then a text of thirty
 * characters can keep a backtracking engine busy for years. Some harmless expressions are among them.
 */
function repeatsRepetition(source: string): boolean {
  /** One an open group: it holds a repetition or alternatives. */
  const groups: boolean[] = [];
  let varies = false;
  for (let at = 0; at < source.length; at++) {
    const unit = source[at];
    if (unit === '\\') at++;
    else if (unit === '[') at = endOfClass(source, at);
    else if (unit === '(') {
      groups.push(varies);
      varies = false;
      if (source[at + 1] === '?') at += 2;
    } else if (unit === ')') {
      const repeats = unbounded.test(source.slice(at + 1));
      if (repeats && varies) return true;
      varies = (groups.pop() ?? false) || varies || repeats;
    } else if (unit === '*' || unit === '+' || unit === '?' || unit === '|') varies = true;
    else if (unit === '{') varies ||= /^\{\d*,\d*\}/.test(source.slice(at));
  }
  return false;
}

/** Without an upper bound, or with a high one. */
const unbounded = /^(?:[*+]|\{\d*,\}|\{\d*,?\d{2,}\})/;

function endOfClass(source: string, at: number): number {
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === ']') return i;
  }
  return source.length;
}
