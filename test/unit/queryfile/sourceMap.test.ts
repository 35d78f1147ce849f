import { describe, expect, it } from 'vitest';
import { errorRange, parseQueryFile, resolveBlock, type QueryRequest } from '../../../src/core/queryfile';

const context = { guid: () => '<guid>', now: () => 0 };

function requestOf(text: string): QueryRequest {
  const file = parseQueryFile(text);
  const resolved = resolveBlock(file, file.blocks[0]!, context);
  if (resolved.kind === 'problems') throw new Error(JSON.stringify(resolved.problems));
  return resolved.request;
}

/** A generator that gives the same numbers in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const words = [
  'accounts',
  '?$select=name',
  '&$filter=a eq 1',
  "'x # y'",
  '{{v}}',
  '{{$guid}}',
  ' and b',
  '(',
  ')',
  '/c',
  ',',
  '%20',
  'é😀',
  '# why',
  '// who',
];
const gaps = ['\n', '\r\n', '\n  ', ' ', '', '  \n\t', ' # note\n', '\n# between\n'];

describe('source maps', () => {
  it('lead from every character to the document and back, whatever the layout', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const next = random(seed);
      let text = 'accounts';
      for (let i = 0; i < 12; i++) text += gaps[next(gaps.length)]! + words[next(words.length)]!;
      text += '\n\n@v = value of it\n';
      const file = parseQueryFile(text);
      const resolved = resolveBlock(file, file.blocks[0]!, context);
      if (resolved.kind === 'problems') continue;
      const { target, source } = resolved.request;
      for (let at = 0; at < target.length; at++) {
        const place = source.target.toDocument(at);
        const range = source.target.rangeToDocument(at, at + 1);
        expect(range.start).toBe(place);
        const written = text.slice(range.start, range.end);
        if (written === target[at]) {
          expect(source.target.fromDocument(place)).toBe(at);
        } else if (written.startsWith('{{')) {
          expect(target.slice(source.target.fromDocument(place))).toMatch(/^(?:value of it|<guid>)/);
        } else {
          // A joining blank, or a mark that was moved about.
          expect([' ', '?', '&']).toContain(target[at]);
          expect(['', '?', '&']).toContain(written);
        }
      }
    }
  });

  it('hold across a Host header and the comments of a body', () => {
    const text = 'POST /api/data/v9.2/accounts\nHost: contoso.crm.dynamics.com\n\n{\n// why\n "a": 1\n}';
    const { target, body, source } = requestOf(text);
    for (const word of ['/api', 'contoso', 'accounts']) {
      expect(source.target.toDocument(target.indexOf(word))).toBe(text.indexOf(word));
      expect(source.target.fromDocument(text.indexOf(word))).toBe(target.indexOf(word));
    }
    expect(source.body?.toDocument(body!.indexOf('"a"'))).toBe(text.indexOf('"a"'));
    expect(source.body?.fromDocument(text.indexOf('"a"'))).toBe(body!.indexOf('"a"'));
  });
});

describe("the place that a server's message speaks of", () => {
  it.each([
    [
      "accounts\n?$select=name\n&$filter=lastname eq 'O'Bryan'",
      "There is an unterminated literal at position 21 in 'lastname eq 'O'Bryan''.",
      "'",
      52,
    ],
    [
      'accounts\n  ?$filter=revenue gt\n    {{n}} foo\n@n = 5',
      "Syntax error at position 13 in 'revenue gt 5 foo'.",
      'foo',
      undefined,
    ],
    [
      'accounts\n  ?$filter=revenue gt\n    {{n}} foo\n@n = 5',
      "Syntax error at position 11 in 'revenue gt 5 foo'.",
      '{{n}}',
      undefined,
    ],
    [
      "tasks?$filter=a/accountid%20eq%20guid'4dee'",
      "Unrecognized 'Edm.String' literal 'guid'4dee'' at '15' in 'a/accountid eq guid'4dee''.",
      'guid',
      undefined,
    ],
    ['accounts(abc-b7b9-d)', "')' or ',' expected at position 5 in '(abc-b7b9-d)'.", 'b7b9', undefined],
    [
      'accounts\n?$select=name\n&$filter=Name eq null',
      "Could not find a property named 'Name' on type 'Microsoft.Dynamics.CRM.account'.",
      'Name',
      undefined,
    ],
    ['acounts?$top=1', "Resource not found for the segment 'acounts'.", 'acounts', undefined],
    ['accounts?$expand=a($filter=x eq)', "Expression expected at position 4 in 'x eq'.", 'eq', undefined],
  ])('%j: %s', (text, message, expected, start) => {
    const range = errorRange(message, requestOf(text));
    expect(range && text.slice(range.start, range.end)).toBe(expected);
    if (start !== undefined) expect(range?.start).toBe(start);
  });

  it.each([
    'Skip Clause is not supported in CRM',
    "Could not find a property named 'nothing' on type 'x'.",
    "Syntax error at position 3 in 'something else'.",
    `Syntax error at position 3 in '${"'".repeat(50_000)}`,
    '',
  ])('is nowhere: %s', (message) => {
    expect(errorRange(message, requestOf('accounts?$select=name'))).toBeUndefined();
  });
});
