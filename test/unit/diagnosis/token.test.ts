import { describe, expect, it } from 'vitest';
import { appClaims, causes, first, nowSeconds, origin, otherTenant, tenantId, userClaims } from './support';

const environment = { tenantId };

describe('from the claims alone', () => {
  it.each([
    ['a user', userClaims],
    ['an application with neither scp nor roles', appClaims],
    ['an application that says so', { ...appClaims, idtyp: 'app', sub: 'x' }],
    ['one slash', { ...userClaims, aud: `${origin}/` }],
    ['the port', { ...userClaims, aud: `${origin}:443` }],
    ['upper case', { ...userClaims, aud: origin.toUpperCase() }],
    ['the Web API host', { ...userClaims, aud: 'https://contoso-dev.api.crm4.dynamics.com' }],
    ['a list of audiences', { ...userClaims, aud: [`${origin}/`] }],
    ['a start two minutes ahead', { ...userClaims, nbf: nowSeconds + 120 }],
    ['text in place of numbers', { ...userClaims, exp: String(nowSeconds + 10), nbf: String(nowSeconds) }],
    ['scopes as a list', { ...userClaims, scp: ['user_impersonation'] }],
    ['the same idp as issuer', { ...userClaims, idp: `https://sts.windows.net/${tenantId}/` }],
    ['upper-case tenant', { ...userClaims, tid: tenantId.toUpperCase() }],
    ['hardly anything', { aud: origin, exp: nowSeconds + 60 }],
    ['nothing', {}],
  ])('%s is healthy', (_what, claims) => {
    expect(first({ claims, environment })).toBe('healthy');
  });

  it.each([
    ['Graph by id', { aud: '00000003-0000-0000-c000-000000000000' }, 'wrong-audience'],
    // A scope with two slashes gives an audience with one; two in `aud` come from a misspelt resource.
    ['two slashes', { aud: `${origin}//` }, 'wrong-audience'],
    ['Graph by address', { aud: 'https://graph.microsoft.com' }, 'wrong-audience'],
    ['Graph with a slash', { aud: 'https://graph.microsoft.com/' }, 'wrong-audience'],
    ['another environment', { aud: 'https://contoso-uat.crm4.dynamics.com' }, 'wrong-audience'],
    ['another region', { aud: 'https://contoso-dev.crm.dynamics.com/' }, 'wrong-audience'],
    ['the discovery service', { aud: 'https://globaldisco.crm.dynamics.com' }, 'wrong-audience'],
    ['an ID token', { aud: userClaims.appid }, 'wrong-audience'],
    ['a look-alike host', { aud: `${origin}.evil.example` }, 'wrong-audience'],
    ['over', { exp: nowSeconds - 1 }, 'token-expired'],
    ['over, as text', { exp: String(nowSeconds - 100) }, 'token-expired'],
    ['over, in milliseconds', { exp: (nowSeconds - 100) * 1000 }, 'token-expired'],
    ['to come', { nbf: nowSeconds + 3600 }, 'token-not-yet-valid'],
    ['issued in the future', { nbf: undefined, iat: nowSeconds + 3600 }, 'token-not-yet-valid'],
    ['of another tenant', { tid: otherTenant }, 'wrong-tenant'],
    ['of another issuer', { tid: undefined, iss: `https://sts.windows.net/${otherTenant}/` }, 'wrong-tenant'],
    [
      'v2 issuer',
      { tid: undefined, iss: `https://login.microsoftonline.com/${otherTenant}/v2.0` },
      'wrong-tenant',
    ],
    ['without scp', { scp: undefined }, 'no-delegated-scope'],
    ['with an empty scp', { scp: ' ' }, 'no-delegated-scope'],
    ['with other scopes', { scp: 'openid profile' }, 'no-delegated-scope'],
    ['of a guest by name', { upn: 'ada_fabrikam.com#EXT#@contoso.onmicrosoft.com' }, 'guest-user'],
    ['of a guest by idp', { idp: `https://sts.windows.net/${otherTenant}/` }, 'guest-user'],
    ['of a personal account', { idp: 'live.com' }, 'guest-user'],
    ['of a guest by acct', { acct: 1 }, 'guest-user'],
  ])('a token %s', (_what, changed, cause) => {
    expect(first({ claims: { ...userClaims, ...changed }, environment })).toBe(cause);
    expect(first({ claims: { ...userClaims, ...changed }, environment, status: 401 })).toBe(cause);
  });

  it('names what it is for, in whole sentences, and calls v1 tokens normal', () => {
    const [graph] = causes({ claims: { ...userClaims, aud: 'https://graph.microsoft.com/' } });
    expect(graph?.title).toContain('Microsoft Graph');
    expect(graph?.remedy).toContain(`${origin}/user_impersonation`);
    expect(causes({ claims: appClaims })[0]?.explanation).toMatch(
      /neither "scp" nor "roles".*"ver" 1\.0 is normal/,
    );
  });
});

describe('from challenges', () => {
  const plain = `Bearer authorization_uri=https://login.microsoftonline.com/${tenantId}/oauth2/authorize, resource_id=${origin}/`;
  const error = (text: string): string => `${plain}, error="invalid_token", error_description="${text}"`;

  it.each([
    [plain, 'healthy'],
    [plain.replace(', ', ','), 'healthy'],
    [`BEARER ${plain.slice(7).toUpperCase()}`, 'healthy'],
    [plain.replace(tenantId, otherTenant), 'wrong-tenant'],
    [plain.replace('contoso-dev', 'contoso-uat'), 'wrong-audience'],
    [error('The token expired at 11/20/2026 10:00:00 PM'), 'token-expired'],
    [error('IDX10223: Lifetime validation failed.'), 'token-expired'],
    [error('The token is not yet valid'), 'token-not-yet-valid'],
    [error("The audience 'https://graph.microsoft.com' is invalid"), 'wrong-audience'],
    [error("The issuer 'https://sts.windows.net/x/' is invalid"), 'wrong-tenant'],
    [error('The signature is invalid'), 'invalid-token'],
    [
      `Bearer error="insufficient_claims", claims="${btoa('{"access_token":{"acrs":{"value":"c1"}}}')}"`,
      'conditional-access',
    ],
    ['Bearer error="insufficient_scope"', 'no-delegated-scope'],
    ['Negotiate, NTLM', 'not-dataverse'],
    ['Basic realm="Corporate proxy"', 'proxy-required'],
  ])('%s', (challenge, cause) => {
    expect(first({ challenge, status: 401, environment })).toBe(cause);
  });

  it('a token of another tenant than the environment asks for', () => {
    expect(first({ challenge: plain.replace(tenantId, otherTenant), status: 401, claims: userClaims })).toBe(
      'wrong-tenant',
    );
  });

  it('turned down though nothing is wrong with the token', () => {
    expect(first({ challenge: plain, status: 401, claims: appClaims, environment })).toBe(
      'application-user-missing',
    );
    expect(first({ challenge: plain, status: 401, claims: userClaims, environment })).toBe('not-a-member');
  });
});
