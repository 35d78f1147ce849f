import { describe, expect, it } from 'vitest';
import {
  blockAt,
  parseQueryFile,
  requestInRange,
  resolveBlock,
  type QueryRequest,
} from '../../../src/core/queryfile';

const context = { guid: () => 'g', now: () => 0 };

describe('source map', () => {
  const text = `### a
# why
GET accounts  # all
  ?$select=name
  &$filter=revenue ge {{min}} // enough
    and name eq 'x'

@min = 250000
`;
  const file = parseQueryFile(text);
  const resolved = resolveBlock(file, file.blocks[0]!, context);
  if (resolved.kind === 'problems') throw new Error('no request');
  const { request } = resolved;

  it('leads from each character of the request to the same one in the file', () => {
    expect(request.target).toBe("accounts?$select=name&$filter=revenue ge 250000 and name eq 'x'");
    const number = request.target.indexOf('250000');
    for (let at = 0; at < request.target.length; at++) {
      if (at >= number && at <= number + 6) continue;
      expect(text[request.source.target.toDocument(at)]).toBe(request.target[at]);
    }
  });

  it('leads from a value to its variable', () => {
    const at = request.target.indexOf('250000');
    const range = request.source.target.rangeToDocument(at, at + 6);
    expect(text.slice(range.start, range.end)).toBe('{{min}}');
    expect(request.source.target.rangeToDocument(at + 2, at + 3)).toEqual(range);
  });

  it('leads over joined lines', () => {
    const { start, end } = request.source.target.rangeToDocument(0, request.target.length);
    expect(text.slice(start, end)).toMatch(/^accounts[^]*'x'$/);
  });

  it('leads back', () => {
    const { target } = request.source;
    for (const word of ['accounts', '$select', 'revenue', "'x'"]) {
      expect(target.fromDocument(text.indexOf(word))).toBe(request.target.indexOf(word));
    }
    expect(target.fromDocument(text.indexOf('{{min}}'))).toBe(request.target.indexOf('250000'));
    expect(target.fromDocument(0)).toBeUndefined();
    expect(target.fromDocument(text.indexOf('enough'))).toBeUndefined();
  });

  it('covers the body', () => {
    const post = '@n = Ann\n\nPOST accounts\n\n{\r\n "name": "{{n}}", "x": 1 }';
    const parsed = parseQueryFile(post);
    const done = resolveBlock(parsed, parsed.blocks[0]!, context);
    if (done.kind === 'problems') throw new Error('no request');
    const at = done.request.body?.indexOf('"x"') ?? -1;
    expect(done.request.source.body?.toDocument(at)).toBe(post.indexOf('"x"'));
  });
});

describe('the block at a place', () => {
  const text = '# first\naccounts\n?$top=1\n\n\n# second\ncontacts\n\n';
  const file = parseQueryFile(text);

  it.each([
    ['# first', 'accounts'],
    ['$top', 'accounts'],
    ['\n\n\n', 'accounts'],
    ['# second', 'contacts'],
    ['contacts', 'contacts'],
  ])('%j', (place, set) => {
    expect(blockAt(file, text.indexOf(place))?.target).toMatch(new RegExp(`^${set}`));
  });

  it('is the last one at the end, and the first one before it', () => {
    expect(blockAt(file, text.length)?.target).toBe('contacts');
    expect(blockAt(parseQueryFile('\n\n@a = 1\n\nleads'), 0)?.target).toBe('leads');
    expect(blockAt(parseQueryFile('# nothing'), 3)).toBeUndefined();
  });

  it('has ranges that follow each other and lie in the text', () => {
    let last = 0;
    for (const { range, requestRange } of file.blocks) {
      expect(range.start).toBeGreaterThanOrEqual(last);
      expect(requestRange.start).toBeGreaterThanOrEqual(range.start);
      expect(requestRange.end).toBeLessThanOrEqual(range.end);
      last = range.end;
    }
    expect(last).toBeLessThanOrEqual(text.length);
  });
});

describe('a selection', () => {
  const text =
    '@n = 1\n\n### one\n# @env prod\nGET accounts?$top={{n}}\nPrefer: a\n\n### two\ncontacts\n?$select=fullname\n';
  const file = parseQueryFile(text);
  const select = (part: string): QueryRequest | undefined => {
    const start = text.indexOf(part);
    const resolved = requestInRange(file, { start, end: start + part.length }, context);
    return resolved?.kind === 'request' ? resolved.request : undefined;
  };

  it('that is empty means the block', () => {
    const at = text.indexOf('$select');
    const resolved = requestInRange(file, { start: at, end: at }, context);
    expect(resolved).toMatchObject({ kind: 'request', request: { name: 'two' } });
  });

  it('that is a request means itself, with the name, environment and variables around it', () => {
    expect(select('GET accounts?$top={{n}}\n')).toMatchObject({
      target: 'accounts?$top=1',
      headers: [],
      name: 'one',
      env: 'prod',
    });
  });

  it('of the first lines leaves out the rest', () => {
    expect(select('contacts\n')?.target).toBe('contacts');
  });

  it('of a part that is no request means the block around it', () => {
    expect(select('?$select=fullname')?.target).toBe('contacts?$select=fullname');
    expect(select('$top={{n}}')?.target).toBe('accounts?$top=1');
    expect(select('Prefer: a')?.target).toBe('accounts?$top=1');
  });

  it('of a commented address means that address', () => {
    const other = parseQueryFile('// https://a.crm.dynamics.com/api/data/v9.2/leads\naccounts');
    expect(requestInRange(other, { start: 3, end: 49 }, context)).toMatchObject({
      request: { target: 'https://a.crm.dynamics.com/api/data/v9.2/leads' },
    });
  });

  it('in a file without requests means nothing', () => {
    expect(requestInRange(parseQueryFile('# nothing'), { start: 0, end: 4 }, context)).toBeUndefined();
  });
});
