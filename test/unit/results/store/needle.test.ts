import { describe, expect, it } from 'vitest';
import { buildTextTable } from '../../../../src/core/results/textTable';
import { TextNeedle } from '../../../../src/core/results/store/match/textNeedle';
import { Dice } from './support/dice';

const alphabets: Record<string, readonly string[]> = {
  'of few letters': ['a', 'b', 'B', 'A'],
  'of bytes': ['a', 'K', 'k', '@', '`', '[', '{', '0', ' ', 'Ä', 'ä', '÷', '×', 'µ', 'ÿ', '\u0000', '\u0080'],
  'of wide units': ['a', 'K', '\u212a', 'k', 'Р', 'р', 'Ж', 'ж', 'İ', 'i', 'Σ', 'ς', '🎉', '\ud83c', '\udf89', 'Ÿ', 'ÿ', 'Ǆ', '漢'],
}; // prettier-ignore

function word(dice: Dice, letters: readonly string[], most: number): string {
  return Array.from({ length: dice.below(most + 1) }, () => dice.pick(letters)).join('');
}

describe('looking for a text in a table', () => {
  for (const [name, letters] of Object.entries(alphabets)) {
    it(`${name} finds those that hold it, wherever it stands`, () => {
      const dice = new Dice(name.length);
      for (let round = 0; round < 400; round++) {
        const texts = Array.from({ length: dice.below(30) }, () => word(dice, letters, dice.below(12)));
        const table = buildTextTable(texts);
        for (let asked = 0; asked < 8; asked++) {
          const wanted = word(dice, letters, 4);
          for (const matchCase of [false, true]) {
            const fold = (text: string): string => (matchCase ? text : text.toLowerCase());
            const marks = new Uint8Array(texts.length);
            new TextNeedle(wanted, 'contains', matchCase).mark(table, marks);
            const expected = texts.map((text) => Number(fold(text).includes(fold(wanted))));
            expect([wanted, ...marks]).toEqual([wanted, ...expected]);
          }
        }
      }
    });
  }

  it('reads a table that does not begin with a whole word', () => {
    const texts = ['xContoso', 'contosoX', 'conto', 'so', 'CONTOSO'];
    const { ends, units } = buildTextTable(texts);
    for (let offset = 0; offset < 4; offset++) {
      const moved = new Uint8Array(units.length + offset);
      moved.set(units, offset);
      const marks = new Uint8Array(texts.length);
      new TextNeedle('contoso', 'contains', false).mark({ ends, units: moved.subarray(offset) }, marks);
      expect([...marks]).toEqual([1, 1, 0, 0, 1]);
    }
  });
});
