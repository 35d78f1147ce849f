import { describe, expect, it } from 'vitest';
import { LanguageDocument } from '../../../../src/core/language/document';
import { signatureHelp } from '../../../../src/core/language/signature';
import type { LanguageKnowledge } from '../../../../src/core/language/model';
import { cursorIn, known } from '../support/completionCases';

function helpAt(
  marked: string,
  knowledge: LanguageKnowledge = known,
): [label: string, parameter: string] | undefined {
  const { text, offset } = cursorIn(marked);
  const help = signatureHelp(LanguageDocument.read(text), offset, knowledge);
  const signature = help?.signatures[help.activeSignature];
  const parameter = help && signature?.parameters[help.activeParameter]?.label;
  return signature && [signature.label, parameter ?? ''];
}

const lastDays = 'LastXDays(PropertyName: Text, PropertyValue: Big whole number): Yes/no';

const cases: readonly (readonly [string, readonly [string, string]])[] = [
  ['accounts?$filter=contains(|', ['contains(column, text)', 'column']],
  ['POST $batch\n\n--b\n\nGET accounts?$filter=contains(|', ['contains(column, text)', 'column']],
  ["accounts?$filter=contains(name,|'x')", ['contains(column, text)', 'text']],
  ["accounts?$filter=contains(name,'x|", ['contains(column, text)', 'text']],
  ['accounts?$filter=Microsoft.Dynamics.CRM.LastXDays(|', [lastDays, 'PropertyName: Text']],
  [
    "accounts?$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName='a',|",
    [lastDays, 'PropertyValue: Big whole number'],
  ],
  [
    "accounts?$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyValue=1,PropertyName=|'a'",
    [lastDays, 'PropertyName: Text'],
  ],
  [
    'RetrieveCurrentOrganization(AccessType=|',
    [
      'RetrieveCurrentOrganization(AccessType: EndpointAccessType): expando',
      'AccessType: EndpointAccessType',
    ],
  ],
  [
    'systemusers(1)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(|)',
    ['RetrievePrincipalAccess(Target: crmbaseentity): expando', 'Target: crmbaseentity'],
  ],
  ["accounts?$filter=Account_Tasks/any(o:contains(o/subject,|'x'))", ['contains(column, text)', 'text']],
];

describe('signature help', () => {
  it.each(cases)('%s', (marked, expected) => {
    expect(helpAt(marked)).toEqual(expected);
  });

  it('ends with the call, and is silent in keys and lambdas', () => {
    expect(helpAt("accounts?$filter=contains(name,'x')|")).toBeUndefined();
    expect(helpAt("accounts?$filter=contains(name,'x') and |name eq 'a'")).toBeUndefined();
    expect(helpAt('accounts(|')).toBeUndefined();
    expect(helpAt('accounts?$filter=Account_Tasks/any(|')).toBeUndefined();
    expect(helpAt('# contains(|')).toBeUndefined();
  });

  it('without a schema knows the functions of OData', () => {
    expect(helpAt('accounts?$filter=startswith(name,|', {})).toEqual(['startswith(column, text)', 'text']);
    expect(helpAt('WhoAmI(|', {})).toBeUndefined();
  });
});
