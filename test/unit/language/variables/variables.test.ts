import { describe, expect, it } from 'vitest';
import { LanguageDocument } from '../../../../src/core/language/document';
import { applyEdits } from '../../../../src/core/language/format';
import { definitionAt, occurrencesAt, rename, renameTarget } from '../../../../src/core/language/variables';

const text = `@amount = 5
@more = {{amount}}0
# @prompt who Who is it?

### First
# @name first
POST accounts?$top={{ amount }}
X-Amount: {{amount}}/{{%amount}}

{ "a": {{amount}}, "b": "{{$guid}} {{unknown}}" }

### Second
# @ref first
GET accounts({{first.response.body.$.id}})
  ?$filter=revenue gt {{amount}} // {{amount}}
    and name eq '{{who}}'
`;
const document = LanguageDocument.read(text);
const at = (words: string, into = 2): number => text.indexOf(words) + into;

function places(offset: number): string[] {
  return occurrencesAt(document, offset).map(({ start, end, role }) => {
    const line = text.slice(0, start).split('\n').length;
    return `${line} ${role} ${text.slice(start, end)}`;
  });
}

describe('variables', () => {
  it.each([
    at('@amount'),
    at('{{ amount', 3),
    at('{{%amount', 5),
    at('{ "a": {{amount', 11),
    at('gt {{amount', 6),
  ])('are found everywhere from offset %d, but not in comments', (offset) => {
    expect(places(offset)).toEqual([
      '1 definition amount',
      '2 use amount',
      '7 use amount',
      '8 use amount',
      '8 use amount',
      '10 use amount',
      '15 use amount',
    ]);
    expect(definitionAt(document, offset)).toMatchObject({ start: 1, end: 7 });
  });

  it('are defined by prompts of other tools, too', () => {
    expect(places(at("'{{who", 5))).toEqual(['3 definition who', '16 use who']);
  });

  it('are nothing where no name stands', () => {
    for (const offset of [0, at('POST'), at('{{$guid', 4), at('// {{amount', 6), text.length]) {
      expect(occurrencesAt(document, offset)).toEqual([]);
      expect(definitionAt(document, offset)).toBeUndefined();
      expect(rename(document, offset, 'x').kind).toBe('refused');
    }
  });

  it('that are not defined have no definition and cannot be renamed', () => {
    expect(places(at('{{unknown', 4))).toEqual(['10 use unknown']);
    expect(definitionAt(document, at('{{unknown', 4))).toBeUndefined();
    expect(renameTarget(document, at('{{unknown', 4))).toBeUndefined();
  });

  it('take another name everywhere', () => {
    const renamed = rename(document, at('gt {{amount', 6), ' total.min ');
    if (renamed.kind !== 'edits') throw new Error(renamed.message);
    expect(applyEdits(text, renamed.edits)).toBe(text.replace(/(?<!\/\/ \{\{)\bamount\b/g, 'total.min'));
  });

  it.each([
    ['', 'begins with a letter'],
    ['a b', 'begins with a letter'],
    ['1a', 'begins with a letter'],
    ['a=b', 'begins with a letter'],
    ['more', 'already'],
    ['first', 'already'],
  ])('do not take the name %j', (name, words) => {
    expect(rename(document, 2, name)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining(words) as unknown,
    });
  });

  it('take the last of two definitions', () => {
    const twice = LanguageDocument.read('@a = 1\n@a = 2\naccounts?$top={{a}}');
    expect(definitionAt(twice, 30)).toMatchObject({ start: 8, end: 9 });
  });
});

describe('named requests', () => {
  it.each([at('@name first', 7), at('@ref first', 7), at('{{first', 3)])(
    'are found from offset %d',
    (offset) => {
      expect(places(offset)).toEqual(['6 definition first', '13 use first', '14 use first']);
    },
  );

  it('take another name', () => {
    const renamed = rename(document, at('{{first', 3), 'created');
    if (renamed.kind !== 'edits') throw new Error(renamed.message);
    const after = applyEdits(text, renamed.edits);
    expect(after).toContain('# @name created\n');
    expect(after).toContain('# @ref created\n');
    expect(after).toContain('{{created.response.body.$.id}}');
    expect(after).toContain('### First');
  });

  it('take no dots, which end the name in a reference', () => {
    expect(rename(document, at('{{first', 3), 'a.b').kind).toBe('refused');
  });
});

describe('long texts', () => {
  it('are read in linear time', () => {
    const long = LanguageDocument.read(
      `@a = 1\naccounts?$filter=${'{{a}} '.repeat(20_000)}{{${' '.repeat(100_000)}\n{{ %${' '.repeat(100_000)}`,
    );
    expect(occurrencesAt(long, 1)).toHaveLength(20_001);
  });
});
