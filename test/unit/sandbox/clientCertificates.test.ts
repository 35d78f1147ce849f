import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  thumbprint,
  writeClientCertificates,
  type ClientCertificates,
} from '../../sandbox/tls/clientCertificates';

let folder: string;
let made: ClientCertificates;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sandbox-client-test-'));
  made = await writeClientCertificates(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the certificates of the application', () => {
  it('are readable by their owner alone', () => {
    const { pemFile, encryptedPemFile, pfxFile, unregisteredPemFile, expiredPemFile } = made.files;
    for (const file of [pemFile, encryptedPemFile, pfxFile, unregisteredPemFile, expiredPemFile]) {
      expect(statSync(file).mode & 0o077).toBe(0);
    }
  });

  it('have the key beside them, plain or behind the passphrase', () => {
    const { pemFile, encryptedPemFile, passphrase, thumbprintSha256 } = made.files;
    const pem = readFileSync(pemFile, 'utf8');
    const certificate = new X509Certificate(pem);
    expect(certificate.checkPrivateKey(createPrivateKey(pem))).toBe(true);
    expect(thumbprint(certificate, 'sha256')).toBe(thumbprintSha256);
    const encrypted = readFileSync(encryptedPemFile, 'utf8');
    expect(encrypted).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect(() => createPrivateKey({ key: encrypted, passphrase: 'wrong' })).toThrow();
    expect(certificate.checkPrivateKey(createPrivateKey({ key: encrypted, passphrase }))).toBe(true);
  });

  it('lie in a PFX file that Node opens with the passphrase, and with no other', () => {
    const pfx = readFileSync(made.files.pfxFile);
    expect(() => createSecureContext({ pfx, passphrase: made.files.passphrase })).not.toThrow();
    expect(() => createSecureContext({ pfx, passphrase: 'wrong' })).toThrow('mac verify failure');
    const damaged = Buffer.from(pfx);
    damaged[Math.floor(damaged.length / 2)]! ^= 1;
    expect(() => createSecureContext({ pfx: damaged, passphrase: made.files.passphrase })).toThrow();
  });

  it('are registered, but for one; and one of them has ended', () => {
    const registered = made.registered.map((one) => thumbprint(one, 'sha256'));
    const thumbprintOf = (file: string): string =>
      thumbprint(new X509Certificate(readFileSync(file, 'utf8')), 'sha256');
    expect(registered).toContain(made.files.thumbprintSha256);
    expect(registered).toContain(thumbprintOf(made.files.expiredPemFile));
    expect(registered).not.toContain(thumbprintOf(made.files.unregisteredPemFile));
    const expired = new X509Certificate(readFileSync(made.files.expiredPemFile, 'utf8'));
    expect(Date.parse(expired.validTo)).toBeLessThan(Date.now());
  });
});
