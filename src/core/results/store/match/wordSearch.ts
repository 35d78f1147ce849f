import type { TextTable } from '../../model';
import type { RareUnit } from './rareUnit';

const wordBytes = 4;

/** Whether {@link markByWords} can read the table. */
export function readsAsWords({ byteOffset }: TextTable['units']): boolean {
  return byteOffset % wordBytes === 0;
}

/**
 * Sets 1 for each text that holds the needle. Looks at four bytes at once, and closer where one of their units may be
 * the rare one.
 * @param fold by unit: what it is taken for
 */
export function markByWords(
  { units, ends }: TextTable,
  marks: Uint8Array,
  needle: Uint16Array,
  fold: Uint16Array,
  { at, unit, mask }: RareUnit,
): void {
  const perWord = wordBytes / units.BYTES_PER_ELEMENT;
  const words = new Int32Array(units.buffer, units.byteOffset, Math.floor(units.length / perWord));
  // By this number each unit of a word is given the same value, and taken 1 from.
  const ones = perWord === 4 ? 0x01010101 : 0x00010001;
  const highBits = ones << (32 / perWord - 1);
  const [wanted, masks] = [Math.imul(unit, ones), Math.imul(mask, ones)];
  let text = 0;
  /** Nothing before it matters any more. */
  let from = at;
  for (let word = 0; ; word++) {
    word = nextWord(words, Math.max(word, Math.floor(from / perWord)), wanted, masks, ones, highBits);
    const end = Math.min(units.length, perWord * (word + 1));
    for (let i = Math.max(from, perWord * word); i < end; i++) {
      if (((units[i] ?? 0) | mask) !== unit || !standsAt(units, i - at, needle, fold)) continue;
      const start = i - at;
      while ((ends[text] ?? units.length) <= start) text++;
      const textEnd = ends[text] ?? units.length;
      // What reaches over the end of a text is no match.
      if (start + needle.length > textEnd) continue;
      marks[text] = 1;
      from = textEnd + at;
      // The next text may begin in the same word.
      word = Math.min(word, Math.floor(from / perWord) - 1);
      break;
    }
    if (word >= words.length) return;
  }
}

/** The first word from one on that may hold the wanted unit; their number where none does. */
function nextWord(
  words: Int32Array,
  first: number,
  wanted: number,
  masks: number,
  ones: number,
  highBits: number,
): number {
  let word = first;
  for (; word < words.length; word++) {
    // A unit is 0 where it is the wanted one, and only then, or behind one, a borrow sets its high bit.
    const difference = ((words[word] ?? 0) | masks) ^ wanted;
    if (((difference - ones) & ~difference & highBits) !== 0) break;
  }
  return word;
}

function standsAt(units: TextTable['units'], start: number, needle: Uint16Array, fold: Uint16Array): boolean {
  if (start + needle.length > units.length) return false;
  let i = 0;
  while (i < needle.length && fold[units[start + i] ?? 0] === needle[i]) i++;
  return i === needle.length;
}
