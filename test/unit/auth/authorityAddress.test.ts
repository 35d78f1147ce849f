import { describe, expect, it } from 'vitest';
import { parseAuthority } from '../../../src/core/auth/authorityAddress';

describe('an authority', () => {
  it.each([
    'https://login.example:8443',
    'https://LOGIN.example:8443/',
    'login.example:8443',
    'https://login.example:8443/common',
    'https://login.example:8443/organizations/oauth2/v2.0/token',
    'https://login.example:8443/v2.0',
  ])('%s names no tenant', (text) => {
    expect(parseAuthority(text)).toEqual({ authority: 'https://login.example:8443' });
  });

  it.each([
    ' https://login.example/contoso.com ',
    'https://login.example:443/contoso.com/',
    'https://login.example/contoso.com/v2.0/.well-known/openid-configuration',
    'https://login.example/contoso.com/oauth2/v2.0/token?client-request-id=1#x',
    'login.example/contoso.com/oauth2/authorize',
  ])('%s names one', (text) => {
    expect(parseAuthority(text)).toEqual({ authority: 'https://login.example', tenantId: 'contoso.com' });
  });

  it.each([
    '',
    'http://login.example',
    'ftp://login.example',
    'https://user:password@login.example',
    'https://login.example\\@evil.example',
    'https://login example',
    'https:///contoso.com',
  ])('is not %j', (text) => {
    expect(parseAuthority(text)).toBeUndefined();
  });
});
