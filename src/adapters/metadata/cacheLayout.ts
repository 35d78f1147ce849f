import { crc32 } from 'node:zlib';
import { isJsonObject, stringOf } from '../../core/dataverse/json';
import type { PackedIndex } from '../../core/metadata/packedIndex';
import type { SchemaKey, SchemaStamp } from '../../core/metadata/schemaPorts';

/**
 * What a cache file begins with. In the machine's own byte order, so that numbers are read as they lie: a file from
 * another kind of machine has another first number. Words of four bytes:
 * `magic, version, words of numbers, words of checks, bytes of label, bytes of text, bytes of document, checksum` of all
 * that follows up to the document. Then numbers, checks, label, text, document.
 */
export interface CacheHead {
  readonly key: SchemaKey;
  readonly stamp: SchemaStamp;
  readonly index: PackedIndex;
  /** CRC-32 of each declaration. */
  readonly checks: Uint32Array;
  readonly documentBytes: number;
}

const magic = 0x53_57_56_44;
/** Rises with every change of what is written, here or in the packed index. */
const version = 1;
const headerWords = 8;
export const headerBytes = headerWords * 4;

/** The bytes before the document. */
export function encodeHead(head: CacheHead): Buffer {
  const label = Buffer.from(JSON.stringify({ key: head.key, stamp: head.stamp }));
  const text = Buffer.from(head.index.text);
  const body = Buffer.concat([bytesOf(head.index.numbers), bytesOf(head.checks), label, text]);
  const header = Uint32Array.of(
    ...[magic, version, head.index.numbers.length, head.checks.length],
    ...[label.length, text.length, head.documentBytes, crc32(body)],
  );
  return Buffer.concat([bytesOf(header), body]);
}

/** How long the part before the document is; `undefined` for a file of another kind, version or length. */
export function headLength(header: Uint32Array, fileBytes: number): number | undefined {
  const [own, ownVersion, numbers = 0, checks = 0, label = 0, text = 0, document = 0] = header;
  if (own !== magic || ownVersion !== version) return undefined;
  const length = headerBytes + (numbers + checks) * 4 + label + text;
  return length + document === fileBytes ? length : undefined;
}

/** `head` starts at offset 0 of its memory. `undefined` where it is torn. */
export function decodeHead(head: Buffer): CacheHead | undefined {
  const header = new Uint32Array(head.buffer, 0, headerWords);
  const [, , numbers = 0, checks = 0, labelBytes = 0, textBytes = 0, documentBytes = 0, sum] = header;
  if (crc32(head.subarray(headerBytes)) !== sum) return undefined;
  const labelStart = headerBytes + (numbers + checks) * 4;
  const textStart = labelStart + labelBytes;
  const label = readLabel(head.toString('utf8', labelStart, textStart));
  if (label === undefined) return undefined;
  return {
    ...label,
    index: {
      numbers: new Uint32Array(head.buffer, headerBytes, numbers),
      text: head.toString('utf8', textStart, textStart + textBytes),
    },
    checks: new Uint32Array(head.buffer, headerBytes + numbers * 4, checks),
    documentBytes,
  };
}

function readLabel(text: string): Pick<CacheHead, 'key' | 'stamp'> | undefined {
  const label: unknown = JSON.parse(text);
  if (!isJsonObject(label) || !isJsonObject(label['key']) || !isJsonObject(label['stamp'])) return undefined;
  const origin = stringOf(label['key']['origin']);
  const apiVersion = stringOf(label['key']['apiVersion']);
  const timestamp = stringOf(label['stamp']['timestamp']);
  const { fetchedAt } = label['stamp'];
  if (origin === undefined || apiVersion === undefined || typeof fetchedAt !== 'number') return undefined;
  return {
    key: { origin, apiVersion },
    stamp: { fetchedAt, ...(timestamp === undefined ? {} : { timestamp }) },
  };
}

function bytesOf(words: Uint32Array): Buffer {
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength);
}
