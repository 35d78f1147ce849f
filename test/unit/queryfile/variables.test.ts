import { describe, expect, it } from 'vitest';
import { parseQueryFile, resolveBlock, type ResolvedBlock } from '../../../src/core/queryfile';

let guids = 0;
const context = {
  guid: () => `00000000-0000-4000-8000-${String(++guids).padStart(12, '0')}`,
  now: () => Date.UTC(2026, 10, 21, 4, 30, 5, 678),
};

function resolve(text: string, index = 0): ResolvedBlock {
  const file = parseQueryFile(text);
  return resolveBlock(file, file.blocks[index]!, context);
}

function target(text: string): string {
  const resolved = resolve(text);
  if (resolved.kind === 'problems') throw new Error(JSON.stringify(resolved.problems));
  return resolved.request.target;
}

describe('variables', () => {
  it.each([
    ['@top = 5\naccounts?$top={{top}}', 'accounts?$top=5'],
    ['@top=5\naccounts?$top={{ top }}', 'accounts?$top=5'],
    ['accounts?$top={{top}}\n\n@top = 5', 'accounts?$top=5'],
    ['@a = 1\n@a = 2\naccounts?$top={{a}}', 'accounts?$top=2'],
    ['@set = accounts\n@all = {{set}}?$top={{n}}\n@n = 3\n{{all}}', 'accounts?$top=3'],
    ['@empty =\naccounts({{empty}})', 'accounts()'],
    ["@x = a ' // # b\naccounts?$filter=name eq '{{x}}'", "accounts?$filter=name eq 'a ' // # b'"],
    ['accounts?$filter=createdon gt {{$now}}', 'accounts?$filter=createdon gt 2026-11-21T04:30:05Z'],
    ['accounts?$filter=createdon gt {{$now -7 d}}', 'accounts?$filter=createdon gt 2026-11-14T04:30:05Z'],
    ['accounts?$filter=createdon gt {{$now +2M}}', 'accounts?$filter=createdon gt 2027-01-21T04:30:05Z'],
    ['accounts?$filter=createdon gt {{$now -1 y}}', 'accounts?$filter=createdon gt 2025-11-21T04:30:05Z'],
  ])('%j', (text, expected) => {
    expect(target(text)).toBe(expected);
  });

  it('makes a new GUID for each use, but one for each variable', () => {
    const text = '@id = {{$guid}}\naccounts({{id}})?a={{id}}&b={{$guid}}&c={{$guid}}';
    const [, id, again, b, c] = /accounts\((.*)\)\?a=(.*)&b=(.*)&c=(.*)/.exec(target(text)) ?? [];
    expect(id).toBe(again);
    expect(new Set([id, b, c]).size).toBe(3);
  });

  it('stand in headers and bodies too', () => {
    const resolved = resolve(
      '@n = Ann\n### a\nPOST accounts\nX-Name: {{n}}\n\n{ "name": "{{n}}", "t": "{{ }} {{#if}} {{" }',
    );
    expect(resolved).toMatchObject({
      kind: 'request',
      request: { headers: [['X-Name', 'Ann']], body: '{ "name": "Ann", "t": "{{ }} {{#if}} {{" }' },
    });
  });

  it.each([
    ['accounts?$top={{top}}', 'undefined-variable', 14, 21, '@top = value'],
    ['@Top = 1\naccounts?$top={{top}}', 'undefined-variable', 23, 30, 'Did you mean {{Top}}?'],
    ['accounts?$top={{}}', 'undefined-variable', 14, 18, 'no name'],
    ['accounts({{first.response.body.$.id}})', 'undefined-variable', 9, 37, 'another request'],
    ['accounts({{$random}})', 'undefined-variable', 9, 20, '{{$guid}}'],
    ['@a = {{b}}\n@b = {{a}}\naccounts?$top={{a}}', 'cyclic-variable', 36, 41, 'a → b → a'],
    ['accounts?$top={{top', 'unclosed-variable', 14, 19, '}}'],
    ['POST accounts\n\n{"a":"{{b}}"}', 'undefined-variable', 21, 26, 'b'],
  ])('%j: %s', (text, code, start, end, words) => {
    const resolved = resolve(text);
    expect(resolved).toMatchObject({ kind: 'problems', problems: [{ code, start, end }] });
    if (resolved.kind !== 'problems') return;
    const [problem] = resolved.problems;
    expect(`${problem?.message} ${problem?.remedy}`).toContain(words);
  });

  it('that stand in each other very deep are no circle, and are told of as what they are', () => {
    const lines = Array.from({ length: 60 }, (_, at) => `@v${at} = {{v${at + 1}}}`);
    const resolved = resolve(`${lines.join('\n')}\n@v60 = 1\naccounts?$top={{v0}}`);
    const messages = resolved.kind === 'problems' ? resolved.problems.map(({ message }) => message) : [];
    expect(messages).toEqual(['Variables stand in each other here, more than 50 deep.']);
  });

  it('do not grow without bound', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `@v${i} = {{v${i + 1}}}{{v${i + 1}}}`);
    expect(resolve(`${lines.join('\n')}\n@v40 = 0123456789\naccounts?$top={{v0}}`)).toMatchObject({
      kind: 'problems',
      problems: [{ code: 'value-too-long' }],
    });
  });

  it('only hinder the block that uses them', () => {
    const text = 'accounts?$top={{nothing}}\n\ncontacts';
    expect(resolve(text, 0).kind).toBe('problems');
    expect(resolve(text, 1).kind).toBe('request');
  });
});
