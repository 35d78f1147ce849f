import type { Collation, Compare } from './collation';

/** Weight of a character whose place depends on its neighbours, or that counts as several. */
export const complexWeight = 0xffff;

/**
 * Weights of the characters of some texts: texts of simple characters alone are in the order of their weights, one
 * after the other, as long as case and accents do not matter. 0 is a character that does not count.
 */
export interface Alphabet {
  /** By UTF-16 code unit; surrogates are complex here. */
  readonly units: Uint16Array;
  /** Of the characters that take two units. */
  readonly pairs: ReadonlyMap<number, number>;
  /** Greatest weight. */
  readonly most: number;
  /**
   * Weights `a * (most + 1) + b` that are not in their own order where they follow each other: `ch` in Czech.
   * `undefined` where there are none.
   */
  readonly contractions: ReadonlySet<number> | undefined;
}

/** More letters than these are complex: the weights share their words with a flag. */
const mostWeights = 0x7fff;

/** What may be simple at all: no combining marks, no lone surrogates, nothing that no Unicode version has assigned. */
const candidate = /^[\p{L}\p{N}\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}\u{fe00}-\u{fe0f}]$/u;
/** Scripts that order vowels behind the letters they stand before, and marks that repeat or lengthen what they follow. */
const contextual =
  /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Tai_Viet}\p{Script=New_Tai_Lue}\u00b7\u3005\u3031-\u3035\u303b\u309d\u309e\u30fc-\u30fe\uff70]$/u;
/** Syllables count as their letters; whole ones are in the same order, unless something follows that sorts behind letters. */
const syllable = /^[\uac00-\ud7a3]$/u;
const lastSyllable = '\ud7a3';
/** Sorts behind every other character. */
const last = '\uffff';

/**
 * @param used one a code unit: whether it occurs
 * @param usedPairs characters of two units that occur
 */
export function buildAlphabet(
  used: Uint8Array,
  usedPairs: ReadonlySet<number>,
  collation: Collation,
): Alphabet {
  const { compareBase } = collation;
  const units = new Uint16Array(0x10000).fill(complexWeight);
  const pairs = new Map<number, number>();
  const give = (char: string, weight: number): void => {
    const code = char.codePointAt(0) ?? 0;
    if (code > 0xffff) pairs.set(code, weight);
    else units[code] = weight;
  };
  const counting: string[] = [];
  for (const char of charactersOf(used, usedPairs)) {
    if (!candidate.test(char) || contextual.test(char)) continue;
    if (compareBase(`a${char}b`, 'ab') === 0) give(char, 0);
    else counting.push(char);
  }
  counting.sort(compareBase);
  const syllables = compareBase(counting.at(-1) ?? '', lastSyllable) <= 0;
  const first: string[] = [];
  for (const char of counting) {
    const before = first.at(-1);
    if (before !== undefined && compareBase(before, char) === 0) give(char, first.length);
    else if (
      first.length < mostWeights &&
      (before === undefined || isOneLetter(char, before, syllables, compareBase))
    ) {
      first.push(char);
      give(char, first.length);
    }
  }
  const most = first.length;
  return { units, pairs, most, contractions: contractionsAmong(first, compareBase) };
}

function* charactersOf(used: Uint8Array, usedPairs: ReadonlySet<number>): Iterable<string> {
  for (let unit = 0; unit < used.length; unit++) {
    if (used[unit] === 1) yield String.fromCharCode(unit);
  }
  for (const code of usedPairs) yield String.fromCodePoint(code);
}

/** `ß` counts as two: it stands between `s` and whatever begins with an `s`. */
function isOneLetter(char: string, before: string, syllables: boolean, compareBase: Compare): boolean {
  if (syllable.test(char)) return syllables;
  return compareBase(char, before + last) > 0;
}

/** Only languages in Latin letters have them among simple characters. */
const latin = /^[a-z\u00c0-\u024f]$/i;

function contractionsAmong(first: readonly string[], compareBase: Compare): Set<number> | undefined {
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
  return found.size === 0 ? undefined : found;
}
