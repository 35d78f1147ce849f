import { describe, expect, it } from 'vitest';
import { diagnose, diagnosticCases } from '../support/diagnosticCases';

diagnosticCases('syntax', [
  {
    code: 'unterminated-string',
    severity: 'error',
    bad: "contacts?$select=fullname&$filter=lastname eq 'O«'Bryan'»",
    good: ["contacts?$select=fullname&$filter=lastname eq 'O''Bryan'"],
    fixed: "contacts?$select=fullname&$filter=lastname eq 'O''Bryan'",
  },
  {
    code: 'operator-case',
    severity: 'error',
    bad: "contacts?$select=fullname&$filter=lastname «EQ» 'a'",
    good: [],
    fixed: "contacts?$select=fullname&$filter=lastname eq 'a'",
  },
  {
    code: 'operator-case',
    severity: 'error',
    bad: "contacts?$select=fullname&$filter=lastname eq 'a' and «NOT» contains(fullname,'b')",
    good: [],
    fixed: "contacts?$select=fullname&$filter=lastname eq 'a' and not contains(fullname,'b')",
  },
  {
    code: 'misspelt-option',
    severity: 'warning',
    bad: 'contacts?$select=fullname&«amp;$top»=3',
    says: 'HTML',
    good: [],
    fixed: 'contacts?$select=fullname&$top=3',
  },
  {
    code: 'bad-literal',
    severity: 'error',
    bad: 'contacts?$select=fullname&$filter=lastname eq «"a"»',
    good: [],
    fixed: "contacts?$select=fullname&$filter=lastname eq 'a'",
  },
  {
    code: 'duplicate-option',
    severity: 'error',
    bad: 'contacts?$select=fullname&$top=1&«$select»=lastname',
    good: [],
    fixed: 'contacts?$select=fullname&$top=1',
  },
  {
    code: 'unknown-option',
    severity: 'error',
    bad: 'contacts?$select=fullname&«$filtr»=lastname eq null',
    says: '"$filtr". Write $filter.',
    good: [],
    fixed: 'contacts?$select=fullname&$filter=lastname eq null',
  },
  {
    code: 'unknown-option',
    severity: 'error',
    bad: 'contacts?«$Select»=fullname',
    good: [],
    fixed: 'contacts?$select=fullname',
  },
  {
    code: 'fragment',
    severity: 'error',
    bad: 'contacts?$select=fullname&$filter=revenue gt 5«#5»',
    good: ["contacts?$select=fullname&$filter=lastname eq 'a#5'"],
    fixed: 'contacts?$select=fullname&$filter=revenue gt 5%235',
  },
]);

diagnosticCases('the form of options', [
  {
    code: 'misspelt-option',
    severity: 'warning',
    bad: 'contacts?$select=fullname&«filter»=lastname eq null',
    good: ['contacts?fetchXml=<fetch/>&partitionId=a', 'contacts?$select=fullname&tag=1&api-version=9.2'],
    fixed: 'contacts?$select=fullname&$filter=lastname eq null',
  },
  {
    code: 'misspelt-option',
    severity: 'warning',
    bad: 'contacts?$select=fullname&«savedQery»=1',
    good: [],
    fixed: 'contacts?$select=fullname&savedQuery=1',
  },
  {
    code: 'trailing-comma',
    severity: 'warning',
    bad: 'contacts?$select=fullname«,»&$top=1',
    good: ['contacts?$select=fullname,lastname'],
    fixed: 'contacts?$select=fullname&$top=1',
  },
  {
    code: 'blank-in-option',
    severity: 'warning',
    bad: 'contacts?$select« »= fullname, lastname',
    good: [
      'contacts?\n  $select=\n    fullname,\n    lastname\n  &$top=1',
      "contacts?$select=fullname&$filter=contains(lastname, 'a')&$orderby=lastname asc, fullname desc",
    ],
    fixed: 'contacts?$select=fullname,lastname',
  },
  {
    code: 'blank-in-option',
    severity: 'warning',
    bad: 'accounts?$select=name&$expand=Account_Tasks($select=subject;« »$top=1)',
    good: [],
    fixed: 'accounts?$select=name&$expand=Account_Tasks($select=subject;$top=1)',
  },
  {
    code: 'blank-in-option',
    severity: 'warning',
    bad: 'contacts?$select«%20»=%20fullname,%20lastname',
    good: [],
    fixed: 'contacts?$select=fullname,lastname',
  },
]);

diagnosticCases('encoding', [
  ...(
    [
      ['&', '%26'],
      ['#', '%23'],
      ['+', '%2B'],
      ['%', '%25'],
    ] as const
  ).map(([char, code]) => ({
    code: 'unencoded-character',
    severity: 'information' as const,
    bad: `contacts?$select=fullname&$filter=lastname eq 'a «${char}» b'`,
    says: code,
    good: ["contacts?$select=fullname&$filter=lastname eq 'a%20b' and fullname eq 'é'"],
    fixed: `contacts?$select=fullname&$filter=lastname eq 'a ${code} b'`,
  })),
  {
    code: 'double-encoded',
    severity: 'warning',
    bad: "contacts?$select=fullname&$filter=lastname eq 'a«%2520»b'",
    good: [
      "contacts?$select=fullname&$filter=lastname eq '5%25'",
      'contacts?$select=fullname&$skiptoken=%253ccookie%253e',
    ],
    fixed: "contacts?$select=fullname&$filter=lastname eq 'a%20b'",
  },
  {
    code: 'plus-as-blank',
    severity: 'information',
    bad: "contacts?$select=fullname&$filter=lastname«+»eq+'a'",
    good: ["contacts?$select=fullname&$filter=lastname eq 'a+and'"],
    fixed: "contacts?$select=fullname&$filter=lastname eq 'a'",
  },
]);

