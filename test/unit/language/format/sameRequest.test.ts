import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../../../src/core/dataverse/requestBuilder';
import { applyEdits, format } from '../../../../src/core/language/format';
import { parseQueryFile, resolveBlock } from '../../../../src/core/queryfile';

const data = path.resolve('../shared/data/queries');
const environment = { url: 'https://contoso.crm4.dynamics.com', apiVersion: 'v9.2' };
const context = { guid: () => '00000000-0000-4000-8000-000000000001', now: () => 0 };

/** Everything that would be sent, byte for byte, or why it cannot be. */
function sent(text: string): unknown[] {
  const file = parseQueryFile(text);
  return file.blocks.map((block) => {
    const resolved = resolveBlock(file, block, context);
    if (resolved.kind === 'problems') return resolved.problems.map(({ code, message }) => [code, message]);
    const { name, env, source: _, ...request } = resolved.request;
    try {
      return [name, env, buildRequest(request, environment)];
    } catch (error) {
      return String(error);
    }
  });
}

function expectSame(text: string): void {
  for (const width of [100, 40]) {
    const after = applyEdits(text, format(text, { width }));
    expect(sent(after), text).toEqual(sent(text));
    expect(format(after, { width }), text).toEqual([]);
    // No sign is lost or made up but blanks, line ends and marks that were moved.
    const signs = (one: string): string => one.replace(/[\s?&]/g, '').toUpperCase();
    expect(signs(after), text).toBe(signs(text));
  }
}

/** The same numbers in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const gaps = [' ', '\n', '\n   ', '\r\n\t', ' # note\n', '\n// between\n  ', '\n\n', ' //\n'];

/** The request with its lines broken anywhere, comments between them. */
function scattered(query: string, seed: number): string {
  const next = random(seed);
  return query.replace(/ |(?=[?&/])|(?<=[?&,(;])/g, (gap) =>
    next(4) === 0 ? gaps[next(gaps.length)]! : gap,
  );
}

describe.skipIf(!existsSync(data))('published queries (../shared/data)', () => {
  it.each(['queries.json', 'filter-expressions.json', 'write-requests.json', 'documented-failures.json'])(
    '%s: the request before and after is the same',
    (name) => {
      const queries = readQueries(path.join(data, name));
      expect(queries.length).toBeGreaterThan(10);
      for (const [index, query] of queries.entries()) {
        expectSame(query);
        for (let seed = 0; seed < 6; seed++) expectSame(scattered(query, index * 100 + seed));
      }
    },
  );
});

function readQueries(file: string): string[] {
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[];
  return all.flatMap((one) => {
    const text = one['query'] ?? one['url'] ?? one['target'];
    const method = typeof one['method'] === 'string' ? `${one['method']} ` : '';
    if (typeof text === 'string') return [method + text];
    const filter = one['filter'] ?? one['expression'];
    return typeof filter === 'string' ? [`accounts?$filter=${filter}`] : [];
  });
}

describe('any text', () => {
  it.each(readdirSync('samples').filter((one) => one.endsWith('.odata')))('%s', (name) => {
    expectSame(readFileSync(path.join('samples', name), 'utf8'));
  });

  const pieces = [
    'accounts',
    'GET ',
    'post ',
    '?$select=name',
    '&$filter=a eq 1 and b eq 2',
    "'x # y'",
    '"q',
    "'",
    '{{v}}',
    '{{',
    '(',
    ')',
    '[',
    ']',
    '/c',
    '//',
    ' // c',
    '# d',
    '### t',
    '\n',
    '\r\n',
    '\n\n',
    '  ',
    ', ',
    '; ',
    '( ',
    ' or ',
    '@v = 1',
    '@p1=2',
    'Prefer: x',
    '{ "a": 1 }',
    '&fetchXml=<fetch a="b">',
    '</fetch>',
    '&custom=a b',
    'HTTP/1.1',
    '%20',
    '%',
    '&',
    '?',
    '# @name x',
    '\t',
    '$apply=a()/b()',
    '\ufeff',
    '\r',
    'é😀',
    ' /',
    '&@p1=',
  ];

  it('keeps its meaning, and formatting twice is formatting once', () => {
    for (let seed = 1; seed <= 4000; seed++) {
      const next = random(seed * 7919);
      const text = Array.from({ length: 3 + next(14) }, () => pieces[next(pieces.length)]!).join('');
      const after = applyEdits(text, format(text));
      expect(sent(after), JSON.stringify(text)).toEqual(sent(text));
      expect(applyEdits(after, format(after)), JSON.stringify(text)).toBe(after);
    }
  });

  it('is read in linear time', () => {
    const deep = `accounts?$filter=${'('.repeat(10_000)}a eq 1${' and b eq 2)'.repeat(10_000)}`;
    expectSame(deep);
    expectSame(`accounts\n?$filter=a eq 1${" and b eq 'c'".repeat(5_000)}`);
    expectSame(`accounts?$select=${'name, '.repeat(5_000)}x`);
    expectSame(`accounts?${'$top=1&'.repeat(5_000)}`);
    expectSame(`accounts?$filter=${`'`.repeat(5_001)}`);
  });
});
