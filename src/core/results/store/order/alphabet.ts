import type { Collation, Compare } from './collation';
import { isVowelSign, neighboursAmong, partsOf } from './neighbours';
import type { Neighbours } from './neighbours';
import { isSurrogate } from './usedCharacters';
import type { UsedCharacters } from './usedCharacters';

/** Weight of a character whose place depends on its neighbours, or that counts as several. */
export const complexWeight = 0xffff;
/** Stands for a character that counts as two. */
export const doubleWeight = 0xfffe;
/** Stands for one that changes places with some of those that follow it. */
export const turnedWeight = 0xfffd;
/** More letters than these are complex: the weights share their words with a flag. */
export const mostWeights = 0x7fff;

/** A vowel that is written before the letter it is sorted behind, as in Thai. */
interface TurnedLetter {
  readonly weight: number;
  /** Units of the letters behind which it is sorted where they follow it. */
  readonly behind: ReadonlySet<number>;
}

/**
 * Weights of the characters of some texts: texts of simple characters alone are in the order of their weights, one
 * after the other, as long as case and accents do not matter. 0 is a character that does not count.
 */
export interface Alphabet {
  /** By UTF-16 code unit; surrogates are complex here. */
  readonly units: Uint16Array;
  /** Of the characters that take two units. */
  readonly pairs: ReadonlyMap<number, number>;
  /** Of surrogates without the other one. */
  readonly lone: ReadonlyMap<number, number>;
  /** Of the units that count as two letters: the weight of the first one, and 65,536 times that of the second. */
  readonly doubles: ReadonlyMap<number, number>;
  readonly turned: ReadonlyMap<number, TurnedLetter>;
  /** Greatest weight. */
  readonly most: number;
  /**
   * Weights `a * (most + 1) + b` that are not in their own order where they follow each other: `ch` in Czech.
   * `undefined` where there are none.
   */
  readonly contractions: ReadonlySet<number> | undefined;
}

/** What may be a letter: no combining marks, nothing that no Unicode version has assigned. */
const candidate = /^[\p{L}\p{N}\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}\p{Cs}\u{fe00}-\u{fe0f}]$/u;
/** Accents, the points of Hebrew and Arabic, the frame of a keycap. */
const mark = /^\p{M}$/u;
/** So many comparisons may show that marks do not count; they take some milliseconds. */
const mostCompared = 30_000;
/**
 * Scripts that order vowels behind the letters they stand before, or letters by whole syllables; and marks that repeat
 * or lengthen what they follow.
 */
const contextual =
  /^[\p{Script=Tibetan}\p{Script=Tai_Viet}\p{Script=New_Tai_Lue}\u00b7\u3005\u3031-\u3035\u303b\u309d\u309e\u30fc-\u30fe\uff70]$/u;
/** Syllables count as their letters; whole ones are in the same order, unless something follows that sorts behind letters. */
const syllable = /^[\uac00-\ud7a3]$/u;
const lastSyllable = '\ud7a3';
/** Sorts behind every other character. */
const last = '\uffff';

/** Weights as they are given to characters; all others are complex. */
class GivenWeights {
  readonly units = new Uint16Array(0x10000).fill(complexWeight);
  readonly pairs = new Map<number, number>();
  readonly lone = new Map<number, number>();

  give(char: string, weight: number): void {
    const code = char.codePointAt(0) ?? 0;
    if (code > 0xffff) this.pairs.set(code, weight);
    else if (isSurrogate(code)) this.lone.set(code, weight);
    else this.units[code] = weight;
  }

  /** Of a character of one unit. */
  of(char: string): number | undefined {
    return this.units[char.charCodeAt(0)];
  }
}

/** Weights of the characters that occur; all others are complex. */
export function buildAlphabet(used: UsedCharacters, { compareBase }: Collation): Alphabet {
  const given = new GivenWeights();
  const marks: string[] = [];
  const occurring = [...charactersOf(used)];
  const counting = [...new Set([...occurring, ...partsOf(occurring)])].filter((char) => {
    if (mark.test(char) && !candidate.test(char) && !isVowelSign(char, compareBase)) {
      marks.push(char);
      return false;
    }
    const counts = compareBase(`a${char}b`, 'ab') !== 0;
    if (!counts) given.give(char, 0);
    return counts;
  });
  counting.sort(compareBase);
  const { first, others } = giveLetters(counting, given, compareBase);
  const complex = new Set(others);
  const simple = counting.filter((char) => !complex.has(char));
  const free = marksWithoutWeight(marks, simple, compareBase);
  for (const char of free) given.give(char, 0);
  const isOne = (char: string): boolean => isLetter(given.of(char));
  const neighbours = neighboursAmong([...counting, ...free], isOne, compareBase);
  for (const char of neighbours.complex) given.give(char, complexWeight);
  const most = first.length;
  const contractions = contractionsAmong(first, compareBase);
  for (const [a, b] of neighbours.contracting) {
    contractions.add((given.of(a) ?? 0) * (most + 1) + (given.of(b) ?? 0));
  }
  const { units, pairs, lone } = given;
  // The letters of a double one may contract with their neighbours, or not: it stays complex.
  const maybeDouble = contractions.size > 0 ? [] : others.filter((char) => !neighbours.complex.has(char));
  const doubles = doublesAmong(maybeDouble, neighbours.turned, units, compareBase);
  const turned = turnedLetters(neighbours.turned, units);
  for (const unit of doubles.keys()) units[unit] = doubleWeight;
  return {
    ...{ units, pairs, lone, doubles, turned, most },
    contractions: contractions.size === 0 ? undefined : contractions,
  };
}

