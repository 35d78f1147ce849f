import { describe, expect, it } from 'vitest';
import { encodeRequestTarget } from '../../../src/core/odata';

describe('encoding a request target', () => {
  it.each([
    ['', ''],
    ['accounts', 'accounts'],
    [' accounts?$top=1 ', 'accounts?$top=1'],
    // What stays: `$`, the order, what is encoded already.
    ['accounts?$top=1&$select=name', 'accounts?$top=1&$select=name'],
    ['accounts?$filter=LogicalName%20eq%20%27a%26b%27', 'accounts?$filter=LogicalName%20eq%20%27a%26b%27'],
    ['accounts?$select%20=%20a', 'accounts?$select%20=%20a'],
    // A space is %20, never a plus.
    ['accounts?$filter=a eq 1', 'accounts?$filter=a%20eq%201'],
    // Form encoding, as other programs write it: the server reads these plus signs as blanks.
    ["accounts?$filter=name+eq+'a+b'&$top=1", "accounts?$filter=name%20eq%20'a%20b'&$top=1"],
    ['accounts?%24filter=name+eq+%27a+b%27', 'accounts?%24filter=name%20eq%20%27a%20b%27'],
    ['accounts?$orderby=name+desc', 'accounts?$orderby=name%20desc'],
    ['accounts?fetchXml=%3Cfetch+top%3D%225%22%2F%3E', 'accounts?fetchXml=%3Cfetch%20top%3D%225%22%2F%3E'],
    [
      'accounts?$filter=createdon+gt+2026-01-31T08:00:00+01:00',
      'accounts?$filter=createdon%20gt%202026-01-31T08:00:00%2B01:00',
    ],
    ["accounts?$filter=contains(name,'+1')", "accounts?$filter=contains(name,'%2B1')"],
    ["accounts?$filter=name%20eq%20'A+B'", "accounts?$filter=name%20eq%20'A%2BB'"],
    ['accounts?$filter=revenue%20gt%201e+5', 'accounts?$filter=revenue%20gt%201e%2B5'],
    ['accounts?tag=a+b', 'accounts?tag=a%2Bb'],
    // Data inside text.
    ["accounts?$filter=name eq 'A+B'", "accounts?$filter=name%20eq%20'A%2BB'"],
    ["accounts?$filter=name eq 'A&B'&$top=1", "accounts?$filter=name%20eq%20'A%26B'&$top=1"],
    ["accounts?$filter=name eq 'C#'", "accounts?$filter=name%20eq%20'C%23'"],
    ["accounts?$filter=name eq '50%'", "accounts?$filter=name%20eq%20'50%25'"],
    ["accounts?$filter=name eq '5%zz'", "accounts?$filter=name%20eq%20'5%25zz'"],
    ["accounts?$filter=name eq 'a?b'", "accounts?$filter=name%20eq%20'a?b'"],
    ["accounts?$filter=name eq 'O''Brian & Co'", "accounts?$filter=name%20eq%20'O''Brian%20%26%20Co'"],
    ['accounts?$filter=name eq %27a&b%27&$top=1', 'accounts?$filter=name%20eq%20%27a%26b%27&$top=1'],
    ["accounts(name='a/b?c#d&e')?$top=1", "accounts(name='a%2Fb%3Fc%23d%26e')?$top=1"],
    [
      'accounts?$filter=createdon gt 2026-01-31T08:00:00+01:00',
      'accounts?$filter=createdon%20gt%202026-01-31T08:00:00%2B01:00',
    ],
    // Text that is not closed does not swallow the options behind it.
    ["accounts?$filter=name eq 'abc&$top=5", "accounts?$filter=name%20eq%20'abc&$top=5"],
    // JSON, where an apostrophe inside double quotes is data.
    ['contacts?@p2=["O\'Brian & Co","x"]&@p1=1', "contacts?@p2=%5B%22O'Brian%20%26%20Co%22,%22x%22%5D&@p1=1"],
    ['contacts?@p2=["a\\"&b"]', 'contacts?@p2=%5B%22a%5C%22%26b%22%5D'],
    // Custom options hold free text: an apostrophe there opens nothing.
    ["accounts?partitionId=O'B&$top=1&x=it's", "accounts?partitionId=O'B&$top=1&x=it's"],
    // FetchXML: all of it is data, entities and text included.
    [
      `accounts?fetchXml=<fetch top="5"><entity name="a"><value>x &amp; y's</value><!-- & --></entity></fetch>&$count=true`,
      "accounts?fetchXml=%3Cfetch%20top=%225%22%3E%3Centity%20name=%22a%22%3E%3Cvalue%3Ex%20%26amp;%20y's%3C/value%3E%3C!--%20%26%20--%3E%3C/entity%3E%3C/fetch%3E&$count=true",
    ],
    [
      `accounts?fetchXml=<fetch a='x > y & z'/>&b=1`,
      "accounts?fetchXml=%3Cfetch%20a='x%20%3E%20y%20%26%20z'/%3E&b=1",
    ],
    // UTF-8, characters beyond U+FFFF and halves of them.
    ["accounts?$filter=name eq 'Ü€😀'", "accounts?$filter=name%20eq%20'%C3%9C%E2%82%AC%F0%9F%98%80'"],
    ["accounts?$filter=name eq '\ud83d!\ude00'", "accounts?$filter=name%20eq%20'%EF%BF%BD!%EF%BF%BD'"],
    ['accounts\u0000?\t$top=1\n', 'accounts%00?$top=1'],
    // Empty options are nobody's wish.
    ['accounts?', 'accounts'],
    ['accounts?&$select=name&&$top=1&', 'accounts?$select=name&$top=1'],
    ['accounts? $select=name& $top=1', 'accounts?$select=name&$top=1'],
    // Absolute addresses keep their origin.
    [
      'https://[::1]:8443/api/data/v9.2/accounts?$select=a b',
      'https://[::1]:8443/api/data/v9.2/accounts?$select=a%20b',
    ],
    [
      'https://contoso.crm4.dynamics.com/api/data/v9.2/$metadata#x y',
      'https://contoso.crm4.dynamics.com/api/data/v9.2/$metadata#x%20y',
    ],
  ])('%j', (text, expected) => {
    expect(encodeRequestTarget(text)).toBe(expected);
    expect(encodeRequestTarget(expected)).toBe(expected);
  });

  it('agrees with the platform on what text is in UTF-8', () => {
    const text = Array.from({ length: 2000 }, (_, i) =>
      String.fromCodePoint(((i * 557) % 0xd000) + 0x80),
    ).join('');
    const encoded = encodeRequestTarget(`a?$filter='${text}'`);
    expect(decodeURIComponent(encoded)).toBe(`a?$filter='${text}'`);
    expect(encoded).toBe(`a?$filter='${encodeURIComponent(text)}'`);
  });
});
