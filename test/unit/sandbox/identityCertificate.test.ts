import { ConfidentialClientApplication } from '@azure/msal-node';
import { decodeJwt, SignJWT, type JWTPayload } from 'jose';
import {
  createPrivateKey,
  generateKeyPairSync,
  randomUUID,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { thumbprint } from '../../sandbox/tls/clientCertificates';
import type { RawResponse } from '../../support/sandboxHttp';
import { credentials, msalNetworkClient, startFrame, type Frame } from './frame';

let frame: Frame;
beforeAll(async () => {
  frame = await startFrame();
});
afterEach(() => frame.control.reset());
afterAll(() => frame.close());

interface Change {
  readonly pemFile?: string;
  readonly key?: KeyObject;
  readonly header?: Readonly<Record<string, string>>;
  readonly claims?: JWTPayload;
}

async function assertion({ pemFile, key, header = {}, claims = {} }: Change = {}): Promise<string> {
  const pem = readFileSync(pemFile ?? frame.details.certificate.pemFile, 'utf8');
  const { clientId } = frame.info;
  const now = Math.floor(Date.now() / 1000);
  const standard = { iss: clientId, sub: clientId, jti: randomUUID(), nbf: now, iat: now, exp: now + 600 };
  return await new SignJWT({ aud: `${frame.endpoints}/token`, ...standard, ...claims })
    .setProtectedHeader({
      typ: 'JWT',
      alg: 'PS256',
      'x5t#S256': thumbprint(new X509Certificate(pem), 'sha256'),
      ...header,
    })
    .sign(key ?? createPrivateKey(pem));
}

async function ask(change: Change = {}, form: Readonly<Record<string, string>> = {}): Promise<RawResponse> {
  const { client_secret: _secret, ...fields } = credentials(frame);
  return await frame.http.post(`${frame.endpoints}/token`, {
    ...fields,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(change),
    ...form,
  });
}

describe('a certificate', () => {
  it('is taken in place of the secret, and the token says so', async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(decodeJwt(String(response.json()['access_token']))).toMatchObject({
      appid: frame.info.clientId,
      appidacr: '2',
      idtyp: 'app',
    });
  });

  it('is taken in the older form too, with SHA-1 and RS256', async () => {
    const pem = readFileSync(frame.details.certificate.pemFile, 'utf8');
    const header = { alg: 'RS256', x5t: thumbprint(new X509Certificate(pem), 'sha1') };
    expect((await ask({ header })).status).toBe(200);
  });

  const now = Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  it.each<[string, () => Change, number, RegExp]>([
    [
      'that nobody registered',
      () => ({ pemFile: frame.details.certificate.unregisteredPemFile }),
      700027,
      /not registered/,
    ],
    [
      'that has ended',
      () => ({ pemFile: frame.details.certificate.expiredPemFile }),
      700027,
      /key used is expired/,
    ],
    ['whose key did not sign', () => ({ key: stranger }), 700027, /invalid signature/],
    [
      'in an assertion for somebody else',
      () => ({ claims: { aud: 'https://elsewhere.example/token' } }),
      700023,
      /audience/,
    ],
    ['in an assertion that has ended', () => ({ claims: { exp: now - 3600 } }), 700024, /valid time range/],
    ['in an assertion of later', () => ({ claims: { nbf: now + 3600 } }), 700024, /valid time range/],
    [
      'in an assertion by another application',
      () => ({ claims: { iss: 'me', sub: 'me' } }),
      700021,
      /doesn't match/,
    ],
  ])('%s is refused', async (_what, change, code, words) => {
    const response = await ask(change());
    expect(response.status).toBe(401);
    expect(response.json()).toMatchObject({ error: 'invalid_client', error_codes: [code] });
    expect(response.json()['error_description']).toMatch(words);
  });

  it('is refused where it is no assertion, or from a public client', async () => {
    expect((await ask({}, { client_assertion: 'a.b.c' })).json()).toMatchObject({ error_codes: [50027] });
    expect((await ask({}, { client_assertion_type: 'jwt' })).json()).toMatchObject({ error_codes: [900144] });
    const form = { client_id: frame.details.publicClientId };
    expect((await ask({}, form)).json()).toMatchObject({ error_codes: [700025] });
  });

  it('signs MSAL in', async () => {
    const { info, details } = frame;
    const application = new ConfidentialClientApplication({
      auth: {
        clientId: info.clientId,
        authority: `${info.authority}/${info.tenantId}`,
        knownAuthorities: [new URL(info.authority).host],
        clientCertificate: {
          thumbprintSha256: Buffer.from(details.certificate.thumbprintSha256, 'base64url').toString('hex'),
          privateKey: createPrivateKey(readFileSync(details.certificate.pemFile, 'utf8'))
            .export({ type: 'pkcs8', format: 'pem' })
            .toString(),
        },
      },
      system: { networkClient: msalNetworkClient(frame) },
    });
    const result = await application.acquireTokenByClientCredential({
      scopes: [`${info.environmentUrl}/.default`],
    });
    expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({ appidacr: '2' });
  });
});