/** Weights of those that count as one letter; one for all that are the same but for case and accents. */
function giveLetters(
  counting: readonly string[],
  given: GivenWeights,
  compareBase: Compare,
): { readonly first: readonly string[]; readonly others: readonly string[] } {
  const syllables = compareBase(counting.at(-1) ?? '', lastSyllable) <= 0;
  const first: string[] = [];
  const others: string[] = [];
  for (const char of counting) {
    const before = first.at(-1);
    if (before !== undefined && compareBase(before, char) === 0) given.give(char, first.length);
    else if (first.length < mostWeights && isOneLetter(char, before, syllables, compareBase)) {
      given.give(char, first.push(char));
    } else others.push(char);
  }
  return { first, others };
}

/** Marks them in the weights, too. */
function turnedLetters(pairs: Neighbours['turned'], units: Uint16Array): Map<number, TurnedLetter> {
  const turned = new Map<number, { weight: number; behind: Set<number> }>();
  for (const [before, after] of pairs) {
    const unit = before.charCodeAt(0);
    const known = turned.get(unit) ?? { weight: units[unit] ?? 0, behind: new Set() };
    known.behind.add(after.charCodeAt(0));
    turned.set(unit, known);
  }
  for (const unit of turned.keys()) units[unit] = turnedWeight;
  return turned;
}

/** Those that do not count behind any of the letters, neither alone nor with another one between. */
function marksWithoutWeight(
  marks: readonly string[],
  letters: readonly string[],
  compareBase: Compare,
): readonly string[] {
  if (letters.length * marks.length * (marks.length + 1) > mostCompared) return [];
  // The breve of `й` makes another letter of it, an accent does not.
  const free = marks.filter((char) => letters.every((letter) => compareBase(letter + char, letter) === 0));
  const pairs = free.flatMap((char) => free.map((other) => char + other));
  return letters.every((letter) => pairs.every((both) => compareBase(letter + both, letter) === 0))
    ? free
    : [];
}

/** What counts as two letters and is not made of them by Unicode's own account. */
const doubleLetters: Readonly<Record<string, string>> = {
  ß: 'ss', ẞ: 'ss', æ: 'ae', Æ: 'ae', œ: 'oe', Œ: 'oe',
}; // prettier-ignore

/** Ligatures and the like, where the language takes them for what they are made of. */
function doublesAmong(
  chars: readonly string[],
  turned: Neighbours['turned'],
  weights: Uint16Array,
  compareBase: Compare,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const char of chars) {
    const letters = doubleLetters[char] ?? char.normalize('NFKD');
    if (char.length !== 1 || letters.length !== 2 || compareBase(char, letters) !== 0) continue;
    const [a = '', b = ''] = letters;
    const turns = turned.some(([before, after]) => before === a && after === b);
    const [first, second] = (turns ? [b, a] : [a, b]).map((one) => weights[one.charCodeAt(0)] ?? 0);
    if (isLetter(first) && isLetter(second)) found.set(char.charCodeAt(0), first + 0x10000 * second);
  }
  return found;
}

function isLetter(weight: number | undefined): weight is number {
  return weight !== undefined && weight > 0 && weight <= mostWeights;
}

function mayBeSimple(char: string): boolean {
  return (candidate.test(char) || mark.test(char)) && !contextual.test(char);
}

/** Those that may be simple. */
function* charactersOf(used: UsedCharacters): Iterable<string> {
  for (let unit = 0; unit < used.units.length; unit++) {
    if (used.units[unit] === 0 || isSurrogate(unit)) continue;
    const char = String.fromCharCode(unit);
    if (mayBeSimple(char)) yield char;
  }
  for (const code of [...used.pairs, ...used.lone]) {
    const char = String.fromCodePoint(code);
    if (mayBeSimple(char)) yield char;
  }
}

/** `ß` counts as two: it stands between `s` and whatever begins with an `s`. */
function isOneLetter(
  char: string,
  before: string | undefined,
  syllables: boolean,
  compareBase: Compare,
): boolean {
  if (before === undefined) return true;
  if (syllable.test(char)) return syllables;
  return compareBase(char, before + last) > 0;
}

/** Only languages in Latin letters have them among simple characters. */
const latin = /^[a-z\u00c0-\u024f]$/i;

function contractionsAmong(first: readonly string[], compareBase: Compare): Set<number> {
  const letters = first.flatMap((char, i) =>
    latin.test(char) ? [{ char: char.toLowerCase(), weight: i + 1 }] : [],
  );
  const found = new Set<number>();
  for (const a of letters) {
    for (const b of letters) {
      const both = a.char + b.char;
      if (compareBase(a.char, both) < 0 && compareBase(both, a.char + last) < 0) continue;
      found.add(a.weight * (first.length + 1) + b.weight);
    }
  }
  return found;
}
