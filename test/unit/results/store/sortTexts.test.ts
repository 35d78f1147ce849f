import { describe, expect, it } from 'vitest';
import { buildAlphabet, complexWeight } from '../../../../src/core/results/store/order/alphabet';
import { collationOf } from '../../../../src/core/results/store/order/collation';
import { variantOf } from '../../../../src/core/results/store/order/letterReader';
import { arranged } from './support/arranged';
import { Dice, oddText } from './support/dice';
import { madeTable, text } from './support/madeTable';

/** Sorts texts by a table, and tells where the order is not that of the collation. */
async function wrongPlaces(
  texts: readonly (string | null)[],
  locale: string,
  encoding: 'text' | 'mixed' | 'coded' = 'text',
): Promise<unknown[]> {
  const { compare } = new Intl.Collator(locale);
  const rows = texts.map((one) => [one === null ? null : text(one)]);
  const columns = [{ name: 'value', kind: 'text', encoding }] as const;
  const table = madeTable(columns, rows, { segmentRows: 1500, locale });
  const wrong: unknown[] = [];
  for (const descending of [false, true]) {
    const order = await arranged(table, { sort: [{ column: 0, descending }] });
    expect(order.toSorted((a, b) => a - b)).toEqual(texts.map((_, row) => row));
    for (let i = 1; i < order.length; i++) {
      const [above, below] = [order[i - 1]!, order[i]!];
      const [a, b] = [texts[above] ?? null, texts[below] ?? null];
      if (a === null && b !== null) wrong.push([i, a, b]);
      if (a === null || b === null) continue;
      const compared = descending ? compare(b, a) : compare(a, b);
      // Equal rows stay as they came.
      if (compared > 0 || (compared === 0 && a === b && above > below)) wrong.push([i, a, b]);
    }
  }
  return wrong;
}

const noPlaces = { units: new Uint8Array(), shortest: 0 };

function texts(seed: number, count: number, make: (dice: Dice) => string | null): (string | null)[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, () => make(dice));
}

const letters = (dice: Dice, count: number): string =>
  Array.from({ length: count }, () => dice.pick(['a', 'b', 'c', 'B', 'á', 'z'])).join('');

const makers: Record<string, (dice: Dice) => string | null> = {
  'with a beginning in common that is longer than the first words': (dice) =>
    `Imported from legacy system, case ${dice.below(3000)}. Please ${dice.pick(['call', 'Call', 'cäll'])} ${dice.below(9)}`,
  'that differ late, and in case and accents alone': (dice) =>
    `${dice.pick(['contoso', 'Contoso', 'CONTOSO'])} ${'very '.repeat(dice.below(3) * 20)}${letters(dice, 2)}`,
  'with odd characters at any place': (dice) =>
    letters(dice, dice.below(40)) + oddText(dice) + letters(dice, dice.below(3)),
  'with letters that count as two': (dice) =>
    letters(dice, dice.below(30)) +
    dice.pick(['ß', 'ss', 'æ', 'ae', 'Œ', 'oe', 'ﬁ', 'fi', 'ĳ', '½']) +
    letters(dice, dice.below(4)),
  'of emoji, from right to left, and with halves of pairs': (dice) =>
    dice.next() < 0.02
      ? null
      : `${dice.pick(['🚀', '👩‍🚀', '❤️', '🇳🇴', '\ud83d', '\ude80', 'שלום', 'مرحبا'])}${dice.below(4000)}${dice.pick(['', '🎉', '\u202e'])}`,
  'of which most are there several times': (dice) =>
    `${'Copy of '.repeat(dice.below(4) * 6)}report ${dice.below(500)}`,
  'with characters that few of them hold': (dice) => (dice.next() < 0.001 ? 'Łódź ' : '') + letters(dice, 8),
};

