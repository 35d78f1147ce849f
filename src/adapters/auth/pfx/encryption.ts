import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import type { Asn1 } from './asn1';
import { deriveKey, keyPurpose } from './derivedKey';
import { decryptRc2Cbc } from './rc2';

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';

/** RFC 8018, B.1.2. */
const pseudoRandomFunctions: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

interface Cipher {
  /** Node's name. */
  readonly name: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc' | 'des-ede3-cbc' | 'rc2-cbc';
  /** In bytes. */
  readonly keyLength: number;
}

/** RFC 8018, B.2. */
const ciphers: Readonly<Record<string, Cipher>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
};

/** RFC 7292, C. The two with RC4 stay closed: nothing has written them for decades. */
const oldSchemes: Readonly<Record<string, Cipher>> = {
  '1.2.840.113549.1.12.1.3': { name: 'des-ede3-cbc', keyLength: 24 },
  '1.2.840.113549.1.12.1.4': { name: 'des-ede3-cbc', keyLength: 16 },
  '1.2.840.113549.1.12.1.5': { name: 'rc2-cbc', keyLength: 16 },
  '1.2.840.113549.1.12.1.6': { name: 'rc2-cbc', keyLength: 5 },
};

/** Deciphers what a pass phrase protects. `undefined`: the pass phrase is wrong, or the scheme is not known. */
export function decrypt(
  algorithm: Asn1,
  encrypted: Buffer,
  passPhrase: string | undefined,
): Buffer | undefined {
  const scheme = algorithm.at(0).objectId;
  if (scheme === pbes2) return decryptPbes2(algorithm.at(1), encrypted, passPhrase ?? '');
  const cipher = oldSchemes[scheme];
  if (cipher === undefined) return undefined;
  const parameters = algorithm.at(1);
  const derive = (purpose: 1 | 2, length: number): Buffer =>
    deriveKey({
      passPhrase,
      salt: parameters.at(0).bytes,
      iterations: parameters.at(1).iterations,
      hash: 'sha1',
      purpose,
      length,
    });
  const key = derive(keyPurpose.encryption, cipher.keyLength);
  return decipher(cipher, key, derive(keyPurpose.iv, 8), encrypted);
}

/** RFC 8018, 6.2 and A.2. */
function decryptPbes2(parameters: Asn1, encrypted: Buffer, passPhrase: string): Buffer | undefined {
  const [derivation, encryption] = [parameters.at(0), parameters.at(1)];
  const cipher = ciphers[encryption.at(0).objectId];
  const key = cipher && pbkdf2Key(derivation, passPhrase, cipher.keyLength);
  return key && decipher(cipher, key, encryption.at(1).bytes, encrypted);
}

/** The key that PBKDF2 makes with these parameters; `undefined` for another derivation. */
export function pbkdf2Key(derivation: Asn1, passPhrase: string, length: number): Buffer | undefined {
  if (derivation.at(0).objectId !== pbkdf2) return undefined;
  const parameters = derivation.at(1);
  // A length may stand before the function, and SHA-1 is meant where no function stands.
  const named = parameters.parts?.slice(2).find(({ parts }) => parts !== undefined);
  const hash = named === undefined ? 'sha1' : pseudoRandomFunctions[named.at(0).objectId];
  if (hash === undefined) return undefined;
  return pbkdf2Sync(passPhrase, parameters.at(0).bytes, parameters.at(1).iterations, length, hash);
}

/** The hash behind an HMAC, by Node's name. */
export function hashOfHmac(algorithm: Asn1): string | undefined {
  return pseudoRandomFunctions[algorithm.at(0).objectId];
}

function decipher({ name }: Cipher, key: Buffer, iv: Buffer, encrypted: Buffer): Buffer | undefined {
  if (name === 'rc2-cbc') return decryptRc2Cbc(key, iv, encrypted);
  // With two keys, the first is used a second time.
  const whole = name === 'des-ede3-cbc' && key.length === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key;
  try {
    const stream = createDecipheriv(name, whole, iv);
    return Buffer.concat([stream.update(encrypted), stream.final()]);
  } catch {
    return undefined;
  }
}
