import { describe, expect, it } from 'vitest';
import { accepted, labels, offered, type AcceptCase } from '../support/completionCases';

const cases: readonly AcceptCase[] = [
  ['# |', '@env', '# @env |'],
  ['# @na|', '@name', '# @name |'],
  ['# @env |', 'contoso dev', '# @env contoso dev|'],
  ['# @env contoso p|x\naccounts', 'contoso prod', '# @env contoso prod|\naccounts'],
  ['@top = 5\naccounts?$top={{|', 'top', '@top = 5\naccounts?$top={{top}}|'],
  ['@top = 5\naccounts?$top={{t|}}', 'top', '@top = 5\naccounts?$top={{top|}}'],
  ['accounts({{$g|}})', '$guid', 'accounts({{$guid|}})'],
  ['accounts?$filter=createdon gt {{$n|', '$now', 'accounts?$filter=createdon gt {{$now}}|'],
  ['GET accounts\nPre|', 'Prefer', 'GET accounts\nPrefer: |'],
  ['GET accounts\n|', 'Prefer', 'GET accounts\nPrefer: |'],
  [
    'GET accounts\nPrefer: |',
    'odata.include-annotations="*"',
    'GET accounts\nPrefer: odata.include-annotations="*"|',
  ],
  ['GET accounts\nPrefer: odata.max|', 'odata.maxpagesize', 'GET accounts\nPrefer: odata.maxpagesize=|500'],
  [
    'GET accounts\nPrefer: respond-async, ret|',
    'return=representation',
    'GET accounts\nPrefer: respond-async, return=representation|',
  ],
  [
    'GET accounts\nPrefer: odata.inc|lude, respond-async',
    'odata.include-annotations="*"',
    'GET accounts\nPrefer: odata.include-annotations="*"|, respond-async',
  ],
  ['PATCH accounts(1)\nIf-Match: |', '*', 'PATCH accounts(1)\nIf-Match: *|'],
  [
    '@me = 39dd0b31-ed8b-e511-80d2-00155d2a68d4\nGET accounts\nMSCRMCallerID: |',
    '{{me}}',
    '@me = 39dd0b31-ed8b-e511-80d2-00155d2a68d4\nGET accounts\nMSCRMCallerID: {{me}}|',
  ],
  ['POST accounts\n\n|', '{ }', 'POST accounts\n\n{\n  |\n}'],
  ['accounts\n\n|', 'contacts', 'accounts\n\ncontacts|'],
  ['### A\nGET accounts\n\n### B\n|', 'GET', '### A\nGET accounts\n\n### B\nGET |'],
];

describe('empty lines in a request', () => {
  it('go on with what stands above them', () => {
    expect(labels('GET accounts\n  ?$select=name,\n\n  |\n\n  &$top=5')).toContain('revenue');
    expect(labels('GET accounts\n  ?$select=name\n|\n  &$top=5')).toContain('$filter');
    const head = labels('PATCH accounts(1)\n|\n\n{"name":"a"}');
    expect(head).toContain('If-Match');
    expect(head).not.toContain('accounts');
  });
});

describe('the file around the requests', () => {
  it.each(cases)('%s + %s', (marked, label, after) => {
    expect(accepted(marked, label)).toBe(after);
  });

  it('offers headers and preferences that do not stand there yet, those of the method first', () => {
    expect(labels('GET accounts\nPrefer: a\n|')).not.toContain('Prefer');
    expect(labels('GET accounts\nPrefer: a\n|')[0]).not.toMatch(/^\$|^&/);
    const preferences = labels('GET accounts\nPrefer: odata.include-annotations="*", |');
    expect(preferences).toContain('odata.maxpagesize');
    expect(preferences.some((label) => label.includes('annotations'))).toBe(false);
    const headers = labels('PATCH accounts(1)\nPrefer: a\n|');
    expect(headers.indexOf('If-Match')).toBeLessThan(headers.indexOf('Accept'));
    expect(labels('GET accounts\nAuthorization: |')).toEqual([]);
    expect(labels('GET accounts\n|')).not.toContain('Authorization');
  });

  it('offers a body before anything else below a write', () => {
    expect(labels('PATCH accounts(1)\nIf-Match: *\n\n|')[0]).toBe('{ }');
    expect(labels('GET accounts\n\n|')).not.toContain('{ }');
  });

  it('offers nothing in titles, prose and values of variables', () => {
    expect(labels('### Open |')).toEqual([]);
    expect(labels('# all open tasks |\naccounts')).toEqual([]);
    expect(labels('@name = acc|')).toEqual([]);
    expect(labels('@a = 1\n@b = {{|}}')).toContain('a');
    expect(labels('@a = 1\n@b = {{|}}')).not.toContain('b');
  });

  it('offers a variable once, and shows its value', () => {
    const found = offered('@a = 1\n@a = 2\naccounts?$top={{|}}').filter(({ label }) => label === 'a');
    expect(found).toMatchObject([{ detail: '2' }]);
  });

  it('is not led astray by line ends and byte order marks', () => {
    expect(accepted('\ufeffaccounts?$select=|', 'name')).toBe('\ufeffaccounts?$select=name|');
    expect(accepted('accounts\r\n  ?$select=na|\r\n  &$top=1', 'name')).toBe(
      'accounts\r\n  ?$select=name|\r\n  &$top=1',
    );
    expect(accepted('@s = na\naccounts({{s}})/|', 'name')).toBe('@s = na\naccounts({{s}})/name|');
    expect(accepted('{{base}}/acc|', 'accounts')).toBe('{{base}}/accounts|');
  });
});
