import { readFile } from 'node:fs/promises';
import { ProblemError } from '../core/base/problem';
import type { Evidence } from '../core/diagnosis/evidence';
import { readClaims } from '../core/diagnosis/readClaims';
import type { DoctorOptions, EvidenceOptions } from './doctorOptions';

/** The evidence that the command line names, in place of the network. Throws `bad-input` for a file that cannot be used. */
export async function readEvidence(
  options: DoctorOptions,
  given: EvidenceOptions,
  now: number,
): Promise<Evidence> {
  const { claimsFile, challengeFile, errorBodyFile, status, transportError, location } = given;
  const { url, tenantId, method, clientId, apiVersion } = options;
  return {
    ...(claimsFile === undefined ? {} : { claims: await claimsOf(claimsFile) }),
    ...(challengeFile === undefined
      ? {}
      : { challenge: (await textOf('--challenge', challengeFile)).trim() }),
    ...(errorBodyFile === undefined ? {} : { errorBody: await textOf('--error-body', errorBodyFile) }),
    ...(status === undefined ? {} : { status }),
    ...(transportError === undefined ? {} : { transportError }),
    ...(location === undefined ? {} : { redirectLocation: location }),
    environment: {
      origin: url,
      apiVersion,
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(method === undefined ? {} : { method }),
      ...(clientId === undefined ? {} : { clientId }),
    },
    now: given.nowSeconds === undefined ? now : given.nowSeconds * 1000,
  };
}

async function claimsOf(file: string): Promise<NonNullable<Evidence['claims']>> {
  const claims = readClaims(await textOf('--claims', file));
  if (claims !== undefined) return claims;
  throw unusable('--claims', file, 'holds neither claims as JSON nor a token');
}

/** Text with or without byte order mark, UTF-8 or the UTF-16 that PowerShell writes. */
async function textOf(option: string, file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
    return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw unusable(option, file, missing ? 'does not exist' : 'cannot be read');
  }
}

function unusable(option: string, file: string, why: string): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `${option}: the file ${file} ${why}.`,
    remedy: 'Check the path and what the file holds.',
  });
}
