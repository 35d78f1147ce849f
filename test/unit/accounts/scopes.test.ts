import { describe, expect, it } from 'vitest';
import type { Environment } from '../../../src/core/base/environment';
import { environmentOfScopes } from '../../../src/vscode/accounts/scopes';

function environment(name: string, url: string): Environment {
  return {
    name,
    url,
    method: 'interactive',
    clientId: '',
    tenantId: '',
    protected: false,
    apiVersion: 'v9.2',
  };
}

const dev = environment('dev', 'https://contoso-dev.crm4.dynamics.com');
const prod = environment('Prod', 'https://contoso.crm4.dynamics.com');
const again = environment('dev as a service', dev.url);
const all = [dev, prod, again];

describe('the scopes that another extension asks with', () => {
  it.each([
    [['dev'], dev],
    [['DEV'], dev],
    [['prod'], prod],
    [['https://contoso.crm4.dynamics.com'], prod],
    [['https://contoso.crm4.dynamics.com/'], prod],
    [['https://contoso.crm4.dynamics.com/.default'], prod],
    [['https://contoso.crm4.dynamics.com//.default'], prod],
    [['https://CONTOSO.crm4.dynamics.com/user_impersonation', 'offline_access'], prod],
    [['https://contoso.api.crm4.dynamics.com'], prod],
    [['dev', 'https://contoso-dev.crm4.dynamics.com'], dev],
  ])('%j mean one environment', (scopes, expected) => {
    expect(environmentOfScopes(scopes, all, undefined)).toBe(expected);
  });

  it.each([
    [['staging']],
    [['https://evil.example']],
    [['https://contoso.crm4.dynamics.com.evil.example/.default']],
    [['https://contoso.crm4.dynamics.com@evil.example']],
    [['https://contoso.crm4.dynamics.com:8443']],
    [['http://contoso.crm4.dynamics.com']],
    [['https://contoso.crm4.dynamics.com/api/data']],
    [['dev', 'prod']],
    [['dev', 'https://contoso.crm4.dynamics.com/.default']],
    [['dev', 'https://graph.microsoft.com/.default']],
    [['']],
    [['offline_access']],
  ])('%j mean none', (scopes) => {
    expect(environmentOfScopes(scopes, all, dev)).toBeUndefined();
  });

  it('prefer the current one of two with the same address', () => {
    expect(environmentOfScopes([dev.url], all, again)).toBe(again);
    expect(environmentOfScopes([dev.url], all, prod)).toBe(dev);
  });
});
