import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Asn1 } from './asn1';
import { deriveKey, keyPurpose } from './derivedKey';
import { hashOfHmac, pbkdf2Key } from './encryption';

const pbmac1 = '1.2.840.113549.1.5.14';

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Whether the code over the content is the one that this pass phrase makes (RFC 7292, 4; RFC 9579 for PBMAC1). */
export function isAuthentic(macData: Asn1, content: Buffer, passPhrase: string | undefined): boolean {
  const [algorithm, expected] = [macData.at(0).at(0), macData.at(0).at(1).bytes];
  const actual =
    algorithm.at(0).objectId === pbmac1
      ? pbmac1Of(algorithm.at(1), content, passPhrase ?? '')
      : macOf(macData, algorithm, content, passPhrase);
  return actual !== undefined && actual.length === expected.length && timingSafeEqual(actual, expected);
}

function macOf(
  macData: Asn1,
  algorithm: Asn1,
  content: Buffer,
  passPhrase: string | undefined,
): Buffer | undefined {
  const hash = hashes[algorithm.at(0).objectId];
  if (hash === undefined) return undefined;
  const salt = macData.at(1).bytes;
  const iterations = macData.parts?.[2]?.iterations ?? 1;
  const length = createHmac(hash, '').digest().length;
  const key = deriveKey({ passPhrase, salt, iterations, hash, purpose: keyPurpose.mac, length });
  return createHmac(hash, key).update(content).digest();
}

function pbmac1Of(parameters: Asn1, content: Buffer, passPhrase: string): Buffer | undefined {
  const hash = hashOfHmac(parameters.at(1));
  if (hash === undefined) return undefined;
  const key = pbkdf2Key(parameters.at(0), passPhrase, createHmac(hash, '').digest().length);
  return key && createHmac(hash, key).update(content).digest();
}
