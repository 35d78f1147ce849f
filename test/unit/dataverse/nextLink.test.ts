import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findNextLink } from '../../../src/core/dataverse/nextLink';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const find = (text: string): string | undefined => findNextLink(bytes(text));
const link =
  'https://contoso.crm4.dynamics.com/api/data/v9.2/accounts?$skiptoken=%3Ccookie%20x=%22%252c%22/%3E';

describe('the next link', () => {
  it.each([
    ['behind the rows', `{"@odata.context":"c","value":[{"a":"]}"}],"@odata.nextLink":"${link}"}`],
    ['before the rows', `{"@odata.nextLink":"${link}","value":[{"a":1}]}`],
    ['between two lists', `{"value":[1,[2]],"@odata.nextLink":"${link}","warnings":["]","{"]}`],
    [
      'among others behind the rows',
      `{"value":[],"@odata.nextLink":"${link}","n":-1.5e3,"b":true,"s":"\\\\"}`,
    ],
    ['printed prettily', `\ufeff{\r\n  "value" : [ ] ,\n\t"@odata.nextLink" : "${link}"\n}\n`],
    ['between two lists, escaped', `{"value":[1],"@odata.ne\\u0078tLink":"${link}","warnings":["é"]}`],
    ['with its name escaped', `{"value":[],"\\u0040odata.nextLink":"${link}"}`],
    ['with slashes escaped', `{"value":[],"@odata.nextLink":"${link.replaceAll('/', '\\/')}"}`],
  ])('%s', (_, text) => {
    expect(find(text)).toBe(link);
  });

  it.each([
    ['no link', '{"value":[{"a":1}]}'],
    ['a link of an expanded collection', `{"value":[{"x@odata.nextLink":"${link}"}]}`],
    ['a link inside a row', `{"value":[{"@odata.nextLink":"${link}"}]}`],
    ['a link inside a text', `{"value":["],\\"@odata.nextLink\\":\\"${link}\\"}"]}`],
    ['a text that ends like one', `{"value":[1],"s":"\\"@odata.nextLink\\":\\"x"}`],
    ['a link that is null', '{"value":[],"@odata.nextLink":null}'],
    ['an empty object', '{}'],
    ['an array', '[1]'],
    ['nothing', ''],
    ['a text that breaks off', '{"value":[{"a":"'],
    ['no JSON', '<html>'],
  ])('%s: none', (_, text) => {
    expect(find(text)).toBeUndefined();
  });

  it('is the one that JSON.parse finds, in all published answers', ({ skip }) => {
    const file = '../shared/data/errors/sample-responses.json';
    if (!existsSync(file)) skip(`${file} is not there`);
    const samples = JSON.parse(readFileSync(file, 'utf8')) as { body?: unknown }[];
    let found = 0;
    for (const { body } of samples) {
      if (typeof body !== 'object' || body === null) continue;
      const expected = '@odata.nextLink' in body ? body['@odata.nextLink'] : undefined;
      for (const indent of [0, 2]) expect(find(JSON.stringify(body, undefined, indent))).toBe(expected);
      if (expected !== undefined) found++;
    }
    expect(found).toBeGreaterThan(3);
  });
});
