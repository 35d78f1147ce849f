import { describe, expect, it } from 'vitest';
import type { ResponsePage } from '../../../src/core/dataverse/execution';
import { cellText, sizeOf, summarizeJson } from '../../../src/core/results/cellText';
import { doneFace } from '../../../src/core/results/doneFace';
import { joinPages } from '../../../src/core/results/joinPages';
import { prettyJson } from '../../../src/core/results/prettyJson';

function pretty(json: string): string {
  return [...prettyJson(json)].join('');
}

describe('laying JSON out', () => {
  it('breaks lines as JSON.stringify does', () => {
    const value = { a: [1, { b: null, c: [] }, 'x,{y}:"z"\\'], d: {}, e: true };
    expect(pretty(JSON.stringify(value))).toBe(JSON.stringify(value, undefined, 2));
  });

  it('leaves digits and escapes as they were sent', () => {
    const laidOut = '{\n  "n": 12345678901234567890,\n  "m": 1.0,\n  "s": "\\u00e9"\n}';
    expect(pretty('\ufeff{"n":12345678901234567890,"m":1.0,"s":"\\u00e9"}')).toBe(laidOut);
    expect(pretty(laidOut)).toBe(laidOut);
  });

  it('survives what is no JSON', () => {
    expect(pretty('{"a":"x')).toContain('"x');
    expect(pretty(']}')).toContain('}');
    expect(pretty('')).toBe('');
  });
});

describe('joining pages', () => {
  it('puts all rows into the first page and keeps only the last next link', () => {
    const pages = [
      '{"@odata.context":"c","@odata.count":3,"value":[{"a":1}],"@odata.nextLink":"one"}',
      '{"@odata.context":"c","value":[],"@odata.nextLink":"two"}',
      '{"value":[{"a":2},{"a":3.0}],"@odata.nextLink":"three"}',
    ];
    expect(joinPages(pages)).toBe(
      '{"@odata.context":"c","@odata.count":3,"value":[{"a":1},{"a":2},{"a":3.0}],"@odata.nextLink":"three"}',
    );
    expect(joinPages(['{"value":[{"a":1}],"@odata.nextLink":"x"}', '{"value":[{"a":2}]}'])).toBe(
      '{"value":[{"a":1},{"a":2}]}',
    );
  });

  it('leaves a single page alone', () => {
    expect(joinPages(['{"name":"x"}'])).toBe('{"name":"x"}');
    expect(joinPages([])).toBe('');
  });
});

describe('an answer without a body', () => {
  const answer = (
    method: string,
    headers: Record<string, string>,
    sent: [string, string][] = [],
  ): ResponsePage => ({
    index: 0,
    request: { method, url: 'https://h.test/api/data/v9.2/accounts(1)?x=1', headers: sent },
    response: {
      status: 204,
      statusText: '',
      headers,
      body: new Uint8Array(0),
      timing: { firstByteMs: 0, totalMs: 0 },
    },
  });
  const id = { 'odata-entityid': 'https://h.test/api/data/v9.2/accounts(name%3D%27x%27)' };

  it('says what was done to what', () => {
    expect(doneFace(answer('POST', id)).title).toBe("Created accounts(name='x')");
    expect(doneFace(answer('POST', {})).title).toBe('Done');
    expect(doneFace(answer('DELETE', {})).title).toBe('Deleted accounts(1)');
    expect(doneFace(answer('PUT', {})).title).toBe('Updated accounts(1)');
  });

  it('says of an update without a condition that it may have created', () => {
    expect(doneFace(answer('PATCH', id, [['If-Match', '*']]))).toEqual({
      title: "Updated accounts(name='x')",
    });
    expect(doneFace(answer('PATCH', id, [['If-None-Match', '*']])).title).toMatch(/^Created /);
    expect(doneFace(answer('PATCH', {})).note).toContain('If-Match');
  });
});

describe('texts of cells', () => {
  it('sum nested values up', () => {
    expect(summarizeJson('[1,2,3]')).toBe('3 items');
    expect(summarizeJson('[{}]')).toBe('1 item');
    expect(summarizeJson('{"a":1,"a@x.y":2,"b":"t","c":[1],"d":null}')).toBe('a: 1, b: t, c: […], … 1 more');
    expect(summarizeJson(`["${'x'.repeat(30_000)}"]`)).toBe('[…] more than 20 KB');
    expect(summarizeJson('{broken')).toBe('{broken');
  });

  it('name sizes in the unit that reads best', () => {
    expect([0, 814, 99_000, 214_300, 999_600, 14_900_000, 2_000_000_000].map(sizeOf)).toEqual([
      '0 B',
      '814 B',
      '99 KB',
      '214 KB',
      '1.0 MB',
      '14.9 MB',
      '2.0 GB',
    ]);
  });

  it('are empty for null and absent', () => {
    expect([cellText({ state: 'null' }, true), cellText({ state: 'absent' }, false)]).toEqual(['', '']);
  });
});
