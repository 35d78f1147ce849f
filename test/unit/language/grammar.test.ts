import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tokensOfLine, type Grammar, type Rule } from './lineTokens';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const grammar = read('syntaxes/odata.tmLanguage.json') as Grammar;

function* rulesOf(rule: Rule): Generator<Rule> {
  yield rule;
  const inner = [...(rule.patterns ?? []), ...Object.values(rule.captures ?? {})];
  for (const one of inner) yield* rulesOf(one);
}

const rules = [...rulesOf({ patterns: [...grammar.patterns, ...Object.values(grammar.repository)] })];

/** What stands in a line, in the words of the colours that default themes give. */
function colours(line: string): string[] {
  return tokensOfLine(grammar, line)
    .filter(([, scope]) => !scope.startsWith('punctuation') && !scope.startsWith('keyword.operator'))
    .map(([text, scope]) => `${text.trim()}:${scope.split('.').slice(0, 2).join('.')}`);
}

describe('grammar', () => {
  it('has only patterns that compile and includes that exist', () => {
    const patterns = rules.flatMap(({ match, begin, end, while: again }) => [match, begin, end, again]);
    const written = patterns.filter((pattern) => pattern !== undefined);
    expect(written.length).toBeGreaterThan(30);
    for (const pattern of written) expect(() => new RegExp(pattern, 'u'), pattern).not.toThrow();
    for (const { include } of rules) {
      if (include?.startsWith('#')) expect(grammar.repository).toHaveProperty(include.slice(1));
      else if (include !== undefined) expect(['$self', 'source.json']).toContain(include);
    }
  });

  it('names every scope as its own', () => {
    expect(grammar.scopeName).toBe('source.odata');
    for (const { name, contentName } of rules) {
      for (const scope of [name, contentName].flatMap((names) => names?.split(' ') ?? [])) {
        expect(scope).toMatch(/\.odata$/);
      }
    }
  });

  it.each([
    ['### Contacts and who owns them', ['### Contacts and who owns them:comment.line']],
    ['# @env contoso-dev', ['# @env contoso-dev:comment.line']],
    ['// why', ['// why:comment.line']],
    ['@minRevenue = 250000', ['@:variable.other', 'minRevenue:variable.other', '250000:constant.numeric']],
    ['GET accounts', ['GET:keyword.control', 'accounts:entity.name']],
    ['accounts?$select=name', ['accounts:entity.name', '$select:keyword.other', 'name:variable.other']],
    [
      'GET https://contoso.crm4.dynamics.com/api/data/v9.2/accounts',
      ['GET:keyword.control', 'https://contoso.crm4.dynamics.com:markup.underline', 'accounts:entity.name'],
    ],
    [
      '  &$filter=revenue ge {{minRevenue}} and statecode eq 0 // active',
      [
        '$filter:keyword.other',
        'revenue:variable.other',
        'ge:keyword.control',
        '{{:variable.other',
        'minRevenue:variable.other',
        '}}:variable.other',
        'and:keyword.control',
        'statecode:variable.other',
        'eq:keyword.control',
        '0:constant.numeric',
        '// active:comment.line',
      ],
    ],
    [
      "  &$filter=contains(name,'a // b''c') and not startswith(name,'#')",
      [
        '$filter:keyword.other',
        'contains:entity.name',
        'name:variable.other',
        "'a // b''c':string.quoted",
        'and:keyword.control',
        'not:keyword.control',
        'startswith:entity.name',
        'name:variable.other',
        "'#':string.quoted",
      ],
    ],
    [
      '  &$filter=Account_Tasks/any(t:t/statecode eq null)',
      [
        '$filter:keyword.other',
        'Account_Tasks:variable.other',
        'any:entity.name',
        't:variable.parameter',
        't:variable.other',
        'statecode:variable.other',
        'eq:keyword.control',
        'null:constant.language',
      ],
    ],
    [
      '  &$filter=Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=["a"])&@p1=2026-01-31T08:00:00Z',
      [
        '$filter:keyword.other',
        'Microsoft.Dynamics.CRM.In:entity.name',
        'PropertyName:variable.other',
        '@p1:variable.parameter',
        'PropertyValues:variable.other',
        '"a":string.quoted',
        '@p1:variable.parameter',
        '2026-01-31T08:00:00Z:constant.numeric',
      ],
    ],
    [
      '    aggregate(revenue with sum as total))',
      [
        'aggregate:entity.name',
        'revenue:variable.other',
        'with:keyword.control',
        'sum:keyword.control',
        'as:keyword.control',
        'total:variable.other',
      ],
    ],
    [
      'accounts(a0dbf27c-8efb-e511-80d2-00155db07c77)/Account_Tasks/$count',
      [
        'accounts:entity.name',
        'a0dbf27c-8efb-e511-80d2-00155db07c77:constant.numeric',
        'Account_Tasks:variable.other',
        '$count:keyword.other',
      ],
    ],
    ['Prefer: odata.maxpagesize=5', ['Prefer:entity.name', 'odata.maxpagesize=5:string.unquoted']],
    [
      '  &$orderby=name desc,revenue asc',
      [
        '$orderby:keyword.other',
        'name:variable.other',
        'desc:keyword.control',
        'revenue:variable.other',
        'asc:keyword.control',
      ],
    ],
    ['accounts?savedQuery=1', ['accounts:entity.name', 'savedQuery:keyword.other', '1:constant.numeric']],
  ])('colours %s', (line, expected) => {
    expect(colours(line)).toEqual(expected);
  });

  it('leaves a body to JSON, up to the next request', () => {
    const body = grammar.repository['body'];
    const begin = new RegExp(body?.begin ?? '', 'u');
    const goesOn = new RegExp(body?.while ?? '', 'u');
    for (const line of ['{', '  { "a": 1 }', '[', '["a"]', '[{']) expect(begin.test(line), line).toBe(true);
    const others = ['{{base}}/accounts', '[Organization URI]/a', 'leads'];
    for (const line of others) expect(begin.test(line), line).toBe(false);
    for (const line of ['  "a": 1', '}', '', '# x']) expect(goesOn.test(line), line).toBe(true);
    for (const line of ['### next', 'GET accounts', 'POST x']) expect(goesOn.test(line), line).toBe(false);
  });
});

