import { createHash } from 'node:crypto';

/** What the derived bytes are for (RFC 7292, B.3). */
export const keyPurpose = { encryption: 1, iv: 2, mac: 3 } as const;

interface Derivation {
  /** `undefined` stands for none at all, which differs from an empty one. */
  readonly passPhrase: string | undefined;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly hash: string;
  readonly purpose: (typeof keyPurpose)[keyof typeof keyPurpose];
  /** In bytes. */
  readonly length: number;
}

/** The key derivation of PKCS #12 itself (RFC 7292, B.2), from before PBKDF2. */
export function deriveKey({ passPhrase, salt, iterations, hash, purpose, length }: Derivation): Buffer {
  const digest = (bytes: Buffer): Buffer => createHash(hash).update(bytes).digest();
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64;
  const diversifier = Buffer.alloc(block, purpose);
  let input = Buffer.concat([filled(salt, block), filled(bmpString(passPhrase), block)]);
  const pieces: Buffer[] = [];
  for (let made = 0; made < length;) {
    let piece = digest(Buffer.concat([diversifier, input]));
    for (let round = 1; round < iterations; round++) piece = digest(piece);
    pieces.push(piece);
    made += piece.length;
    const addend = Buffer.alloc(block);
    for (let at = 0; at < block; at++) addend[at] = piece[at % piece.length] ?? 0;
    input = addToEach(input, addend);
  }
  return Buffer.concat(pieces).subarray(0, length);
}

/** UTF-16, the high byte first, with a zero at the end. */
function bmpString(passPhrase: string | undefined): Buffer {
  return passPhrase === undefined ? Buffer.alloc(0) : Buffer.from(`${passPhrase}\0`, 'utf16le').swap16();
}

/** Repeated up to a whole number of blocks. */
function filled(bytes: Buffer, block: number): Buffer {
  return bytes.length === 0 ? bytes : Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

/** To each block of the input the addend and one, as big numbers, the carry beyond the block dropped. */
function addToEach(input: Buffer, addend: Buffer): Buffer<ArrayBuffer> {
  const sums = Buffer.alloc(input.length);
  for (let start = 0; start < input.length; start += addend.length) {
    let carry = 1;
    for (let at = addend.length - 1; at >= 0; at--) {
      carry += (input[start + at] ?? 0) + (addend[at] ?? 0);
      sums[start + at] = carry & 0xff;
      carry >>= 8;
    }
  }
  return sums;
}
