import { describe, expect, it } from 'vitest';
import { LanguageDocument } from '../../../../src/core/language/document';

const text = `@limit = 5
@owner = {{who}}
### First
GET accounts?$select=name&$top={{limit}}
Prefer: odata.maxpagesize={{limit}}

### Second
GET contacts?$filter=_ownerid_value eq {{owner}}

### Third
PATCH {{base}}/accounts(1)

{"name":"{{limit}}"}
`;

describe('a document', () => {
  it('has the trees of its requests with the values of their variables', () => {
    const [first, second, third] = LanguageDocument.read(text).blocks;
    expect(first?.target.text).toBe('accounts?$select=name&$top=5');
    expect(first?.headerValues.map((value) => value.text)).toEqual(['odata.maxpagesize=5']);
    expect(first?.url.path.segments.map(({ name }) => name.name)).toEqual(['accounts']);
    expect(first?.method).toBe('GET');
    expect(second?.problems.map(({ code }) => code)).toEqual(['undefined-variable']);
    expect(third?.body?.text).toBe('{"name":"5"}');
    expect(third?.method).toBe('PATCH');
  });

  it('maps a value to its braces', () => {
    const [first] = LanguageDocument.read(text).blocks;
    const { map } = first?.target ?? expect.fail();
    const { start, end } = map.rangeToDocument(27, 28);
    expect(text.slice(start, end)).toBe('{{limit}}');
  });

  it('puts something that can be read in the place of a value it does not know, and says where', () => {
    const [, second, third] = LanguageDocument.read(text).blocks;
    const { target } = second ?? expect.fail();
    expect(target.text).toBe('contacts?$filter=_ownerid_value eq x');
    expect(target.holes).toEqual([{ start: 35, end: 36 }]);
    expect(third?.url.root).toEqual({ start: 0, end: 10 });
    expect(third?.url.path.segments.map(({ name }) => name.name)).toEqual(['accounts']);
    expect(third?.url.errors).toEqual([]);
  });

  it('finds the block at an offset', () => {
    const document = LanguageDocument.read(text);
    expect(document.blockAt(0)?.query.name?.name).toBe('First');
    expect(document.blockAt(text.indexOf('contacts'))?.query.name?.name).toBe('Second');
    expect(document.blockAt(text.length)?.query.name?.name).toBe('Third');
    expect(LanguageDocument.read('').blockAt(0)).toBeUndefined();
  });
});

describe('a document after a change', () => {
  it('takes over what did not change, wherever it stands now', () => {
    const before = LanguageDocument.read(text);
    const changed = text.replace('GET accounts?$select=name', 'GET accounts?$select=name,revenue');
    const after = LanguageDocument.read(changed, before);
    expect(after.blocks.map(({ content }, at) => content === before.blocks[at]?.content)).toEqual([
      false,
      true,
      true,
    ]);
    const [, second] = after.blocks;
    expect(second?.shift).toBe(8);
    const [problem] = second?.problems ?? [];
    expect(changed.slice(problem?.start, problem?.end)).toBe('{{owner}}');
    const { map } = second?.target ?? expect.fail();
    expect(map.toDocument(0)).toBe(changed.indexOf('contacts'));
    expect(map.fromDocument(changed.indexOf('_ownerid'))).toBe(17);
    const { start, end } = map.rangeToDocument(0, 8);
    expect(changed.slice(start, end)).toBe('contacts');
  });

  it('reads again those that use a variable with another value, and no others', () => {
    const before = LanguageDocument.read(text);
    const after = LanguageDocument.read(text.replace('@limit = 5', '@limit = 6'), before);
    expect(after.blocks.map(({ content }, at) => content === before.blocks[at]?.content)).toEqual([
      false,
      true,
      false,
    ]);
    expect(after.blocks[0]?.target.text).toContain('$top=6');
  });

  it('takes over blocks that stand twice', () => {
    const twice = 'POST accounts\n\n{"a":1}\n\nPOST accounts\n\n{"a":1}\n';
    const before = LanguageDocument.read(twice);
    expect(before.blocks[0]?.content).not.toBe(before.blocks[1]?.content);
    const after = LanguageDocument.read(`\n${twice}`, before);
    expect(after.blocks.map(({ body }) => body?.map.toDocument(0))).toEqual([16, 40]);
    expect(after.blocks[0]?.content).toBe(before.blocks[0]?.content);
  });

  it('reads again what a prompt further down now names', () => {
    const blocks = [
      '### a\nGET accounts\n',
      '### b\nGET leads?$top={{n}}\n',
      '### c\nGET tasks\n',
      '### d\nGET roles\n',
    ];
    const before = LanguageDocument.read(blocks.join('\n'));
    const after = LanguageDocument.read(blocks.join('\n').replace('### c\n', '### c\n# @prompt n\n'), before);
    expect(after.blocks.map(({ content }, at) => content === before.blocks[at]?.content)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(after.blocks[1]?.problems[0]?.message).not.toBe(before.blocks[1]?.problems[0]?.message);
  });

  it('is the same document where nothing changed', () => {
    const before = LanguageDocument.read(text);
    expect(LanguageDocument.read(text, before)).toBe(before);
  });
});
