import { describe, expect, it } from 'vitest';
import { first, nowSeconds, userClaims } from './support';

const said = (code: string, message: string) => ({ error: { code, message } });
const expired = { ...userClaims, exp: nowSeconds - 7200 };
const page = '<html><body>HTTP Error 401 - Unauthorized: Access is denied</body></html>';

describe('answers whose words or code alone mislead', () => {
  it.each([
    ['"Access is denied" of a 401 speaks of the token', 401, page.replace(/<[^>]+>/g, ''), 'token-expired'],
    ['and so it does as a page', 401, page, 'token-expired'],
    [
      '"expired or is not yet valid"',
      401,
      said('InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'),
      'token-expired',
    ],
    [
      'a table under the code of a record',
      400,
      said('0x80040217', "The entity with a name = 'acount' was not found in the MetadataCache."),
      'unknown-table',
    ],
    [
      'a record whose message begins like that of a table',
      404,
      said('0x80040217', "Entity 'Account' With Id = 11111111-2222-4333-8444-555555555555 Does Not Exist"),
      'record-not-found',
    ],
    [
      'a segment in another language',
      404,
      said('0x80060888', "Ressource für das Segment 'kontos' nicht gefunden."),
      'unknown-table',
    ],
    [
      'an address too long for the web server',
      414,
      '<html><h2>Request Too Long</h2></html>',
      'malformed-request',
    ],
    ['an exception that a plug-in let go', 500, said('0x80040224', 'Unexpected exception.'), 'plugin-error'],
    [
      'the IP firewall of an environment',
      403,
      said('0x80095ffe', 'The request is blocked by the IP firewall.'),
      'conditional-access',
    ],
    [
      'an application that administrators keep out',
      403,
      said('0x80095ffc', 'Access to Dataverse API is restricted for this application Id.'),
      'conditional-access',
    ],
    ['no licence', 403, said('0x80042f09', 'The user has not been assigned any License'), 'license-missing'],
  ])('%s', (_what, status, errorBody, cause) => {
    const claims = status === 401 ? { claims: expired } : {};
    expect(first({ status, errorBody, ...claims })).toBe(cause);
  });

  it('takes a privilege that is missing with 403 for what it is', () => {
    expect(first({ status: 403, errorBody: said('', 'Access is denied.') })).toBe('missing-privilege');
  });

  it.each([
    [50089, 'Authentication failed due to flow token expired.', 'refresh-token-expired'],
    [50148, 'The code_verifier does not match the code_challenge.', 'malformed-request'],
    [900382, 'Confidential Client is not supported in Cross Cloud request.', 'unknown-tenant'],
  ])('AADSTS%i', (code, text, cause) => {
    const errorBody = { error: 'invalid_grant', error_description: `AADSTS${code}: ${text}` };
    expect(first({ status: 400, errorBody })).toBe(cause);
  });

  it.each(['', 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n'])(
    'finds the Bearer challenge among header lines',
    (before) => {
      const bearer =
        'WWW-Authenticate: Bearer error="invalid_token", error_description="The token is expired"';
      const challenge = `${before}WWW-Authenticate: Negotiate\r\n${bearer}\r\n`;
      expect(first({ status: 401, challenge })).toBe('token-expired');
    },
  );
});
