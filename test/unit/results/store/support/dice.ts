/** Numbers that can be repeated. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return this.#state / 4294967296;
  }

  /** From 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

/** Pieces of texts in which something goes wrong sooner or later. */
const pieces = [
  'a', 'A', 'á', 'Ä', 'ä', 'b', 'B', 'c', 'C', 'ch', 'Ch', 'd', 'dz', 'aa', 'å', 'ø', 'æ', 'Æ', 'ß', 'SS', 'ss', 'ñ',
  'll', 'i', 'I', 'İ', 'ı', 'é', 'e\u0301', 'z', 'Z', 'ž', '1', '10', '9', '½', '²', ' ', '  ', '-', '_', '.', '…',
  '\t', '\n', '\u0000', '\u00ad', '\u200d', '"', "'", '=', '€', '$', 'Σ', 'σ', 'ς', 'ΟΔΟΣ', 'ж', 'Ж', 'й', 'я',
  'שלום', 'مرحبا', 'تقرير', '\u202e', '漢', '字', '東京', 'かな', 'カナ', 'ガ', 'ー', '가', '각', '나', '한국', 'ไทย', 'เ', 'क', 'कि',
  '🚀', '👩‍🚀', '❤️', '🇳🇴', '\ud83d', '\ude80', '𐐀', '𐐨', '\uffff', 'ﬁ', '™', 'ǆ', 'Ǆ', 'ŀ', 'l·', 'Contoso ', 'contoso ', 'Łódź',
] as const; // prettier-ignore

const prefix =
  'The same beginning of many texts, which is longer than what is kept of each of them for sorting: ';

/** A text of some pieces; now and then a long one that others share the beginning of. */
export function oddText(dice: Dice): string {
  let text = dice.next() < 0.1 ? prefix : '';
  for (let count = dice.below(6); count > 0; count--) text += dice.pick(pieces);
  return text;
}
