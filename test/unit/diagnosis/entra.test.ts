import { describe, expect, it } from 'vitest';
import { appClaims, first, type Given } from './support';

const service = (code: unknown, message: string): unknown => ({ error: { code, message } });

describe('Entra', () => {
  const oauth = (error: string, description = '', more: object = {}): Given => ({
    status: 400,
    errorBody: { error, error_description: description, ...more },
  });

  it.each<[string, Given, string]>([
    [
      'nested old form',
      oauth(
        'invalid_grant',
        'AADSTS70002: Error validating credentials. AADSTS50126: Invalid username or password',
        { error_codes: [70002, 50126] },
      ),
      'bad-credentials',
    ],
    ['spaced code', oauth('invalid_client', 'AADSTS 7000222 (abgelaufen)'), 'expired-client-secret'],
    ['lower case', oauth('invalid_client', 'aadsts7000215: falsch'), 'invalid-client-secret'],
    [
      'error_uri',
      oauth('invalid_request', '', { error_uri: 'https://login.microsoftonline.com/error?code=90002' }),
      'unknown-tenant',
    ],
    [
      'words only, expired',
      oauth('invalid_client', 'The provided client secret keys are expired.'),
      'expired-client-secret',
    ],
    [
      'words only, wrong',
      oauth('invalid_client', 'Invalid client secret provided.'),
      'invalid-client-secret',
    ],
    [
      'words only, mfa',
      oauth('interaction_required', 'You must use multi-factor authentication to access this.'),
      'mfa-required',
    ],
    ['suberror', oauth('invalid_grant', 'x', { suberror: 'consent_required' }), 'consent-required'],
    ['basic_action', oauth('interaction_required', '', { suberror: 'basic_action' }), 'mfa-required'],
    ['bare, kept sign-in', oauth('invalid_grant'), 'refresh-token-expired'],
    ['bare, password', { ...oauth('invalid_grant'), environment: { method: 'password' } }, 'bad-credentials'],
    ['bare client', oauth('invalid_client'), 'invalid-client-secret'],
    ['bare unauthorized', oauth('unauthorized_client'), 'unknown-application'],
    ['pending', oauth('authorization_pending'), 'device-code-pending'],
    ['device code over', oauth('expired_token'), 'device-code-expired'],
    ['declined', oauth('authorization_declined'), 'consent-required'],
    ['resource', oauth('invalid_resource'), 'unknown-resource'],
    ['scope', oauth('invalid_scope'), 'invalid-scope'],
    ['busy', oauth('temporarily_unavailable'), 'service-unavailable'],
    [
      'other tenant',
      oauth('invalid_grant', 'AADSTS7000012: The grant was obtained for a different tenant.'),
      'wrong-tenant',
    ],
    [
      'in a page',
      { errorBody: '<html><body>AADSTS50011: The redirect URI does not match</body></html>' },
      'redirect-uri-mismatch',
    ],
    [
      'in parameters',
      { errorBody: 'error=access_denied&error_description=AADSTS65004%3a+User+declined+to+consent' },
      'consent-required',
    ],
    [
      'in a redirect',
      {
        redirectLocation:
          'http://localhost:51234/?error=access_denied&error_description=AADSTS53003%3a+Blocked.',
      },
      'conditional-access',
    ],
    [
      'in an answer of the Web API',
      { status: 400, errorBody: service('0x80040216', 'AADSTS50076: you must use multi-factor') },
      'mfa-required',
    ],
    [
      'recorded answer',
      { errorBody: { status: 401, body: { error: 'invalid_client', error_codes: [7000215] } } },
      'invalid-client-secret',
    ],
    [
      'MSAL',
      {
        errorBody: {
          errorCode: 'invalid_grant',
          errorMessage: 'x: AADSTS50173: revoked',
          subError: 'bad_token',
        },
      },
      'refresh-token-expired',
    ],
    [
      'an old token does not hide it',
      { ...oauth('invalid_client', 'AADSTS7000222: expired'), claims: { ...appClaims, exp: 1 } },
      'expired-client-secret',
    ],
  ])('%s', (_what, given, cause) => {
    expect(first(given)).toBe(cause);
  });
});
