import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits, format } from '../../../../src/core/language/format';

function formatted(text: string): string {
  return applyEdits(text, format(text));
}

/** In our style, and again the same. */
function expectStyle(text: string, expected: string): void {
  expect(formatted(text)).toBe(expected);
  expect(format(expected)).toEqual([]);
}

describe('the style', () => {
  it.each([
    [
      'a short request stays on its line',
      'get accounts?$select=name&$top=5',
      'GET accounts?$select=name&$top=5\n',
    ],
    [
      'one option a line where its author began so',
      'accounts?\n$select=name&\n$top=5',
      'accounts\n  ?$select=name\n  &$top=5\n',
    ],
    [
      'one option a line where they do not fit on one',
      'GET accounts?$select=name,revenue,accountnumber,telephone1,address1_city&$filter=statecode eq 0&$orderby=name',
      'GET accounts\n  ?$select=name,revenue,accountnumber,telephone1,address1_city\n  &$filter=statecode eq 0\n  &$orderby=name\n',
    ],
    [
      'a long list at the blanks behind its commas',
      'accounts\n?$select=name, revenue, accountnumber, telephone1, address1_city, address1_line1, address1_line2, fax',
      'accounts\n  ?$select=name,\n    revenue,\n    accountnumber,\n    telephone1,\n    address1_city,\n    address1_line1,\n    address1_line2,\n    fax\n',
    ],
    [
      'a long filter before its operators, deeper in brackets',
      "accounts?$filter=statecode eq 0 and (contains(name,'this and that') or (revenue gt 1000000 and numberofemployees lt 10 and name ne null and fax eq null))",
      "accounts\n  ?$filter=statecode eq 0\n    and (contains(name,'this and that')\n      or (revenue gt 1000000 and numberofemployees lt 10 and name ne null and fax eq null))\n",
    ],
    [
      'nested options where blanks stand',
      'accounts?$select=name\n&$expand=contact_customer_accounts(\n$select=fullname,jobtitle;\n$expand=owninguser($select=fullname))',
      'accounts\n  ?$select=name\n  &$expand=contact_customer_accounts(\n    $select=fullname,jobtitle;\n    $expand=owninguser($select=fullname))\n',
    ],
    [
      'transformations before their slashes',
      'accounts\n?$apply=filter(statecode eq 0)\n/groupby((industrycode),aggregate(revenue with sum as total))',
      'accounts\n  ?$apply=filter(statecode eq 0)\n    /groupby((industrycode),aggregate(revenue with sum as total))\n',
    ],
    [
      'a path where its author broke it',
      'accounts(1)\n/Account_Tasks\n/$count',
      'accounts(1)\n  /Account_Tasks\n  /$count\n',
    ],
    [
      'comments where they stand',
      '###Title\n\taccounts # all\n// why\n?$top=1 // few\n#end\nPrefer:x\n# h\nIf-Match:  *',
      '### Title\naccounts # all\n  // why\n  ?$top=1 // few\n  #end\nPrefer: x\n# h\nIf-Match: *\n',
    ],
    [
      'a comment behind a mark',
      'accounts? // c\n$select=name& # d\n$top=1',
      'accounts // c\n  ?$select=name # d\n  &$top=1\n',
    ],
    [
      'variables, directives, blank lines',
      '\n\n@a=1\n  @b  =   x y  \n@empty=\n\n\n# @env dev  \n\n   ### One  \naccounts   \n\n\n###Two\n\ncontacts\n### Three\nleads\n\n\n',
      '@a = 1\n@b = x y\n@empty =\n\n# @env dev\n\n### One\naccounts\n\n### Two\n\ncontacts\n\n### Three\nleads\n',
    ],
    ['a variable below a request', 'accounts\n?$top={{n}}\n@n=5', 'accounts\n  ?$top={{n}}\n@n = 5\n'],
    ['the version of HTTP', 'GET\naccounts\n?$top=1 HTTP/1.1', 'GET accounts\n  ?$top=1 HTTP/1.1\n'],
    [
      'blank lines between options',
      'accounts\n\n?$select=name\n\n&$top=1',
      'accounts\n  ?$select=name\n  &$top=1\n',
    ],
    ['CRLF', 'accounts\r\n?$top=1\r\n\r\n\r\ncontacts', 'accounts\r\n  ?$top=1\r\n\r\ncontacts\r\n'],
    ['a byte order mark', '\ufeff  accounts', '\ufeffaccounts\n'],
    ['nothing', '', ''],
    ['blanks alone', ' \n\n\t', ' \n\n\t'],
  ])('%s', (_, text, expected) => expectStyle(text, expected));

  it('takes the width and the step of the editor', () => {
    const text = 'accounts?$select=name&$filter=a eq 1 and b eq 2';
    const edits = format(text, { width: 24, indent: '\t' });
    expect(applyEdits(text, edits)).toBe('accounts\n\t?$select=name\n\t&$filter=a eq 1\n\t\tand b eq 2\n');
  });

  it('formats what touches a range alone', () => {
    const text = 'accounts?\n$top=1\n\ncontacts?\n$top=2\n';
    const at = text.indexOf('contacts');
    expect(applyEdits(text, format(text, {}, { start: at, end: at + 3 }))).toBe(
      'accounts?\n$top=1\n\ncontacts\n  ?$top=2\n',
    );
  });
});

describe('what is left alone', () => {
  it.each([
    ['bodies', 'POST accounts\n\n{ "a": 1,\n\n     "b": [ ] }\n'],
    ['a batch', '### a\nPOST $batch\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n\nGET x?a\n--b--\n'],
    [
      'the lines of FetchXML',
      'accounts\n  ?fetchXml=<fetch>\n         <entity name="account"\n      />\n</fetch>\n  &$top=1\n',
    ],
    ['a block that cannot be read', '###\nFETCH   accounts\n    ?a\n\n###\n?$top=1\n'],
    ['a request with a line that is no header', 'accounts\n?$top=1\nPrefer:x\n  what is this\n'],
    ['a body without a method', 'GET accounts\n\n{ "a" :1\n   }\n'],
    ['two blanks in a value', "accounts?$filter=name  eq  'a  b'\n"],
  ])('%s', (_, text) => expect(formatted(text)).toBe(text));

  it('formats the blocks around it', () => {
    expect(formatted('###\nFETCH  x\n###b\nget a\n')).toBe('###\nFETCH  x\n\n### b\nGET a\n');
  });

  it('does not break inside texts and variables', () => {
    const text = `accounts?$filter=contains(name,'one and two and three') and createdon gt {{$now -7 d}} and name ne '{{a}} and b'\n`;
    expect(formatted(text)).toBe(
      "accounts\n  ?$filter=contains(name,'one and two and three')\n    and createdon gt {{$now -7 d}}\n    and name ne '{{a}} and b'\n",
    );
  });

  it('leaves the samples as they are', () => {
    for (const name of readdirSync('samples').filter((one) => one.endsWith('.odata'))) {
      expect(format(readFileSync(path.join('samples', name), 'utf8')), name).toEqual([]);
    }
  });
});
