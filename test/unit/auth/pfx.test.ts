import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPfx } from '../../../src/adapters/auth/pfx/pfx';

let folder = '';
let certificate: X509Certificate;

const inFolder = (name: string): string => path.join(folder, name);

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' });
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pfx-'));
  const made = ['-keyout', inFolder('key.pem'), '-out', inFolder('cert.pem'), '-subj', '/CN=pfx'];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...made);
  certificate = new X509Certificate(readFileSync(inFolder('cert.pem')));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pfxOfOpenssl(passPhrase: string, options: readonly string[]): Buffer {
  const files = ['-inkey', inFolder('key.pem'), '-in', inFolder('cert.pem'), '-out', inFolder('made.pfx')];
  openssl('pkcs12', '-export', ...files, '-passout', `pass:${passPhrase}`, ...options);
  return readFileSync(inFolder('made.pfx'));
}

function pfxOfForge(passPhrase: string, algorithm: '3des' | 'aes128' | 'aes256'): Buffer {
  const key: forge.pki.rsa.PrivateKey = forge.pki.privateKeyFromPem(
    readFileSync(inFolder('key.pem'), 'utf8'),
  );
  const cert = forge.pki.certificateFromPem(readFileSync(inFolder('cert.pem'), 'utf8'));
  const made = forge.pkcs12.toPkcs12Asn1(key, [cert], passPhrase, { algorithm });
  return Buffer.from(forge.asn1.toDer(made).getBytes(), 'latin1');
}

/** The key is the certificate's, and the certificate is the one that went in. */
function expectOpen(opened: ReturnType<typeof openPfx>): void {
  if (typeof opened === 'string') throw new Error(opened);
  const [first] = opened.certificates;
  expect(first?.equals(certificate.raw)).toBe(true);
  const key = createPrivateKey({ key: opened.key ?? Buffer.alloc(0), format: 'der', type: 'pkcs8' });
  expect(certificate.checkPrivateKey(key)).toBe(true);
}

const both = (algorithm: string): string[] => ['-legacy', '-certpbe', algorithm, '-keypbe', algorithm];

describe('a PFX file', () => {
  it.each([
    ['what OpenSSL 3 does', []],
    ['AES with 128 bits', both('AES-128-CBC')],
    ['AES with 192 bits', both('AES-192-CBC')],
    ['triple DES by PBES2', both('DES-EDE3-CBC')],
    ['triple DES with three keys', both('PBE-SHA1-3DES')],
    ['triple DES with two keys', both('PBE-SHA1-2DES')],
    ['RC2 with 40 bits', both('PBE-SHA1-RC2-40')],
    ['RC2 with 128 bits', both('PBE-SHA1-RC2-128')],
    ['SHA-1 over the content', ['-macalg', 'sha1']],
    ['SHA-512 over the content, once', ['-macalg', 'sha512', '-nomaciter']],
    ['no encryption', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
    ['nothing over the content', ['-nomac']],
    ['more than one certificate', ['-certfile', '']],
  ])('opens with %s', (_what, options) => {
    const given = options.map((option) => (option === '' ? inFolder('cert.pem') : option));
    const file = pfxOfOpenssl('Pässwörd 1', given);
    expectOpen(openPfx(file, 'Pässwörd 1'));
    if (!options.includes('NONE')) expect(openPfx(file, 'another')).toBe('locked');
  });

  it.each(['3des', 'aes128', 'aes256'] as const)('opens as another writer makes it, %s', (algorithm) => {
    const file = pfxOfForge('secret', algorithm);
    expectOpen(openPfx(file, 'secret'));
    expect(openPfx(file, undefined)).toBe('locked');
  });

  it('opens without a pass phrase, and says where it takes one', () => {
    expectOpen(openPfx(pfxOfOpenssl('', []), undefined));
    expectOpen(openPfx(pfxOfOpenssl('', both('PBE-SHA1-RC2-40')), ''));
    expect(openPfx(pfxOfOpenssl('P4ss', []), undefined)).toBe('locked');
  });

  it('opens in BER, with open lengths and octets in pieces', () => {
    expectOpen(openPfx(inBer(pfxOfOpenssl('P4ss', ['-nomac'])), 'P4ss'));
  });

  it('may hold a certificate alone', () => {
    const opened = openPfx(pfxOfOpenssl('P4ss', ['-nokeys']), 'P4ss');
    expect(opened).toMatchObject({ key: undefined, certificates: [certificate.raw] });
  });

  it('never throws, whatever is broken in it', () => {
    // One iteration: what is looked for here is not how long a key takes to derive.
    const file = pfxOfOpenssl('P4ss', ['-iter', '1']);
    for (let at = 0; at < Math.min(file.length, 400); at++) {
      expect(['not-pfx', 'locked']).toContain(openPfx(withBroken(file, at), undefined));
      expect(['not-pfx', 'locked']).toContain(openPfx(file.subarray(0, at), 'P4ss'));
    }
    expect(openPfx(certificate.raw, 'P4ss')).toBe('not-pfx');
    expect(openPfx(Buffer.alloc(5000, 0x30), 'P4ss')).toBe('not-pfx');
  });

  it('never throws where no code tells that it is broken', () => {
    const file = pfxOfOpenssl('P4ss', ['-iter', '1', '-nomac']);
    expectOpen(openPfx(file, 'P4ss'));
    for (let at = 0; at < file.length; at++) {
      const opened = openPfx(withBroken(file, at), 'P4ss');
      expect(['not-pfx', 'locked', 'object']).toContain(typeof opened === 'string' ? opened : typeof opened);
    }
  });
});

function withBroken(file: Buffer, at: number): Buffer {
  const broken = Buffer.from(file);
  broken[at] = (broken[at] ?? 0) ^ 0x15;
  return broken;
}

/** The outermost sequence without its length, and the octets of the content cut in two. */
function inBer(der: Buffer): Buffer {
  const asn1 = forge.asn1.fromDer(der.toString('latin1'));
  const [version, content] = asn1.value as [forge.asn1.Asn1, forge.asn1.Asn1];
  const [type, explicit] = content.value as [forge.asn1.Asn1, forge.asn1.Asn1];
  const octets = Buffer.from((explicit.value as forge.asn1.Asn1[])[0]?.value as string, 'latin1');
  const bytes = (one: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(one).getBytes(), 'latin1');
  const open = (tag: number, ...inner: Buffer[]): Buffer =>
    Buffer.concat([Buffer.from([tag, 0x80]), ...inner, Buffer.from([0, 0])]);
  const pieces = [octets.subarray(0, 100), octets.subarray(100)].map((piece) =>
    bytes(forge.asn1.create(0, 4, false, piece.toString('latin1'))),
  );
  return open(0x30, bytes(version), open(0x30, bytes(type), open(0xa0, open(0x24, ...pieces))));
}
