import { describe, expect, it } from 'vitest';
import { LanguageDocument } from '../../../../src/core/language/document';
import { semanticTokens, tokenTypes } from '../../../../src/core/language/tokens';
import { realSchema } from '../../../support/schema';

function shown(text: string, schema = realSchemaOrNone(false)): string[] {
  const tokens = semanticTokens(LanguageDocument.read(text), () => (schema ? { schema } : {}));
  let end = 0;
  for (const token of tokens) {
    expect(token.start).toBeGreaterThanOrEqual(end);
    expect(token.end).toBeGreaterThan(token.start);
    expect(text.slice(token.start, token.end)).not.toMatch(/[\r\n]/);
    expect(tokenTypes).toContain(token.type);
    ({ end } = token);
  }
  return tokens.map(({ start, end: to, type, modifiers }) =>
    [text.slice(start, to), type, ...modifiers].join(' '),
  );
}

function realSchemaOrNone(wanted: boolean) {
  return wanted ? realSchema('bcgov-2020-11') : undefined;
}

describe('semantic tokens without a schema', () => {
  it.each([
    [
      "accounts(1)?$select=name&$expand=a/b($select=c)&$filter=x/any(t:t/d eq @p and contains(e,'f'))&@p=1",
      [
        'accounts class',
        'name property',
        'a interface',
        'b interface',
        'c property',
        'x interface',
        't parameter declaration',
        't parameter',
        'd property',
        '@p variable',
        'contains function',
        'e property',
      ],
    ],
    ['WhoAmI()', ['WhoAmI function']],
    ['RetrieveX(A=1,B=@b)?@b=2', ['RetrieveX function', 'A parameter', 'B parameter', '@b variable']],
    [
      'activitypointers/Microsoft.Dynamics.CRM.email/Microsoft.Dynamics.CRM.Send(X=1)',
      [
        'activitypointers class',
        'Microsoft.Dynamics.CRM.email type',
        'Microsoft.Dynamics.CRM.Send function',
        'X parameter',
      ],
    ],
    ['@n = 1\naccounts?$top={{n}}', ['n variable declaration', 'accounts class', 'n variable']],
    ['@q = accounts?$select=name\n{{q}}', ['q variable declaration', 'q variable']],
    ['accounts?$filter=na%6De eq 1', ['accounts class', 'na%6De property']],
    ['accounts(1)/$ref', ['accounts class']],
    ['$metadata', []],
  ])('%s', (text, expected) => expect(shown(text)).toEqual(expected));

  it('moves with the lines above', () => {
    const text = 'accounts?$select=name\n\ncontacts?$select=fullname';
    const first = LanguageDocument.read(text);
    const before = semanticTokens(first, () => ({}));
    const moved = semanticTokens(LanguageDocument.read(`# above\n\n${text}`, first), () => ({}));
    expect(moved).toEqual(
      before.map(({ start, end, ...rest }) => ({ start: start + 9, end: end + 9, ...rest })),
    );
  });
});

describe.skipIf(!realSchemaOrNone(true))('semantic tokens with a real schema (../shared/data)', () => {
  it('tells columns, relationships, functions and choices apart', () => {
    const text =
      "accounts?$select=name,_primarycontactid_value,nothing&$expand=primarycontactid($select=fullname)&$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['a']) and Account_Tasks/any(t:t/subject eq 'x')";
    expect(shown(text, realSchemaOrNone(true))).toEqual([
      'accounts class',
      'name property',
      '_primarycontactid_value property',
      'primarycontactid interface',
      'fullname property',
      'Microsoft.Dynamics.CRM.In function',
      'PropertyName parameter',
      'name property',
      'PropertyValues parameter',
      'Account_Tasks interface',
      't parameter declaration',
      't parameter',
      'subject property',
    ]);
  });
});
