import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../../../src/adapters/auth/certificateFile';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { secretKey } from '../../../src/core/auth/secretKeys';
import type { TokenSourceConfig } from '../../../src/core/auth/tokenSource';
import { neverCancelled } from '../../../src/core/base/cancel';
import { force, quiet, useMsalBench } from './support/msalBench';

const bench = useMsalBench();
const signal = neverCancelled;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'certificate-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const files = () => bench.frame.details.certificate;

async function configWith(certificateFile: string, passPhrase?: string): Promise<TokenSourceConfig> {
  const config = bench.configFor('client-certificate', { certificateFile });
  if (passPhrase !== undefined) {
    await bench.secrets.store(secretKey('certificate-pass-phrase', config), passPhrase);
  }
  return config;
}

describe('client-certificate', () => {
  it.each(['pemFile', 'encryptedPemFile', 'pfxFile'] as const)(
    'signs in with %s, renews without asking and signs out',
    async (kind) => {
      const config = await configWith(files()[kind], kind === 'pemFile' ? undefined : files().passphrase);
      const source = new LazyTokenSource(config);
      const token = await source.signIn({ signal });
      expect(token.account).toBe(config.clientId);
      expect((await source.acquireSilently(quiet)).value).toBe(token.value);
      expect((await source.acquireSilently(force)).value).not.toBe(token.value);
      await source.signOut();
      expect(await bench.secrets.get(secretKey('token-cache', config))).toBeUndefined();
      expect(await bench.secrets.get(secretKey('certificate-pass-phrase', config))).toBeUndefined();
      const sent = bench.sent.length;
      expect(await bench.failure(source.acquireSilently(quiet))).toMatchObject({ kind: 'sign-in-needed' });
      expect(bench.sent).toHaveLength(sent);
    },
  );

  it('signs with PS256 and names the certificate by its SHA-256', async () => {
    await new LazyTokenSource(await configWith(files().pemFile)).signIn({ signal });
    const form = new URLSearchParams(String(bench.sent.at(-1)?.body));
    expect(decodeProtectedHeader(form.get('client_assertion') ?? '')).toMatchObject({
      alg: 'PS256',
      'x5t#S256': files().thumbprintSha256,
    });
  });

  it.each(['encryptedPemFile', 'pfxFile'] as const)('asks for the pass phrase of %s', async (kind) => {
    const without = new LazyTokenSource(await configWith(files()[kind]));
    expect(await bench.failure(without.signIn({ signal }))).toMatchObject({ action: 'enter-pass-phrase' });
    const wrong = new LazyTokenSource(await configWith(files()[kind], 'Pl4nted'));
    expect(await bench.failure(wrong.signIn({ signal }))).toMatchObject({
      kind: 'sign-in-needed',
      title: expect.stringMatching(/is wrong/) as string,
    });
    expect(bench.sent).toEqual([]);
  });

  it('tells what Entra says of a certificate that it does not know', async () => {
    const source = new LazyTokenSource(await configWith(files().unregisteredPemFile));
    expect(await bench.failure(source.signIn({ signal }))).toMatchObject({
      kind: 'identity-refused',
      code: 'AADSTS700027',
    });
  });

  it('says that a certificate has ended, without asking anybody', async () => {
    const source = new LazyTokenSource(await configWith(files().expiredPemFile));
    expect(await bench.failure(source.signIn({ signal }))).toMatchObject({
      title: expect.stringMatching(/certificate ended on \d{4}-/) as string,
    });
    expect(bench.sent).toEqual([]);
  });
});

