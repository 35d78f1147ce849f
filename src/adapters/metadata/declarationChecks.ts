import { crc32 } from 'node:zlib';
import type { DeclarationIndex } from '../../core/metadata/declarations';

/** A checksum for each declaration: the document is too large to be checked as a whole when it is opened. */
export function checkDeclarations(index: DeclarationIndex, document: Buffer): Uint32Array {
  const checks = new Uint32Array(index.count);
  for (let row = 0; row < index.count; row++) {
    checks[row] = crc32(document.subarray(index.starts[row], index.ends[row]));
  }
  return checks;
}

/** Whether bytes are those of the declaration that starts at `start`. */
export function isIntact(
  index: DeclarationIndex,
  checks: Uint32Array,
  start: number,
  bytes: Buffer,
): boolean {
  return checks[rowAt(index.starts, start)] === crc32(bytes);
}

/** Declarations stand in the order of the document. */
function rowAt(starts: Uint32Array, start: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
