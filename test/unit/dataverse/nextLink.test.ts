import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findNextLink } from '../../../src/core/dataverse/nextLink';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const find = (text: string): Promise<string | undefined> => findNextLink(bytes(text));
const link =
  'https://contoso.crm4.dynamics.com/api/data/v9.2/accounts?$skiptoken=%3Ccookie%20x=%22%252c%22/%3E';

const escaped = (letter: string): string => `\\u00${letter.charCodeAt(0).toString(16).toUpperCase()}`;

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
  ])('%s', async (_, text) => {
    expect(await find(text)).toBe(link);
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
  ])('%s: none', async (_, text) => {
    expect(await find(text)).toBeUndefined();
  });

  it('between two lists, wherever it stands and whichever letter of its name is escaped', async () => {
    const name = '@odata.nextLink';
    const spelt = [
      name,
      ...Array.from(name, (letter, i) => name.slice(0, i) + escaped(letter) + name.slice(i + 1)),
    ];
    for (const [i, spelling] of spelt.entries()) {
      for (let before = 0; before < 20; before++) {
        const rows = `["${'@odata.next'.repeat(i)}${'x'.repeat(before)}"]`;
        expect(await find(`{"value":${rows},"${spelling}":"${link}","warnings":[]}`)).toBe(link);
      }
    }
  });

  it('is looked for in slices of a long page, and found where two of them meet', async () => {
    let breaths = 0;
    const breathe = (): Promise<void> => {
      breaths++;
      return Promise.resolve();
    };
    const slice = 512 * 1024;
    for (let before = slice - 60; before < slice + 180; before += 7) {
      const rows = `["${'x'.repeat(before)}"]`;
      const page = bytes(`{"value":${rows},"@odata.\\u006eextLink":"${link}","warnings":[]}`);
      expect(await findNextLink(page, breathe)).toBe(link);
    }
    expect(breaths).toBeGreaterThan(0);
  });

  it('is the one that JSON.parse finds, in all published answers', async ({ skip }) => {
    const file = '../shared/data/errors/sample-responses.json';
    if (!existsSync(file)) skip(`${file} is not there`);
    const samples = JSON.parse(readFileSync(file, 'utf8')) as { body?: unknown }[];
    let found = 0;
    for (const { body } of samples) {
      if (typeof body !== 'object' || body === null) continue;
      const expected = '@odata.nextLink' in body ? body['@odata.nextLink'] : undefined;
      for (const indent of [0, 2]) expect(await find(JSON.stringify(body, undefined, indent))).toBe(expected);
      if (expected !== undefined) found++;
    }
    expect(found).toBeGreaterThan(3);
  });
});