describe('a certificate file', () => {
  const now = Date.now();

  it('may keep its key in a second one', async () => {
    const text = await readFile(files().pemFile, 'utf8');
    const [key = ''] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text) ?? [];
    const certificateFile = path.join(folder, 'certificate.pem');
    const keyFile = path.join(folder, 'key.pem');
    await writeFile(certificateFile, text.replace(key, ''));
    await writeFile(keyFile, key);
    const read = await readCertificate({ certificateFile, keyFile, now });
    const hex = Buffer.from(files().thumbprintSha256, 'base64url').toString('hex').toUpperCase();
    expect(read.thumbprintSha256).toBe(hex);
    expect(await bench.failure(readCertificate({ certificateFile, now }))).toMatchObject({
      title: expect.stringMatching(/holds no private key/) as string,
    });
  });

  it.each([
    ['the encryption of Windows and of older tools', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40']],
    [
      'the triple DES of Windows',
      ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
    ],
    ['the encryption of OpenSSL 3', []],
  ])('is read as PFX with %s', async (_what, options) => {
    const file = path.join(folder, 'made.pfx');
    const source = ['-in', files().pemFile, '-out', file, '-passout', 'pass:P4ss', '-export'];
    execFileSync('openssl', ['pkcs12', ...source, ...options], { stdio: 'pipe' });
    const read = await readCertificate({ certificateFile: file, passPhrase: 'P4ss', now });
    const certificate = new X509Certificate(await readFile(files().pemFile));
    expect(read.thumbprintSha256).toBe(certificate.fingerprint256.replaceAll(':', ''));
  });

  it('may hold, behind a certificate that has ended, the one that follows it', async () => {
    const key = path.join(folder, 'renewed.key');
    const make = (days: string, out: string, ...more: string[]): Promise<string> => {
      const named = ['-subj', '/CN=renewed', '-days', days, '-out', path.join(folder, out)];
      execFileSync('openssl', ['req', '-x509', ...more, ...named], { stdio: 'pipe' });
      return readFile(path.join(folder, out), 'utf8');
    };
    const first = await make('1', 'first.pem', '-newkey', 'rsa:2048', '-nodes', '-keyout', key);
    const second = await make('9', 'second.pem', '-key', key);
    const certificateFile = path.join(folder, 'renewed.pem');
    await writeFile(certificateFile, first + second + (await readFile(key, 'utf8')));
    const read = async (later: number): Promise<string> =>
      (await readCertificate({ certificateFile, now: now + later })).thumbprintSha256;
    const printOf = (pem: string): string => new X509Certificate(pem).fingerprint256.replaceAll(':', '');
    expect(await read(0)).toBe(printOf(first));
    expect(await read(2 * 86_400_000)).toBe(printOf(second));
    await expect(read(10 * 86_400_000)).rejects.toThrow(/ended on/);
  });

  it('is read as PFX without a pass phrase', async () => {
    const file = path.join(folder, 'open.pfx');
    const options = ['-in', files().pemFile, '-out', file, '-passout', 'pass:', '-export'];
    execFileSync('openssl', ['pkcs12', ...options], { stdio: 'pipe' });
    expect((await readCertificate({ certificateFile: file, now })).privateKey).toContain('BEGIN PRIVATE KEY');
  });

  it.each([
    ['nothing', '', /neither a PEM nor a PFX/],
    ['some text', 'hello', /neither a PEM nor a PFX/],
    ['a certificate alone', 'CERTIFICATE', /holds no private key/],
    ['a key that is cut', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', /cannot be read/],
  ])('that holds %s is refused in plain words', async (_what, content, title) => {
    const certificateFile = path.join(folder, 'odd.pem');
    const certificate = new X509Certificate(await readFile(files().pemFile)).toString();
    await writeFile(certificateFile, content === 'CERTIFICATE' ? certificate : content);
    expect(await bench.failure(readCertificate({ certificateFile, now }))).toMatchObject({
      kind: 'bad-input',
      title: expect.stringMatching(title) as string,
    });
  });

  it('that is not there, or named by half a path, is refused in plain words', async () => {
    const missing = readCertificate({ certificateFile: path.join(folder, 'none.pem'), now });
    expect((await bench.failure(missing)).title).toMatch(/does not exist/);
    const relative = readCertificate({ certificateFile: 'client.pem', now });
    expect((await bench.failure(relative)).title).toMatch(/not a full path/);
  });
});
