import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EpochMs } from '../../core/base/clock';
import { ProblemError, type Problem } from '../../core/base/problem';
import type { ClientCertificate } from './credential';

export interface CertificateFiles {
  /** PEM with the certificate and, unless it stands in `keyFile`, its key; or PFX/P12 with both. */
  readonly certificateFile: string;
  /** PEM with the private key. */
  readonly keyFile?: string;
  readonly passPhrase?: string;
  readonly now: EpochMs;
}

/**
 * Reads certificate and key of an application. Throws `bad-input` for files that cannot be used, and `sign-in-needed`
 * (action `enter-pass-phrase`) where the pass phrase is missing or wrong. No error holds anything of the files' content.
 */
export async function readCertificate(files: CertificateFiles): Promise<ClientCertificate> {
  const { certificateFile, keyFile } = files;
  const content = await read(certificateFile);
  const isPem = content.includes('-----BEGIN ');
  const { key, certificates } = isPem
    ? fromPem(content.toString('latin1'), await keyText(content, keyFile), files)
    : await fromPfx(content, files);
  if (key.asymmetricKeyType !== 'rsa') {
    throw unusable(certificateFile, 'holds a key that is not an RSA key, which Entra does not take');
  }
  const own = certificates.filter((one) => one.checkPrivateKey(key));
  // One that was renewed with the same key may stand behind the one that it follows.
  const certificate = own.find((one) => !isOver(one, files.now)) ?? own[0];
  if (certificate === undefined) {
    const why =
      certificates.length === 0 ? 'holds no certificate' : 'holds no certificate of its private key';
    throw unusable(certificateFile, why);
  }
  if (isOver(certificate, files.now)) throw new ProblemError(expired(certificate));
  return {
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function isOver({ validTo }: X509Certificate, now: EpochMs): boolean {
  return Date.parse(validTo) <= now;
}

interface Found {
  readonly key: KeyObject;
  readonly certificates: readonly X509Certificate[];
}

async function keyText(content: Buffer, keyFile: string | undefined): Promise<string> {
  return (keyFile === undefined ? content : await read(keyFile)).toString('latin1');
}

function fromPem(text: string, keyPem: string, files: CertificateFiles): Found {
  const key = /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[^-]+-----END \1PRIVATE KEY-----/.exec(
    keyPem.replaceAll('\r', ''),
  );
  const block = key?.[0] ?? legacyEncrypted(keyPem);
  if (block === undefined) throw unusable(files.keyFile ?? files.certificateFile, 'holds no private key');
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return { key: openKey(block, files), certificates: blocks.flatMap(certificateIn) };
}

/** PKCS #1 with its own encryption: the header `DEK-Info: AES-256-CBC,…` has dashes in it. */
function legacyEncrypted(text: string): string | undefined {
  return /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----\s+Proc-Type:[\s\S]+?-----END \1?PRIVATE KEY-----/.exec(
    text,
  )?.[0];
}

function openKey(block: string, files: CertificateFiles): KeyObject {
  const encrypted = block.includes('ENCRYPTED');
  if (encrypted && files.passPhrase === undefined) throw passPhraseNeeded(files, 'missing');
  try {
    return createPrivateKey({ key: block, format: 'pem', ...passPhraseOf(files) });
  } catch {
    if (encrypted) throw passPhraseNeeded(files, 'wrong');
    throw unusable(files.keyFile ?? files.certificateFile, 'holds a private key that cannot be read');
  }
}

async function fromPfx(content: Buffer, files: CertificateFiles): Promise<Found> {
  // The parser of PFX files is a bundle of its own, which nobody else loads.
  const { openPfx } = await import('./pfx/pfx');
  const opened = openPfx(content, files.passPhrase);
  if (opened === 'not-pfx') throw unusable(files.certificateFile, 'is neither a PEM nor a PFX file');
  if (opened === 'locked') {
    throw passPhraseNeeded(files, files.passPhrase === undefined ? 'missing' : 'wrong');
  }
  const { key, certificates } = opened;
  if (key === undefined) throw unusable(files.certificateFile, 'holds no private key');
  try {
    return {
      key: createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
      certificates: certificates.flatMap(certificateIn),
    };
  } catch {
    throw unusable(files.certificateFile, 'holds a private key that cannot be read');
  }
}

function passPhraseOf({ passPhrase }: CertificateFiles): { passphrase?: string } {
  return passPhrase === undefined ? {} : { passphrase: passPhrase };
}

function certificateIn(block: string | Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(block)];
  } catch {
    return [];
  }
}

async function read(file: string): Promise<Buffer> {
  if (!path.isAbsolute(file)) throw unusable(file, 'is not a full path');
  try {
    return await readFile(file);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw unusable(file, missing ? 'does not exist' : 'cannot be read');
  }
}

function unusable(file: string, why: string): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `The certificate file ${file} ${why}.`,
    remedy:
      'Choose a PEM or PFX file that holds the certificate of the app registration and its private key.',
    action: 'edit-environment',
  });
}

function passPhraseNeeded({ certificateFile }: CertificateFiles, why: 'missing' | 'wrong'): ProblemError {
  return new ProblemError({
    kind: 'sign-in-needed',
    title:
      why === 'missing'
        ? `The private key in ${certificateFile} is protected by a pass phrase.`
        : `The pass phrase of ${certificateFile} is wrong.`,
    remedy: 'Enter the pass phrase of the file.',
    action: 'enter-pass-phrase',
  });
}

function expired(certificate: X509Certificate): Problem {
  return {
    kind: 'bad-input',
    title: `The certificate ended on ${new Date(certificate.validTo).toISOString().slice(0, 10)}.`,
    cause: 'Entra takes a certificate only until the end of its validity.',
    remedy: 'Upload a new certificate to the app registration, and choose its file.',
    action: 'edit-environment',
  };
}
