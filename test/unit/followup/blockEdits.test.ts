import { describe, expect, it } from 'vitest';
import { addToFilter, askForFormatted, filterOf, setSelect } from '../../../src/core/followup/blockEdits';
import { applied, narrowedQuery, recordQuery, relatedQuery } from '../../../src/core/followup/newQueries';
import { LanguageDocument } from '../../../src/core/language/document';

const narrowed = (text: string, conditions: readonly string[]): string => {
  const document = LanguageDocument.read(text);
  const block = document.blocks[0]!;
  return applied(text, addToFilter(document, block, conditions));
};
const selecting = (text: string, columns: readonly string[]): string => {
  const document = LanguageDocument.read(text);
  return applied(text, setSelect(document, document.blocks[0]!, columns));
};

describe('conditions for the $filter of a block', () => {
  it.each([
    ['accounts', 'accounts?$filter=a eq 1'],
    ['accounts?$select=name', 'accounts?$select=name&$filter=a eq 1'],
    ['accounts?$filter=b eq 2&$top=5', 'accounts?$filter=b eq 2 and a eq 1&$top=5'],
    ['accounts?$filter=b eq 2 or c eq 3', 'accounts?$filter=(b eq 2 or c eq 3) and a eq 1'],
    ['accounts?$filter=(b eq 2 or c eq 3)', 'accounts?$filter=(b eq 2 or c eq 3) and a eq 1'],
    ['accounts?$filter=', 'accounts?$filter=a eq 1'],
    ['accounts?$expand=x($filter=d eq 4)', 'accounts?$expand=x($filter=d eq 4)&$filter=a eq 1'],
    [
      '### Largest\nGET accounts\n  ?$select=name\n  &$top=5\n\n### next\ncontacts\n',
      '### Largest\nGET accounts\n  ?$select=name\n  &$top=5\n  &$filter=a eq 1\n\n### next\ncontacts\n',
    ],
    [
      'GET accounts\n  ?$filter=b eq 2\n    or c eq {{x}}\n  &$top=5\n',
      'GET accounts\n  ?$filter=(b eq 2\n    or c eq {{x}}) and a eq 1\n  &$top=5\n',
    ],
    ['@f = b eq 2\nGET accounts?$filter={{f}}\n', '@f = b eq 2\nGET accounts?$filter={{f}} and a eq 1\n'],
    [
      '@f = b eq 2 or c eq 3\nGET accounts?$filter={{f}}\n',
      '@f = b eq 2 or c eq 3\nGET accounts?$filter=({{f}}) and a eq 1\n',
    ],
    ['GET accounts\r\n  ?$select=name\r\n', 'GET accounts\r\n  ?$select=name\r\n  &$filter=a eq 1\r\n'],
  ])('%j', (text, expected) => {
    expect(narrowed(text, ['a eq 1'])).toBe(expected);
  });

  it('joins several, and does nothing for none', () => {
    expect(narrowed('accounts', ['a eq 1', 'b eq 2'])).toBe('accounts?$filter=a eq 1 and b eq 2');
    expect(narrowed('accounts', [])).toBe('accounts');
  });
});

describe('columns for the $select of a block', () => {
  it.each([
    ['accounts?$top=5', 'accounts?$top=5&$select=name,revenue'],
    ['accounts?$select=a,b&$top=5', 'accounts?$select=name,revenue&$top=5'],
    ['accounts?$select&$top=5', 'accounts?$select=name,revenue&$top=5'],
    ['accounts?$select=&$top=5', 'accounts?$select=name,revenue&$top=5'],
    ['accounts?$expand=x($select=c)', 'accounts?$expand=x($select=c)&$select=name,revenue'],
    ['GET accounts\n  ?$select=a,\n    b\n  &$top=5', 'GET accounts\n  ?$select=name,revenue\n  &$top=5'],
  ])('%j', (text, expected) => {
    expect(selecting(text, ['name', 'x/fullname', 'revenue'])).toBe(expected);
  });
});

describe('new queries', () => {
  const head = { title: 'Nordhavn\nShipping', environment: 'contoso-dev' };
  const id = '6f9619ff-8b86-d011-b42d-00c04fc964ff';

  it('read one record', () => {
    expect(recordQuery(head, 'contacts', id)).toBe(
      `# @env contoso-dev\n### Nordhavn Shipping\nGET contacts(${id})\n`,
    );
  });

  it('read the records behind a collection', () => {
    const related = { set: 'accounts', id, navigation: 'contact_customer_accounts' };
    expect(relatedQuery(head, related, ['fullname'])).toContain(
      `GET accounts(${id})/contact_customer_accounts?$select=fullname`,
    );
  });

  it('are the query of the rows, narrowed, from its first page on', () => {
    const text = narrowedQuery(
      head,
      'accounts?$select=name&$filter=a eq 1 or b eq 2&$skiptoken=%3Ccookie%3E',
      ["name eq 'x & y'"],
    );
    const block = LanguageDocument.read(text).blocks[0]!;
    expect(block.target.text.replaceAll(/\s+/g, ' ')).toBe(
      "accounts?$select=name&$filter=(a eq 1 or b eq 2) and name eq 'x & y'",
    );
    expect(block.url.errors).toEqual([]);
  });
});

describe('a Prefer of its own', () => {
  const wanted = 'odata.include-annotations="*"';

  it.each([
    ['odata.maxpagesize=20', `odata.maxpagesize=20,${wanted}`],
    ['odata.include-annotations=OData.Community.Display.V1.Nothing', wanted],
    [
      'odata.include-annotations="Microsoft.*,a", odata.maxpagesize={{size}}',
      `${wanted}, odata.maxpagesize={{size}}`,
    ],
  ])('is made to ask for formatted values: %s', (before, after) => {
    const text = (prefer: string): string =>
      `@size = 5\n\nGET accounts?$select=name\nPrefer: ${prefer}\n\n###\ncontacts\n`;
    const block = LanguageDocument.read(text(before)).blocks[0]!;
    expect(applied(text(before), askForFormatted(block))).toBe(text(after));
  });

  it('is not there in every block', () => {
    expect(askForFormatted(LanguageDocument.read('accounts').blocks[0]!)).toEqual([]);
  });
});

describe('the $filter of a block', () => {
  it.each([
    ['accounts?$filter=a eq 1&$top=5', '$filter=a eq 1'],
    ['accounts?$expand=x($filter=d eq 4)\n&$filter=name eq\n  null', '$filter=name eq\n  null'],
    ['### Largest\nGET accounts\n  ?$select=name\n  &$filter=a eq {{b}}\n  &$top=5', '$filter=a eq {{b}}'],
    ['accounts?$select=name', undefined],
  ])('is found in its document: %j', (text, found) => {
    const range = filterOf(LanguageDocument.read(text).blocks[0]!);
    expect(range && text.slice(range.start, range.end)).toBe(found);
  });
});
