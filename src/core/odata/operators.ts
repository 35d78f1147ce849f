import type { BinaryOperator } from './ast';
import type { Cursor } from './cursor';

export interface Operator {
  readonly name: BinaryOperator | 'and' | 'or';
  /** How strongly it binds: `or` 1, `mul` 6 (OData 4.01 URL Conventions, 5.1.1.17). */
  readonly strength: number;
}

const strengths: readonly (readonly [Operator['name'], number])[] = [
  ['or', 1],
  ['and', 2],
  ['eq', 3],
  ['ne', 3],
  ['gt', 4],
  ['ge', 4],
  ['lt', 4],
  ['le', 4],
  ['has', 4],
  ['in', 4],
  ['add', 5],
  ['sub', 5],
  ['mul', 6],
  ['div', 6],
  ['divby', 6],
  ['mod', 6],
];

/** Operators by their letters in one number, so that looking one up makes no string. */
const operators = new Map<number, Operator>();
for (const [name, strength] of strengths) operators.set(packed(name, 0, name.length), { name, strength });

/** Up to five letters, case aside, five bits each; -1 where something else stands among them. */
function packed(chars: string, from: number, to: number): number {
  let pack = 0;
  for (let at = from; at < to; at++) {
    const letter = (chars.charCodeAt(at) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) return -1;
    pack = pack * 32 + letter;
  }
  return pack;
}

/** The operator after blanks, without moving, in any case. A word right behind a literal (`1eq`) is none. */
export function operatorAfter(cursor: Cursor, from = cursor.pos): Operator | undefined {
  let start = from;
  while (cursor.isBlankAt(start)) start++;
  const end = cursor.wordEnd(start);
  const length = end - start;
  return length < 2 || length > 5 ? undefined : operators.get(packed(cursor.chars, start, end));
}
