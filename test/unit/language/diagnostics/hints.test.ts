import { describe, expect, it } from 'vitest';
import { diagnose, diagnosticCases } from '../support/diagnosticCases';

diagnosticCases('what was meant', [
  {
    code: 'unknown-column',
    severity: 'error',
    bad: 'accounts?$select=name,«_primarycontactid»',
    good: [],
    fixed: 'accounts?$select=name,_primarycontactid_value',
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=revenue eq «NULL»',
    says: 'lower case',
    good: ['accounts?$select=name&$filter=name ne null'],
    fixed: 'accounts?$select=name&$filter=revenue eq null',
  },
  {
    code: 'unknown-aggregate',
    severity: 'error',
    bad: 'accounts?$apply=aggregate(revenue«» as total)',
    says: 'Say how',
    good: ['accounts?$apply=groupby((statuscode),aggregate($count as rows,revenue with max as most))'],
    fixed: 'accounts?$apply=aggregate(revenue with sum as total)',
  },
  {
    code: 'unknown-resource',
    severity: 'error',
    bad: "«RetrievePrincipalAccess»(Target=@t)?@t={'@odata.id':'accounts(00000000-0000-0000-0000-000000000001)'}",
    says: 'is called on one row of "systemuser"',
    good: ['WhoAmI()'],
  },
]);

describe('a quote that closes nothing', () => {
  it('is told of once, and makes no enumeration of the word before it', () => {
    const codes = diagnose("accounts?$select=name&$filter=name eq null'").map(({ code }) => code);
    expect(codes).toEqual(['unterminated-string']);
  });
});
