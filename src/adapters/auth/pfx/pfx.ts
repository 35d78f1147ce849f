import { Asn1 } from './asn1';
import { decrypt } from './encryption';
import { isAuthentic } from './integrity';

export interface OpenedPfx {
  /** PKCS #8, DER. */
  readonly key: Buffer | undefined;
  /** X.509, DER. */
  readonly certificates: readonly Buffer[];
}

const oid = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  nestedBags: '1.2.840.113549.1.12.10.1.6',
  x509Certificate: '1.2.840.113549.1.9.22.1',
} as const;

/**
 * Opens a PKCS #12 file (RFC 7292), which Node's own crypto cannot. `locked`: the pass phrase is missing or wrong.
 * What is inside, key and certificates, is left to Node to read.
 */
export function openPfx(content: Buffer, passPhrase: string | undefined): OpenedPfx | 'not-pfx' | 'locked' {
  const pfx = soundly(() => Asn1.read(content));
  if (pfx === undefined || !soundly(() => isPfx(pfx))) return 'not-pfx';
  // An empty pass phrase and none at all are two things in this format; both are tried.
  const tries = passPhrase === undefined || passPhrase === '' ? ['', undefined] : [passPhrase];
  const opened = tries.map((one) => soundly(() => unlock(pfx, one)));
  return opened.find((one) => one !== undefined) ?? 'locked';
}

/** `undefined` where bytes are not what they should be: another kind of file, or deciphered with a wrong key. */
function soundly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isPfx(pfx: Asn1): boolean {
  return pfx.at(0).number === 3 && pfx.at(1).at(0).objectId === oid.data;
}

function unlock(pfx: Asn1, passPhrase: string | undefined): OpenedPfx | undefined {
  const content = pfx.at(1).at(1).at(0).bytes;
  const macData = pfx.parts?.[2];
  if (macData !== undefined && !isAuthentic(macData, content, passPhrase)) return undefined;
  const bags: Asn1[] = [];
  for (const safe of Asn1.read(content).parts ?? []) {
    const text = contentsOf(safe, passPhrase);
    if (text === undefined) return undefined;
    bags.push(...bagsOf(Asn1.read(text)));
  }
  const keys = bags.filter((bag) => isOf(bag, oid.keyBag, oid.shroudedKeyBag));
  const key = keys[0] === undefined ? undefined : keyOf(keys[0], passPhrase);
  if (key === undefined && keys.length > 0) return undefined;
  return { key, certificates: bags.filter((bag) => isOf(bag, oid.certificateBag)).flatMap(certificateOf) };
}

/** The bags of one safe: plain, or decrypted with the pass phrase. */
function contentsOf(safe: Asn1, passPhrase: string | undefined): Buffer | undefined {
  const content = safe.at(1).at(0);
  if (safe.at(0).objectId === oid.data) return content.bytes;
  if (safe.at(0).objectId !== oid.encryptedData) return undefined;
  const encrypted = content.at(1);
  return decrypt(encrypted.at(1), encrypted.at(2).bytes, passPhrase);
}

function bagsOf(contents: Asn1): Asn1[] {
  return (contents.parts ?? []).flatMap((bag) =>
    isOf(bag, oid.nestedBags) ? bagsOf(bag.at(1).at(0)) : [bag],
  );
}

function isOf(bag: Asn1, ...types: readonly string[]): boolean {
  return types.includes(bag.at(0).objectId);
}

function keyOf(bag: Asn1, passPhrase: string | undefined): Buffer | undefined {
  const key = bag.at(1).at(0);
  return isOf(bag, oid.keyBag) ? key.whole : decrypt(key.at(0), key.at(1).bytes, passPhrase);
}

function certificateOf(bag: Asn1): Buffer[] {
  const certificate = bag.at(1).at(0);
  return certificate.at(0).objectId === oid.x509Certificate ? [certificate.at(1).at(0).bytes] : [];
}
