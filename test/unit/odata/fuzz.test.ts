import { describe, expect, it } from 'vitest';
import { parseODataUrl } from '../../../src/core/odata';
import { misplaced, wrongEncoding, wrongTree } from '../../fuzz/checks';
import { hostile } from '../../fuzz/growth';
import { mutate } from '../../fuzz/mutations';
import { randomFrom } from '../../fuzz/random';
import { builtInSeeds } from '../../fuzz/seeds';

/** A share of what `npm run fuzz` runs. */
const rounds = 12_000;

describe('mutated URLs', () => {
  it.each(['dataverse', 'odata-4.01'] as const)(
    'give a tree of their text, whatever they are: %s',
    (dialect) => {
      const random = randomFrom(20_261_121);
      let withErrors = 0;
      for (let round = 0; round < rounds; round++) {
        const text = mutate(builtInSeeds[round % builtInSeeds.length] ?? '', random);
        const wrong = wrongTree(text, dialect);
        if (wrong !== undefined) expect.fail(`${wrong} ${JSON.stringify(text.slice(0, 300))}`);
        if (parseODataUrl(text, dialect).errors.length > 0) withErrors++;
      }
      expect(withErrors).toBeGreaterThan(rounds / 4);
    },
  );

  it('are encoded to plain ASCII, and once is as good as twice', () => {
    const random = randomFrom(7);
    for (let round = 0; round < rounds; round++) {
      const text = mutate(builtInSeeds[round % builtInSeeds.length] ?? '', random);
      const wrong = wrongEncoding(text);
      if (wrong !== undefined) expect.fail(`${wrong} ${JSON.stringify(text.slice(0, 300))}`);
    }
  });

  it('would be found where a tree is not of its text', () => {
    const outside = { kind: 'x', start: 0, end: 3, child: { start: 2, end: 4 } };
    const crossed = {
      kind: 'x',
      start: 0,
      end: 3,
      items: [
        { start: 1, end: 3 },
        { start: 2, end: 3 },
      ],
    };
    expect(misplaced(outside)).toHaveLength(1);
    expect(misplaced(crossed)).toHaveLength(1);
    const right = { ...crossed, items: [{ start: 1, end: 2 }] };
    expect(misplaced(right)).toEqual([]);
  });
});

describe('hostile texts', () => {
  it.each(Object.entries(hostile))('give a tree of their text: %s', (_, make) => {
    expect(wrongTree(make(100_000), 'dataverse')).toBeUndefined();
    expect(wrongTree(make(100_000), 'odata-4.01')).toBeUndefined();
  });
});

describe('nesting', () => {
  it.each([
    ['parentheses', '(', ')'],
    ['not', 'not ', ''],
    ['minus', '- ', ''],
    ['calls', 'f(', ')'],
    ['lambdas', 'a/any(x:', ')'],
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
    ['sums', '1 add ', ''],
    ['call after call', 'f(1)/', ''],
    ['lists', 'a in (', ')'],
  ])('10,000 %s are an error and no overflow', (_, open, close) => {
    const text = `accounts?$filter=${open.repeat(10_000)}1${close.repeat(10_000)}&$top=5`;
    const tree = parseODataUrl(text);
    expect(tree.errors.map(({ code }) => code)).toContain('too-deep');
    expect(tree.options.at(-1)).toMatchObject({ kind: 'top', number: 5 });
    expect(depthOf(tree)).toBeLessThan(10_000);
  });

  it.each(['accounts?$expand=', 'accounts?$select='])('10,000 nested options of %s', (start) => {
    const text = start + 'a($expand='.repeat(10_000) + 'b' + ')'.repeat(10_000);
    expect(parseODataUrl(text).errors.map(({ code }) => code)).toContain('too-deep');
  });

  it('is none in a long chain of conditions', () => {
    const filter = Array.from({ length: 5000 }, (_, i) => `a eq ${i}`).join(' or ');
    const tree = parseODataUrl(`accounts?$filter=${filter}`);
    expect(tree.errors).toEqual([]);
    expect(tree.options[0]).toMatchObject({
      kind: 'filter',
      expression: { kind: 'logical', operator: 'or' },
    });
  });

  it('is read when it is as deep as people write', () => {
    const text = `accounts?$filter=${'('.repeat(60)}a eq 1${')'.repeat(60)}`;
    expect(parseODataUrl(text).errors).toEqual([]);
  });
});

function depthOf(tree: object): number {
  let deepest = 0;
  const open: [object, number][] = [[tree, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    for (const value of Object.values(node)) {
      if (typeof value === 'object' && value !== null) open.push([value as object, depth + 1]);
    }
  }
  return deepest;
}
