import { generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import signer from '../../../src/adapters/auth/assertionSigner';

describe('the signer of client assertions', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const claims = { iss: 'client', aud: 'https://login', exp: Math.floor(Date.now() / 1000) + 60 };

  it.each(['PS256', 'RS256'] as const)('signs with %s what another library verifies', async (alg) => {
    const header = { alg, 'x5t#S256': 'thumb' };
    const token = signer.sign(claims, pem, { header });
    const { payload } = await jwtVerify(token, publicKey, { algorithms: [alg], audience: 'https://login' });
    expect(payload).toMatchObject({ iss: 'client', iat: expect.any(Number) as number });
    expect(decodeProtectedHeader(token)).toEqual({ typ: 'JWT', ...header });
  });
});