describe('sorting many texts', () => {
  for (const [name, make] of Object.entries(makers)) {
    it.each([
      ['en', 'text'],
      ['en', 'mixed'],
      ['da', 'mixed'],
      ['cs', 'text'],
      ['de', 'coded'],
    ] as const)(`${name} is the order of Intl.Collator in %s (%s)`, async (locale, encoding) => {
      expect(await wrongPlaces(texts(locale.charCodeAt(0), 9000, make), locale, encoding)).toEqual([]);
    });
  }

  it('tells apart what differs behind a thousand letters', async () => {
    const long = texts(7, 5000, (dice) => 'word '.repeat(300) + letters(dice, 3));
    expect(await wrongPlaces(long, 'en')).toEqual([]);
  });

  it('knows the letters that stand in the rows behind only', async () => {
    const numbered = texts(11, 40_000, (dice) => `${letters(dice, 4)} ${dice.below(900)}`);
    const late = texts(
      12,
      20_000,
      (dice) => `${dice.pick(['q', 'Y', 'ü', '7'])}${letters(dice, dice.below(12))}`,
    );
    const ordered = [...numbered, ...late].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
    for (const encoding of ['text', 'mixed'] as const) {
      expect(await wrongPlaces(ordered, 'en', encoding)).toEqual([]);
    }
  });

  it('sorts many that begin alike, and many that begin in as many ways', async () => {
    const alike = texts(13, 40_000, (dice) => `Imported in May: ${dice.below(3)}${letters(dice, 30)}`);
    expect(await wrongPlaces(alike, 'en')).toEqual([]);
    const tails = texts(14, 80_000, (dice) =>
      dice.next() < 0.97
        ? `Same ${dice.below(50)}`
        : Array.from({ length: 12 }, () => dice.below(36).toString(36)).join(''),
    );
    expect(await wrongPlaces(tails, 'en')).toEqual([]);
    const different = texts(
      15,
      80_000,
      (dice) => `${dice.below(30) < 29 ? dice.below(40) : ''}${(dice.next() * 2 ** 52).toString(36)}`,
    );
    expect(await wrongPlaces(different, 'en')).toEqual([]);
  });

  /** First units of scripts, 128 each. */
  const scripts = {
    Devanagari: [0x900, 'hi'],
    Bengali: [0x980, 'bn'],
    Gurmukhi: [0xa00, 'pa'],
    Gujarati: [0xa80, 'gu'],
    Oriya: [0xb00, 'or'],
    Tamil: [0xb80, 'ta'],
    Telugu: [0xc00, 'te'],
    Kannada: [0xc80, 'kn'],
    Malayalam: [0xd00, 'ml'],
    Sinhala: [0xd80, 'si'],
    Thai: [0xe00, 'th'],
    Lao: [0xe80, 'lo'],
    Myanmar: [0x1000, 'my'],
    Khmer: [0x1780, 'km'],
  } as const;

  it.each(Object.entries(scripts))(
    'sorts letters that change places and marks that are letters (%s)',
    async (_, [first, locale]) => {
      const whole = Array.from({ length: 128 }, (_, i) => String.fromCharCode(first + i)).filter((char) =>
        /\p{Assigned}/u.test(char),
      );
      // Few of them leave rare neighbours out: other texts are sorted by weights then.
      const few = whole.filter((_, i) => i % 3 === 0);
      const written = whole.filter((char) => /[\p{L}\p{N}]/u.test(char));
      for (const own of [whole, few, written, [...few, 'a', 'B', ' ', '1', '\u0301', '\u200d']]) {
        for (const language of [locale, 'en']) {
          const some = texts(first + own.length, 2500, (dice) =>
            Array.from({ length: dice.below(9) }, () => dice.pick(own)).join(''),
          );
          expect(await wrongPlaces(some, language)).toEqual([]);
        }
      }
    },
    20_000,
  );

  it('sorts words that go on alike behind letters that change places', async () => {
    const words = ['เก', 'กเ', 'เ', 'ก', 'แม่', 'น้ำ', 'โรง', 'ไทย', 'ใจ', 'เเก', 'เ ก', 'ทำ', '1'];
    for (const most of [4, 60]) {
      const some = texts(most, 6000, (dice) =>
        Array.from({ length: dice.below(most) }, () => dice.pick(words)).join(''),
      );
      expect(await wrongPlaces(some, 'th', 'mixed')).toEqual([]);
    }
    const alike = texts(
      17,
      6000,
      (dice) => 'เก'.repeat(2 + dice.below(2) * 40) + dice.pick(words) + dice.pick(words),
    );
    expect(await wrongPlaces(alike, 'en')).toEqual([]);
  });

  it.each([
    ['กุ\u094d', 'กุ', 'กุก', 'ก'],
    ['\u0e38\u094d', '\u0e38', '\u094d', '\u0e38\u0e01', '\u094d\u0e38', 'a'],
    ['\u0eb8\u0e39', '\u0e39\u0eb8', '\u0eb8', '\u0e39'],
  ])('sorts marks of two scripts that change places: %j', async (...written) => {
    const some = texts(60, written.length * 60, (dice) => dice.pick(written));
    expect(await wrongPlaces(some, 'en')).toEqual([]);
  });

  it('sorts halves of pairs by weights', () => {
    const { compare } = new Intl.Collator('en');
    const halves = Array.from({ length: 2048 }, (_, i) => String.fromCharCode(0xd800 + i));
    expect(halves.toSorted(compare)).toEqual(halves);
    const used = { units: new Uint8Array(0x10000), pairs: new Set<number>(), places: noPlaces };
    const lone = new Set(halves.map((half) => half.charCodeAt(0)));
    const { lone: weights } = buildAlphabet({ ...used, lone }, collationOf('en'));
    expect(halves.map((half) => weights.get(half.charCodeAt(0)))).toEqual(halves.map((_, i) => i + 1));
  });

  it.each(['en', 'cs', 'ru', 'vi', 'he', 'ar', 'sv', 'ro'])(
    'sorts letters with marks behind them (%s)',
    async (locale) => {
      const bases = ['a', 'A', 'c', 'o', 'â', 'ơ', 'и', 'И', 'ש', 'ב', 'ا', 'ل', '1', ' ', 'z'];
      const marks = [
        '',
        '',
        '\u0301',
        '\u0306',
        '\u030c',
        '\u0323',
        '\u030a',
        '\u05b8',
        '\u05c1',
        '\u064e',
        '\u0653',
        '\ufe0f\u20e3',
      ];
      const marked = (dice: Dice, own: readonly string[]): string =>
        Array.from({ length: dice.below(5) }, () => dice.pick(bases) + dice.pick(own) + dice.pick(own)).join(
          '',
        );
      for (const own of [
        marks,
        marks.slice(0, 3),
        ['', '\u05b8', '\u05c1'],
        ['', '\u0653', '\u064e'],
        ['', '\u030c', '\u030a'],
      ]) {
        expect(
          await wrongPlaces(
            texts(16, 2500, (dice) => marked(dice, own)),
            locale,
          ),
        ).toEqual([]);
      }
    },
  );

  it('knows which marks make another letter of the one before', () => {
    const used = new Uint8Array(0x10000);
    for (const unit of 'abcи\u0301\u0306\u20e3\u05b8') used[unit.charCodeAt(0)] = 1;
    const surrogates = { pairs: new Set<number>(), lone: new Set<number>() };
    const { units } = buildAlphabet({ units: used, ...surrogates, places: noPlaces }, collationOf('en'));
    expect(['\u0301', '\u20e3', '\u05b8'].map((mark) => units[mark.charCodeAt(0)])).toEqual([0, 0, 0]);
    expect(units[0x306]).toBe(complexWeight);
  });

  it('tells texts apart in which capitals stand at other places', () => {
    const [unit, places] = ['Z'.charCodeAt(0), 60];
    const sums = new Set<number>();
    for (let one = 0; one < places; one++) {
      for (let other = 0; other < one; other++) sums.add((variantOf(unit, one) + variantOf(unit, other)) | 0);
    }
    expect(sums.size).toBe((places * (places - 1)) / 2);
  });

  it('lets a second column decide among texts that the language calls equal', async () => {
    const same = ['a\u0301\u0323b', 'a\u0323\u0301b', '\u1ea1\u0301b', '\u0000a\u0301\u0323b'];
    const rows = Array.from({ length: 40 }, (_, row) => [
      text(same[row % 4] ?? ''),
      text(String((row * 7) % 40).padStart(2, '0')),
    ]);
    const columns = [
      { name: 'value', kind: 'text', encoding: 'text' },
      { name: 'second', kind: 'text', encoding: 'coded' },
    ] as const;
    const sort = [
      { column: 0, descending: false },
      { column: 1, descending: false },
    ];
    const order = await arranged(madeTable(columns, rows), { sort });
    expect(order.map((row) => Number(rows[row]?.[1]?.raw))).toEqual(rows.map((_, i) => i));
  });
});
