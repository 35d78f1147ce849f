import type { FoundText } from './contract';

/** Tells where the text stands in another: pairs of start and end. Empty where it does not. */
export type Finder = (text: string) => readonly (readonly [start: number, end: number])[];

/** Marks in one cell. */
const mostMarks = 50;
/** A repetition of something that repeats itself can take forever to say no; the search itself runs where it can be stopped. */
const repeatedRepetition = /[+*}][^()]*\)\s*[+*{]/;

const wordEdge = [String.raw`(?<![\p{L}\p{N}_])`, String.raw`(?![\p{L}\p{N}_])`] as const;

/** `undefined` where there is nothing to mark. */
export function finderOf({ text, matchCase, wholeWord, regex }: FoundText): Finder | undefined {
  if (text === '' || (regex && repeatedRepetition.test(text))) return undefined;
  const source = regex ? text : text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  let pattern: RegExp;
  try {
    const flags = `g${matchCase ? '' : 'i'}${wholeWord ? 'u' : ''}`;
    pattern = new RegExp(wholeWord ? `${wordEdge[0]}(?:${source})${wordEdge[1]}` : source, flags);
  } catch {
    return undefined;
  }
  return (cell) => {
    const places: [number, number][] = [];
    for (const match of cell.matchAll(pattern)) {
      if (match[0] !== '') places.push([match.index, match.index + match[0].length]);
      if (places.length === mostMarks) break;
    }
    return places;
  };
}
