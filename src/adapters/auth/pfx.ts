import forge from 'node-forge';

export interface OpenedPfx {
  /** PKCS #8, DER. */
  readonly key: Buffer | undefined;
  /** X.509, DER. */
  readonly certificates: readonly Buffer[];
}

/**
 * Opens a PKCS #12 file, which Node's own crypto cannot. `locked`: the pass phrase is missing or wrong. Everything but
 * the container, key and certificates, is left to Node to read.
 */
export function openPfx(content: Buffer, passPhrase: string | undefined): OpenedPfx | 'not-pfx' | 'locked' {
  let parsed: forge.asn1.Asn1;
  try {
    parsed = forge.asn1.fromDer(content.toString('latin1'));
  } catch {
    return 'not-pfx';
  }
  const pfx = unlock(parsed, passPhrase ?? '') ?? (passPhrase ? undefined : unlock(parsed, undefined));
  if (pfx === undefined) return isPfx(parsed) ? 'locked' : 'not-pfx';
  const bags = pfx.safeContents.flatMap(({ safeBags }) => safeBags);
  const { keyBag, pkcs8ShroudedKeyBag, certBag } = forge.pki.oids;
  const key = bags.find(({ type }) => type === keyBag || type === pkcs8ShroudedKeyBag);
  return {
    key: key === undefined ? undefined : keyOf(key),
    certificates: bags.filter(({ type }) => type === certBag).flatMap(certificateOf),
  };
}

/** An empty pass phrase and none at all are two things in this format; both are tried. */
function unlock(parsed: forge.asn1.Asn1, passPhrase: string | undefined): forge.pkcs12.Pkcs12Pfx | undefined {
  try {
    return passPhrase === undefined
      ? forge.pkcs12.pkcs12FromAsn1(parsed)
      : forge.pkcs12.pkcs12FromAsn1(parsed, passPhrase);
  } catch {
    return undefined;
  }
}

/** A sequence that starts with the version 3 (RFC 7292, 4). */
function isPfx(parsed: forge.asn1.Asn1): boolean {
  const first: unknown = Array.isArray(parsed.value) ? parsed.value[0] : undefined;
  return typeof first === 'object' && first !== null && 'value' in first && first.value === '\u0003';
}

function keyOf(bag: forge.pkcs12.Bag): Buffer {
  if (!bag.key) return derOf(bag.asn1);
  return derOf(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)));
}

function certificateOf(bag: forge.pkcs12.Bag): Buffer[] {
  if (bag.cert) return [derOf(forge.pki.certificateToAsn1(bag.cert))];
  return bag.asn1 ? [derOf(bag.asn1)] : [];
}

function derOf(value: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'latin1');
}
