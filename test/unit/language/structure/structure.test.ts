import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LanguageDocument } from '../../../../src/core/language/document';
import {
  documentSymbols,
  foldingRanges,
  selectionRanges,
  type DocumentSymbol,
} from '../../../../src/core/language/structure';

const text = `# one
# two
@min = 5

# region Reads
### Accounts
GET accounts
  ?$select=name
  &$expand=contact_customer_accounts($select=fullname;$expand=owninguser($select=fullname)),
    owninguser
  &$filter=revenue gt {{min}}
    and contains(name,'a b')
# endregion

### Write
POST accounts
Prefer: return=representation

{
  "name": "x y",
  "list": [1, { "deep": "z" }]
}

contacts
`;
const document = LanguageDocument.read(text);

function tree(symbols: readonly DocumentSymbol[], depth = 0): string[] {
  return symbols.flatMap(({ kind, name, detail, children }) => [
    `${'  '.repeat(depth)}${kind} ${name}${detail === '' ? '' : ` | ${detail}`}`,
    ...tree(children, depth + 1),
  ]);
}

function expectNested(symbols: readonly DocumentSymbol[], around: { start: number; end: number }): void {
  for (const { range, selection, children } of symbols) {
    expect(range.start).toBeGreaterThanOrEqual(around.start);
    expect(range.end).toBeLessThanOrEqual(around.end);
    expect(selection.start).toBeGreaterThanOrEqual(range.start);
    expect(selection.end).toBeLessThanOrEqual(range.end);
    expectNested(children, range);
  }
}

describe('the outline', () => {
  it('holds blocks, options, expanded tables and variables', () => {
    expect(tree(documentSymbols(document))).toEqual([
      'variable @min | 5',
      'block Accounts | GET accounts',
      '  option $select | name',
      '  option $expand | contact_customer_accounts($select=fullname;$expand=owninguser($select=fullname)…',
      '    expand contact_customer_accounts',
      '      option $select | fullname',
      '      option $expand | owninguser($select=fullname)',
      '        expand owninguser',
      '          option $select | fullname',
      '    expand owninguser',
      "  option $filter | revenue gt 5 and contains(name,'a b')",
      'block Write | POST accounts',
    ]);
  });

  it('has every entry inside of the one above it', () => {
    const files = readdirSync('samples').map((name) => readFileSync(path.join('samples', name), 'utf8'));
    const odd = [
      '@a = ?$select=name&$expand=x($select=y)\naccounts{{a}}',
      '{{a}}',
      'accounts?{{a}}&$expand=a({{a}}',
      '?',
      'GET',
    ];
    for (const one of [text, ...files, ...odd]) {
      expectNested(documentSymbols(LanguageDocument.read(one)), { start: 0, end: one.length });
    }
  });
});

describe('folding', () => {
  it('folds blocks, bodies, options, comments and regions', () => {
    const shown = foldingRanges(document).map(({ kind, start, end }) => {
      const line = (offset: number): number => text.slice(0, offset).split('\n').length;
      return `${kind} ${line(start)}-${line(end)}`;
    });
    expect(shown).toEqual([
      'comment 1-2',
      'region 5-13',
      'block 6-13',
      'option 9-10',
      'option 11-12',
      'block 15-24',
      'body 19-24',
    ]);
  });
});

describe('selection', () => {
  function selections(words: string, into: number): string[] {
    return selectionRanges(document, text.indexOf(words) + into).map(({ start, end }) =>
      text.slice(start, end),
    );
  }

  it('grows from a name to the document', () => {
    const grown = selections('owninguser($select', 3);
    expect(grown.slice(0, 4)).toEqual([
      'owninguser',
      'owninguser($select=fullname)',
      '$expand=owninguser($select=fullname)',
      'contact_customer_accounts($select=fullname;$expand=owninguser($select=fullname))',
    ]);
    expect(grown.at(-2)).toMatch(/^### Accounts[^]*'a b'\)\n# endregion$/);
    expect(grown.at(-1)).toBe(text);
  });

  it.each([
    ["'a b'", 2, ['a b', "'a b'", "name,'a b'"]],
    ['"x y"', 2, ['x y', '"x y"']],
    [
      '"z"',
      1,
      ['z', '"z"', ' "deep": "z" ', '{ "deep": "z" }', '1, { "deep": "z" }', '[1, { "deep": "z" }]'],
    ],
    ['return=', 2, ['return=representation', 'Prefer: return=representation']],
  ])('%s', (words, into, expected) => {
    expect(selections(words, into).slice(0, expected.length)).toEqual(expected);
  });

  it('nests at every offset of any text', () => {
    for (const one of [
      text,
      '',
      '\n',
      'accounts?$filter=(((',
      'POST x\n\n{ "a": [ "b',
      "@a = '\nx?y={{a}}'z",
    ]) {
      const read = LanguageDocument.read(one);
      for (let offset = 0; offset <= one.length; offset++) {
        const ranges = selectionRanges(read, offset);
        for (const [index, { start, end }] of ranges.entries()) {
          expect(start <= offset && offset <= end).toBe(true);
          const inner = ranges[index - 1];
          if (!inner) continue;
          expect(start <= inner.start && end >= inner.end).toBe(true);
          expect(end - start).toBeGreaterThan(inner.end - inner.start);
        }
      }
    }
  });
});
