import { describe, expect, it } from 'vitest';
import { first, origin } from './support';

describe('the way there', () => {
  it.each([
    ['ENOTFOUND', 'dns-failure'],
    ['EAI_AGAIN', 'dns-failure'],
    ['getaddrinfo ENOTFOUND contoso-dev.crm4.dynamics.com', 'dns-failure'],
    ['ERR_NAME_NOT_RESOLVED', 'dns-failure'],
    ['ECONNREFUSED', 'connection-refused'],
    ['connect ECONNREFUSED 127.0.0.1:443', 'connection-refused'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-untrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate-untrusted'],
    ['CERT_HAS_EXPIRED', 'certificate-untrusted'],
    ['CERT_NOT_YET_VALID', 'certificate-untrusted'],
    ['CERT_REVOKED', 'certificate-untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-untrusted'],
    ['ERR_CERT_AUTHORITY_INVALID', 'certificate-untrusted'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificate-untrusted'],
    ['unable to verify the first certificate', 'certificate-untrusted'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'proxy-required'],
    ['ERR_PROXY_CONNECTION_FAILED', 'proxy-required'],
    ['tunneling socket could not be established, statusCode=407', 'proxy-required'],
    ['EPROTO', 'proxy-required'],
    ['ETIMEDOUT', 'connection-refused'],
    ['ECONNRESET', 'connection-refused'],
    ['EWHATEVER', 'connection-refused'],
  ])('%s', (transportError, cause) => {
    expect(first({ transportError })).toBe(cause);
  });

  it.each([
    ['https://login.microsoftonline.com/common/oauth2/authorize?client_id=1', 'login-page-redirect'],
    ['https://login.windows.net/x/oauth2/authorize', 'login-page-redirect'],
    ['https://adfs.contoso.com/adfs/ls/?wa=wsignin1.0', 'login-page-redirect'],
    ['/_common/Login.aspx?ReturnUrl=%2fapi', 'login-page-redirect'],
    ['https://gateway.zscaler.net/auD?origurl=x', 'proxy-required'],
    ['http://proxy.corp.example/blocked', 'proxy-required'],
    [`${origin}/main.aspx`, 'wrong-api-path'],
  ])('redirect to %s', (redirectLocation, cause) => {
    expect(first({ redirectLocation, status: 302 })).toBe(cause);
  });
});
