import type { OneByteText } from '../../core/metadata/xmlText';

/** A document as UTF-8; UTF-16, which editors on Windows save, is turned into it. Copies nothing where it is UTF-8. */
export function utf8Document(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first, second] = buffer;
  if (first === 0xff && second === 0xfe) return Buffer.from(buffer.toString('utf16le'));
  if (first !== 0xfe || second !== 0xff) return buffer;
  const even = buffer.subarray(0, buffer.length - (buffer.length % 2));
  return Buffer.from(Buffer.from(even).swap16().toString('utf16le'));
}

/** The text that core reads. */
export function oneByteText(document: Buffer): OneByteText {
  return document.toString('latin1');
}
