// Where the CA file lies for clients to read: a private folder of this run, or one that the caller keeps.
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  authorityLasts,
  createAuthority,
  issueLeaf,
  type CertificateAuthority,
  type TlsCertificates,
} from './certificates';

export interface CaFolder {
  /** PEM file with the CA certificate, and nothing else. */
  readonly caFile: string;
  readonly certificates: TlsCertificates;
  /** Removes what was made for this run only. */
  remove(): Promise<void>;
}

/**
 * @param keptFolder where the CA and its key are kept between starts, so that whoever trusted it goes on trusting;
 * without it the CA lives in a new private folder, its key in memory only, and goes with the run.
 */
export async function openCaFolder(keptFolder: string | undefined): Promise<CaFolder> {
  const now = Date.now();
  if (keptFolder !== undefined) {
    const folder = path.resolve(keptFolder);
    const authority = await keptAuthority(folder, now);
    return {
      caFile: path.join(folder, 'ca.pem'),
      certificates: await issueLeaf(authority, now),
      remove: async () => {},
    };
  }
  const authority = await createAuthority(now);
  const folder = await mkdtemp(path.join(tmpdir(), 'dataverse-sandbox-'));
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, authority.certificatePem);
  return {
    caFile,
    certificates: await issueLeaf(authority, now),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function keptAuthority(folder: string, now: number): Promise<CertificateAuthority> {
  const certificateFile = path.join(folder, 'ca.pem');
  const keyFile = path.join(folder, 'ca-key.pem');
  const found = {
    certificatePem: await readIfThere(certificateFile),
    privateKeyPem: await readIfThere(keyFile),
  };
  if (found.privateKeyPem !== '' && authorityLasts(found, now)) return found;
  await mkdir(folder, { recursive: true });
  const made = await createAuthority(now);
  await writeFile(certificateFile, made.certificatePem);
  await writeFile(keyFile, made.privateKeyPem, { mode: 0o600 });
  await chmod(keyFile, 0o600);
  return made;
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
