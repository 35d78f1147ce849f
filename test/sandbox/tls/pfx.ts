// Writes a PKCS #12 file (RFC 7292) as OpenSSL 3 does: AES-256 for key and certificate, HMAC-SHA256 over both.
import {
  createCipheriv,
  createHash,
  createHmac,
  pbkdf2Sync,
  randomBytes,
  type KeyObject,
  type X509Certificate,
} from 'node:crypto';

const iterations = 2048;

const oid = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  localKeyId: '1.2.840.113549.1.9.21',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/** One private key and its certificate. */
export function writePfx(key: KeyObject, certificate: X509Certificate, passphrase: string): Buffer {
  const keyId = createHash('sha1').update(certificate.raw).digest();
  const shrouded = key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase });
  const keys = sequence(bag(oid.shroudedKeyBag, shrouded, keyId));
  const inner = sequence(objectId(oid.x509Certificate), tagged(0, octets(certificate.raw)));
  const certificates = sequence(bag(oid.certificateBag, inner, keyId));
  const safe = sequence(encrypted(certificates, passphrase), contentInfo(oid.data, octets(keys)));
  return sequence(integer(3), contentInfo(oid.data, octets(safe)), mac(safe, passphrase));
}

function bag(type: string, value: Uint8Array, keyId: Uint8Array): Buffer {
  const attribute = sequence(objectId(oid.localKeyId), tlv(0x31, octets(keyId)));
  return sequence(objectId(type), tagged(0, value), tlv(0x31, attribute));
}

function contentInfo(type: string, content: Uint8Array): Buffer {
  return sequence(objectId(type), tagged(0, content));
}

function encrypted(content: Uint8Array, passphrase: string): Buffer {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const key = pbkdf2Sync(passphrase, salt, iterations, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const bytes = Buffer.concat([cipher.update(content), cipher.final()]);
  const derivation = sequence(
    objectId(oid.pbkdf2),
    sequence(octets(salt), integer(iterations), sequence(objectId(oid.hmacSha256), tlv(0x05))),
  );
  const algorithm = sequence(
    objectId(oid.pbes2),
    sequence(derivation, sequence(objectId(oid.aes256Cbc), octets(iv))),
  );
  const info = sequence(objectId(oid.data), algorithm, tlv(0x80, bytes));
  return contentInfo(oid.encryptedData, sequence(integer(0), info));
}

function mac(content: Uint8Array, passphrase: string): Buffer {
  const salt = randomBytes(16);
  const digest = createHmac('sha256', macKey(passphrase, salt)).update(content).digest();
  const algorithm = sequence(objectId(oid.sha256), tlv(0x05));
  return sequence(sequence(algorithm, octets(digest)), octets(salt), integer(iterations));
}

/** RFC 7292, appendix B.2, for the 32 bytes of one SHA-256. */
function macKey(passphrase: string, salt: Buffer): Buffer {
  const block = 64;
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
  const stretched = [salt, password].map((part) =>
    Buffer.alloc(Math.ceil(part.length / block) * block, part),
  );
  let hash = Buffer.concat([Buffer.alloc(block, 3), ...stretched]);
  for (let round = 0; round < iterations; round += 1) hash = createHash('sha256').update(hash).digest();
  return hash;
}

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let left = body.length; left > 0; left >>>= 8) length.unshift(left & 0xff);
  const head = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return Buffer.concat([Buffer.from(head), body]);
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return tlv(0x30, ...parts);
}

function octets(bytes: Uint8Array): Buffer {
  return tlv(0x04, bytes);
}

/** `[n] EXPLICIT`. */
function tagged(number: number, content: Uint8Array): Buffer {
  return tlv(0xa0 | number, content);
}

/** 0 to 32,767. */
function integer(value: number): Buffer {
  return tlv(0x02, value < 0x80 ? Buffer.from([value]) : Buffer.from([value >> 8, value & 0xff]));
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}