diagnosticCases('variables', [
  {
    code: 'undefined-variable',
    severity: 'error',
    bad: '@limit = 5\ncontacts?$select=fullname&$top=«{{limt}}»',
    good: [],
    fixed: '@limit = 5\ncontacts?$select=fullname&$top={{limit}}',
  },
  {
    code: 'unused-variable',
    severity: 'information',
    bad: '«@limit = 5»\ncontacts?$select=fullname',
    good: [
      '@limit = 5\ncontacts?$select=fullname&$top={{limit}}',
      '@a = 5\n@b = {{a}}\ncontacts?$select=fullname&$top={{b}}',
    ],
    fixed: 'contacts?$select=fullname',
  },
  {
    code: 'duplicate-variable',
    severity: 'warning',
    bad: '«@limit = 5»\n@limit = 6\ncontacts?$select=fullname&$top={{limit}}',
    good: [],
    fixed: '@limit = 6\ncontacts?$select=fullname&$top={{limit}}',
  },
  {
    code: 'cyclic-variable',
    severity: 'error',
    bad: '@a = «{{a}}»\ncontacts?$select=fullname',
    good: ['@a = 1\n@b = {{a}}{{a}}\ncontacts?$select=fullname&$top={{b}}'],
  },
  {
    code: 'unknown-environment',
    severity: 'warning',
    bad: '# @env «contso»\ncontacts?$select=fullname',
    good: ['# @env Contoso\ncontacts?$select=fullname'],
    fixed: '# @env contoso\ncontacts?$select=fullname',
    knowledge: { environments: ['contoso'] },
  },
]);

describe('a variable without a value', () => {
  it.each([
    'accounts({{x}})?$select=name',
    'accounts?$select={{x}}',
    'accounts?$select=name,{{x}}&$top={{x}}&$count={{x}}',
    'accounts?$select=name&$filter={{x}}',
    "accounts?$select=name&$filter=revenue gt {{x}} and name eq '{{x}}' and accountid eq {{x}}",
    'accounts?$select=name&$expand={{x}}($select=a)',
    'accounts?$select=name&$orderby={{x}} desc',
    '{{x}}/accounts?$select=name',
    '{{x}}?$select=a',
    "accounts?$select=name&$filter=mscrm.In(PropertyName='{{x}}',PropertyValues=[{{x}}])",
    'accounts?$select=name&$filter=createdon gt 2026-{{x}}-01',
    'accounts?$select=name&$filter=Account_Tasks/any({{x}}:t/subject eq 1)',
    'POST accounts\n\n{"name": {{x}}, "revenue": {{x}}, "{{x}}": 1}',
    'contacts?$select=fullname\nPrefer: odata.maxpagesize={{x}}',
    'contacts?$select=fullname\nIf-Match: {{x}}',
  ])('is all that is reported: %s', (text) => {
    const found = diagnose(text);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['undefined-variable']));
  });

  it('says nothing against values that are known', () => {
    const text =
      '@base = https://contoso.crm.dynamics.com/api/data/v9.2\n@n = 5\n{{base}}/accounts?$select=name&$top={{n}}';
    expect(diagnose(text)).toEqual([]);
  });

  it('reports a wrong value where the variable stands, and does not offer to change that', () => {
    const text = '@who = Name\naccounts?$select={{who}}';
    const [found] = diagnose(text);
    expect(found).toMatchObject({ code: 'unknown-column', start: text.indexOf('{{'), end: text.length });
    expect(found?.fixes).toBeUndefined();
  });
});

describe('another service', () => {
  it('is held to the grammar alone', () => {
    const address = 'https://services.odata.org/V4/Northwind/Northwind.svc/Customers';
    expect(diagnose(`${address}?$skip=10&$filter=year(BirthDate) eq 1990`)).toEqual([]);
    expect(diagnose(`${address}?$filter=Name eq 'x`).map(({ code }) => code)).toEqual([
      'unterminated-string',
    ]);
    expect(diagnose('https://a.crm.dynamics.com/api/data/v9.2/nothing').map(({ code }) => code)).toEqual([
      'unknown-resource',
    ]);
  });
});

describe('several blocks', () => {
  it('are each checked, in the order of the file', () => {
    const text =
      '### a\naccounts?$select=nam\n### b\nGET contacts?$select=fullnam\n### c\nleads?$select=subject\n';
    expect(diagnose(text).map(({ start, end }) => text.slice(start, end))).toEqual(['nam', 'fullnam']);
  });
});
