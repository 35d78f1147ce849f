import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openCaFolder } from '../../sandbox/tls/caFolder';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the certificates', () => {
  it('are a leaf for loopback, signed by an authority that is one', async () => {
    const { certificates, remove } = await openCaFolder(undefined);
    const ca = new X509Certificate(certificates.caPem);
    const leaf = new X509Certificate(certificates.certificatePem);
    expect(ca.ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkIssued(ca)).toBe(true);
    for (const name of ['DNS:localhost', 'IP Address:127.0.0.1', 'IP Address:0:0:0:0:0:0:0:1']) {
      expect(leaf.subjectAltName).toContain(name);
    }
    expect(leaf.checkHost('localhost')).toBe('localhost');
    expect(leaf.checkHost('example.com')).toBeUndefined();
    await remove();
  });

  it('of a run lie in a private folder, without a key, and go with it', async () => {
    const { caFile, certificates, remove } = await openCaFolder(undefined);
    expect(readFileSync(caFile, 'utf8')).toBe(certificates.caPem);
    expect(certificates.caPem).not.toContain('PRIVATE');
    expect(statSync(path.dirname(caFile)).mode & 0o077).toBe(0);
    await remove();
    expect(existsSync(path.dirname(caFile))).toBe(false);
  });

  it('of a kept folder stay the same, with a new leaf each time', async () => {
    const parent = mkdtempSync(path.join(tmpdir(), 'sandbox-ca-test-'));
    folders.push(parent);
    const folder = path.join(parent, 'ca');
    const first = await openCaFolder(folder);
    await first.remove();
    const second = await openCaFolder(folder);
    expect(second.certificates.caPem).toBe(first.certificates.caPem);
    expect(second.certificates.certificatePem).not.toBe(first.certificates.certificatePem);
    const leaf = new X509Certificate(second.certificates.certificatePem);
    expect(leaf.verify(new X509Certificate(first.certificates.caPem).publicKey)).toBe(true);
    expect(statSync(path.join(folder, 'ca-key.pem')).mode & 0o077).toBe(0);
  });
});
