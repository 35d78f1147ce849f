import { describe, expect, it } from 'vitest';
import { encodeRequestTarget, parseFilter, parseODataUrl, parseQueryOptions } from '../../../src/core/odata';
import { misplaced } from '../../fuzz/checks';
import { hasData, readQueries } from './support';

describe.skipIf(!hasData)('published queries (skipped where ../shared/data is absent)', () => {
  const queries = hasData ? readQueries('queries') : [];
  // Whatever the server is said to take, typing slips of the publisher included.
  const taken = queries.filter(({ expect: said }) => said === 'accept' || said === 'published-with-typo');

  it('are there', () => {
    expect(taken.length).toBeGreaterThan(120);
  });

  it.each(taken.map(({ query }) => query))('reads %s', (query) => {
    const tree = parseODataUrl(query);
    expect(tree.errors).toEqual([]);
    expect(misplaced(tree)).toEqual([]);
  });

  it.each(readable('write-requests'))('reads %s', (query) => {
    expect(parseODataUrl(query).errors).toEqual([]);
  });

  it.each(readable('filter-expressions').filter(isExpression))('reads %s', (query) => {
    expect(parseFilter(query).errors).toEqual([]);
  });

  it('reads options without an address', () => {
    const options = readable('filter-expressions').filter((query) => query.startsWith('$'));
    expect(options.length).toBeGreaterThan(1);
    for (const query of options) expect(parseQueryOptions(query).errors).toEqual([]);
  });

  it('encodes them so that they mean the same', () => {
    for (const { query } of queries) {
      const encoded = encodeRequestTarget(query);
      expect(encoded).toMatch(/^[\x21-\x7e]*$/);
      expect(encodeRequestTarget(encoded)).toBe(encoded);
      expect(meaning(parseODataUrl(encoded))).toEqual(meaning(parseODataUrl(query)));
    }
  });

  it('gives a tree for each beginning of each of them', () => {
    for (const { query } of queries) {
      for (let length = 0; length <= query.length; length++) {
        const start = query.slice(0, length);
        const tree = parseODataUrl(start);
        if (tree.text !== start) expect.fail(start);
        const wrong = misplaced(tree);
        if (wrong.length > 0) expect.fail(`${start}: ${wrong.join('; ')}`);
      }
    }
  });

  it.each([
    ["contacts?$select=fullname&$filter=lastname eq 'O'Bryan'", 'unterminated-string', "O''Bryan"],
    ["tasks?$filter=a/b eq guid'4dee45e3-fbad-eb11-8236-000d3ae8bdbd'", 'bad-literal', 'version 3'],
    ['assignments(b7b9-f011-bbd2-000d3a56dc3a)', 'unexpected-text', 'f011'],
    ['accounts(00000000-0000-0000-000000000001)', 'unexpected-text', '0000'],
  ])('says what is wrong with %s', (query, code, words) => {
    const { errors } = parseODataUrl(query);
    expect(errors).toMatchObject([{ code }]);
    expect(errors[0]?.message).toContain(words);
  });
});

function readable(name: string): string[] {
  return hasData ? readQueries(name).map(({ query }) => query) : [];
}

/** Three of the collection are no expression: two sets of options, and one in the syntax of a search engine. */
function isExpression(query: string): boolean {
  return !/^`?\$/.test(query) && query !== "country eq 'US', statecode eq '0'";
}

/** A tree without its places. */
function meaning(tree: object): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => {
      return key === 'start' || key === 'end' || key === 'text' || key === 'root' ? undefined : value;
    }),
  );
}