interface Configuration {
  readonly comments: { readonly lineComment: string };
  readonly brackets: readonly (readonly string[])[];
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly indentationRules: Readonly<Record<string, string>>;
  readonly onEnterRules: readonly { readonly beforeText: string }[];
}

describe('language configuration', () => {
  const configuration = read('language-configuration.json') as Configuration;
  const words = (line: string): string[] => {
    const { pattern, flags } = configuration.wordPattern;
    return [...line.matchAll(new RegExp(pattern, `g${flags}`))].map(([word]) => word);
  };

  it('takes whole names as words', () => {
    expect(words('accounts?$select=_ownerid_value,{{var}}&@p1=Größe')).toEqual([
      'accounts',
      '$select',
      '_ownerid_value',
      'var',
      '@p1',
      'Größe',
    ]);
    expect(words('accounts(a0dbf27c-8efb-e511-80d2-00155db07c77)')).toEqual([
      'accounts',
      'a0dbf27c-8efb-e511-80d2-00155db07c77',
    ]);
  });

  it('takes qualified names whole', () => {
    expect(words('accounts?$filter=Microsoft.Dynamics.CRM.In(PropertyName=@Ns.p1,x=-1.5)')).toEqual([
      'accounts',
      '$filter',
      'Microsoft.Dynamics.CRM.In',
      'PropertyName',
      '@Ns.p1',
      'x',
      '-1.5',
    ]);
  });

  it('never takes nothing for a word', () => {
    const { pattern, flags } = configuration.wordPattern;
    expect(new RegExp(`^(?:${pattern})$`, flags).test('')).toBe(false);
  });

  it('has rules that compile', () => {
    const patterns = [
      ...Object.values(configuration.indentationRules),
      ...configuration.onEnterRules.map((rule) => rule.beforeText),
    ];
    for (const pattern of patterns) expect(() => new RegExp(pattern)).not.toThrow();
    expect(
      new RegExp(configuration.indentationRules['increaseIndentPattern'] ?? '').test(
        '  &$expand=contact_customer_accounts(',
      ),
    ).toBe(true);
  });
});
