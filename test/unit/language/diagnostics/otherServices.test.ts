import { describe, expect, it } from 'vitest';
import { diagnose } from '../support/diagnosticCases';

describe('addresses of other services', () => {
  it.each([
    'POST /api/search/v2.0/query\n\n{"search":"a"}',
    'POST [Organization URI]/api/search/v1.0/query\n\n{"search":"a"}',
    'https://contoso.crm.dynamics.com/api/discovery/v2.0/Instances',
  ])('%j is none of the Web API', (text) => {
    expect(diagnose(text)).toEqual([]);
  });

  it('have paths of any kind before their root', () => {
    const path = 'https://contoso.crm.dynamics.com/XRMServices/2011/OrganizationData.svc/AccountSet';
    expect(diagnose(`${path}?$select=Name`)).toEqual([]);
    expect(diagnose(`${path}?$filter=(Name`).map(({ code }) => code)).toEqual(['expected-close']);
  });
});
