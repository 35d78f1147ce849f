import type { Compare } from './collation';

/** Counts for nothing and joins nothing: what stands on its two sides is ordered each by itself. */
const apart = '\u034f';
/** Is moved in front of every mark that is moved at all. */
const firstMark = '\u0334';
/** The scripts of India, Sri Lanka, Thailand and Laos, 128 units each: only there marks are letters to be looked at. */
const scripts = { first: 0x900, end: 0xf00, bits: 7 } as const;

type Pair = readonly [before: string, after: string];

/** What neighbours change about the order of characters. */
export interface Neighbours {
  /** No weight tells their place. */
  readonly complex: ReadonlySet<string>;
  /** Those that are sorted behind the one that follows them. */
  readonly turned: readonly Pair[];
  /** Those that count as something else together. */
  readonly contracting: readonly Pair[];
}

/** Whether a mark is a letter of its own, a vowel for instance, in a script of which the pairs are looked at. */
export function isVowelSign(char: string, compareBase: Compare): boolean {
  return hasNeighbours(char) && compareBase(char, '') > 0;
}

function hasNeighbours(char: string): boolean {
  const unit = char.charCodeAt(0);
  return unit >= scripts.first && unit < scripts.end;
}

/** What some characters may count as, in the scripts of which pairs are looked at. */
export function partsOf(chars: Iterable<string>): string[] {
  return [...chars].filter(hasNeighbours).flatMap((char) => char.normalize('NFKD').split(''));
}

/**
 * Looks at all pairs of characters of one script.
 * @param isLetter whether a character has a weight of its own
 */
export function neighboursAmong(
  chars: readonly string[],
  isLetter: (char: string) => boolean,
  compareBase: Compare,
): Neighbours {
  const complex = new Set<string>();
  const contracting: Pair[] = [];
  const turned: Pair[] = [];
  for (const script of byScript(chars)) {
    const odd = pairsOf(script).filter(isOdd(compareBase));
    const turns = odd.filter(
      ([a, b]) => isLetter(a) && isLetter(b) && !moves(b) && compareBase(a + b, b + apart + a) === 0,
    );
    const turning = new Set(turns);
    const others = odd.filter((pair) => !turning.has(pair));
    for (const [a, b] of others) {
      // A mark may join a letter from which other marks part it.
      const unfit = [a, b].filter((one) => !isLetter(one) || (one === b && moves(b)));
      if (unfit.length === 0 && turns.length === 0) contracting.push([a, b]);
      for (const char of unfit.length === 0 && turns.length > 0 ? [a, b] : unfit) complex.add(char);
    }
    turned.push(...turns);
  }
  const moving = chars.filter((char) => hasNeighbours(char) && isLetter(char) && moves(char));
  // Marks of two scripts change places, too, where the first one is the higher of them.
  contracting.push(...pairsOf(moving).filter(isOdd(compareBase)));
  const known = ([a, b]: Pair): boolean => !complex.has(a) && !complex.has(b);
  return { complex, turned: turned.filter(known), contracting: contracting.filter(known) };
}

/** Pairs that are not ordered as the one and then the other. */
function isOdd(compareBase: Compare): (pair: Pair) => boolean {
  return ([a, b]) => compareBase(a + b, a + apart + b) !== 0;
}

/** Whether Unicode lets a mark stand before or behind other ones for the same text. */
function moves(char: string): boolean {
  const marked = `x${char}${firstMark}`;
  return marked.normalize('NFD') !== marked;
}

function byScript(chars: readonly string[]): Iterable<readonly string[]> {
  const scriptOf = new Map<number, string[]>();
  for (const char of chars.filter(hasNeighbours)) {
    const number = char.charCodeAt(0) >>> scripts.bits;
    const known = scriptOf.get(number);
    if (known === undefined) scriptOf.set(number, [char]);
    else known.push(char);
  }
  return scriptOf.values();
}

function pairsOf(chars: readonly string[]): Pair[] {
  return chars.flatMap((a) => chars.map((b): Pair => [a, b]));
}
