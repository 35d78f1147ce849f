import { describe, expect, it } from 'vitest';
import { appClaims, first, origin, userClaims, type Given } from './support';

const service = (code: unknown, message: string): unknown => ({ error: { code, message } });
const notMember = service('0x80072560', 'The user is not a member of the organization.');

describe('the Web API', () => {
  it.each<[string, Given, string]>([
    [
      'app-only, no member',
      { claims: appClaims, status: 403, errorBody: notMember },
      'application-user-missing',
    ],
    [
      'by method, no member',
      { environment: { method: 'client-secret' }, status: 403, errorBody: notMember },
      'application-user-missing',
    ],
    ['user, no member', { claims: userClaims, status: 403, errorBody: notMember }, 'not-a-member'],
    ['decimal code', { status: 403, errorBody: service(-2147015328, 'x') }, 'not-a-member'],
    ['decimal text', { status: 403, errorBody: service('-2147015328', 'x') }, 'not-a-member'],
    ['upper-case code', { status: 403, errorBody: service('0X80072560', '') }, 'not-a-member'],
    ['code without 0x', { status: 403, errorBody: service('80072560', '') }, 'not-a-member'],
    [
      'disabled',
      {
        status: 403,
        errorBody: service(
          '0x80040225',
          'The specified user(Id = 1) is disabled. Consider enabling this user. Additional Details: User IsDisabled=True, IsLicensed=False',
        ),
      },
      'user-disabled',
    ],
    [
      'no role, SecLib',
      {
        status: 403,
        errorBody: service(
          '0x80042f09',
          'SecLib::RetrievePrivilegeForUser failed - no roles are assigned to user. Returned hr = -2147209463, User: 1',
        ),
      },
      'no-security-role',
    ],
    [
      'no role, count',
      {
        status: 403,
        errorBody: service(
          '0x80040220',
          'Principal user (Id=1, type=8, roleCount=0, privilegeCount=0, accessMode=4), is missing prvReadAccount privilege (Id=2) on OTC=1',
        ),
      },
      'no-security-role',
    ],
    [
      'no role, words',
      { status: 403, errorBody: service('', 'The user has not been assigned any security roles.') },
      'no-security-role',
    ],
    [
      'privilege',
      {
        status: 403,
        errorBody: service(
          '0x80040220',
          "Principal user (Id=1, roleCount=5), is missing prvReadincident privilege on OTC=112 for entity 'incident'",
        ),
      },
      'missing-privilege',
    ],
    [
      'SecLib',
      {
        status: 403,
        errorBody: service(
          '',
          'SecLib::AccessCheckEx failed. Returned hr = -2147187962, ObjectID: 1, AccessRights: ReadAccess',
        ),
      },
      'missing-privilege',
    ],
    [
      'nested',
      {
        status: 403,
        errorBody: {
          error: {
            code: '0x0',
            message: 'An error occurred.',
            innererror: {
              message: 'outer',
              internalexception: { message: 'Principal user is missing prvWriteContact privilege' },
            },
          },
        },
      },
      'missing-privilege',
    ],
    [
      'Graph privileges',
      {
        status: 403,
        errorBody: service(
          'Authorization_RequestDenied',
          'Insufficient privileges to complete the operation.',
        ),
      },
      'missing-privilege',
    ],
    [
      'table',
      { status: 404, errorBody: service('0x80060888', "Resource not found for the segment 'acounts'.") },
      'unknown-table',
    ],
    [
      'FetchXML table',
      {
        status: 400,
        errorBody: service(
          '0x80041102',
          "The entity with a name = 'acount' with namemapping = 'Logical' was not found in the MetadataCache.",
        ),
      },
      'unknown-table',
    ],
    [
      'path',
      {
        status: 404,
        errorBody: service(
          '',
          `No HTTP resource was found that matches the request URI '${origin}/api/dta/v9.2/'.`,
        ),
      },
      'wrong-api-path',
    ],
    [
      'version',
      { status: 404, errorBody: service('', 'The API version v99.1 is not supported.') },
      'wrong-api-path',
    ],
    [
      '404 page',
      {
        status: 404,
        errorBody:
          '<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head></html>',
      },
      'wrong-api-path',
    ],
    ['404 empty', { status: 404 }, 'wrong-api-path'],
    [
      'limit by code',
      { status: 429, errorBody: service('0x80072321', 'Combined execution time') },
      'throttled',
    ],
    ['limit by status', { status: 429 }, 'throttled'],
    ['limit, Graph', { status: 429, errorBody: service('TooManyRequests', 'Slow down') }, 'throttled'],
    [
      '503 page',
      { status: 503, errorBody: '<html><title>Service Unavailable</title></html>' },
      'service-unavailable',
    ],
    [
      '500',
      { status: 500, errorBody: service('0x80040216', 'An unexpected error occurred.') },
      'service-unavailable',
    ],
    [
      'column',
      {
        status: 400,
        errorBody: service(
          '0x0',
          "Could not find a property named 'Name' on type 'Microsoft.Dynamics.CRM.account'.",
        ),
      },
      'malformed-request',
    ],
    [
      'expired, Graph',
      {
        status: 401,
        errorBody: service('InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.'),
      },
      'token-expired',
    ],
    [
      'audience, Graph',
      {
        status: 401,
        errorBody: service(
          'InvalidAuthenticationToken',
          'Access token validation failure. Invalid audience.',
        ),
      },
      'wrong-audience',
    ],
    [
      'login page',
      { status: 200, errorBody: '<html><head><title>Sign in to your account</title></head></html>' },
      'login-page-redirect',
    ],
    [
      'proxy page',
      { status: 403, errorBody: '<html><title>Access denied by proxy server</title></html>' },
      'proxy-required',
    ],
    ['407', { status: 407 }, 'proxy-required'],
    ['403 for an application', { status: 403, claims: appClaims }, 'application-user-missing'],
    [
      'Graph token wins over a bare 401',
      {
        status: 401,
        claims: { ...userClaims, aud: 'https://graph.microsoft.com' },
        errorBody: service('', 'Unauthorized'),
      },
      'wrong-audience',
    ],
    [
      'the server knows better than the clock',
      { status: 403, claims: { ...userClaims, exp: 1 }, errorBody: notMember },
      'not-a-member',
    ],
  ])('%s', (_what, given, cause) => {
    expect(first(given)).toBe(cause);
  });
});
