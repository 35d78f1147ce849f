import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { BodySource } from '../../core/metadata/bodies';
import { CsdlSchema } from '../../core/metadata/csdlSchema';
import type { DeclarationIndex } from '../../core/metadata/declarations';
import { unpackIndex } from '../../core/metadata/packedIndex';
import type { OpenSchema, SchemaKey } from '../../core/metadata/schemaPorts';
import { decodeHead, encodeHead, headerBytes, headLength, type CacheHead } from './cacheLayout';
import { isIntact } from './declarationChecks';

/** One read takes the head of most files. */
const firstRead = 512 * 1024;

/** Writes beside the file first: whoever opens it finds a whole one or none. */
export function writeCacheFile(file: string, head: CacheHead, document: Buffer): void {
  const unfinished = `${file}.tmp`;
  try {
    const descriptor = openSync(unfinished, 'w', 0o600);
    try {
      writeAll(descriptor, encodeHead(head));
      writeAll(descriptor, document);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

/**
 * Opens what `writeCacheFile` wrote: reads the index, and a body when it is asked for. `undefined` for a file that is
 * torn, of another version or of another environment. `onDamage` is called when a body is not as it was written.
 */
export function openCacheFile(file: string, key: SchemaKey, onDamage: () => void): OpenSchema | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const opened = readCacheFile(descriptor, key, onDamage);
    if (opened === undefined) closeSync(descriptor);
    return opened;
  } catch {
    if (descriptor !== undefined) closeSync(descriptor);
    return undefined;
  }
}

function readCacheFile(descriptor: number, key: SchemaKey, onDamage: () => void): OpenSchema | undefined {
  const bytes = readHead(descriptor);
  const head = bytes && decodeHead(bytes);
  if (bytes === undefined || head?.key.origin !== key.origin || head.key.apiVersion !== key.apiVersion) {
    return undefined;
  }
  const index = unpackIndex(head.index);
  if (index === undefined || head.checks.length !== index.count) return undefined;
  const source = new FileBodies(descriptor, bytes.length, index, head.checks, onDamage);
  return { schema: new CsdlSchema(index, source), stamp: head.stamp, dispose: () => source.close() };
}

/** The part before the document, in memory of its own. */
function readHead(descriptor: number): Buffer | undefined {
  const { size } = fstatSync(descriptor);
  if (size < headerBytes) return undefined;
  const first = readAt(descriptor, 0, Math.min(firstRead, size));
  if (first === undefined) return undefined;
  const length = headLength(new Uint32Array(first.buffer, 0, headerBytes / 4), size);
  if (length === undefined) return undefined;
  return length <= first.length ? first.subarray(0, length) : readAt(descriptor, 0, length);
}

function readAt(descriptor: number, position: number, length: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length;) {
    const read = readSync(descriptor, bytes, at, length - at, position + at);
    if (read === 0) return undefined;
    at += read;
  }
  return bytes;
}

/** Bodies out of the file. One that cannot be read is empty: answers go on, and the owner fetches the schema anew. */
class FileBodies implements BodySource {
  #descriptor: number | undefined;
  readonly #documentStart: number;
  readonly #index: DeclarationIndex;
  readonly #checks: Uint32Array;
  readonly #onDamage: () => void;

  constructor(
    descriptor: number,
    documentStart: number,
    index: DeclarationIndex,
    checks: Uint32Array,
    onDamage: () => void,
  ) {
    this.#descriptor = descriptor;
    this.#documentStart = documentStart;
    this.#index = index;
    this.#checks = checks;
    this.#onDamage = onDamage;
  }

  read(start: number, end: number): string {
    if (this.#descriptor === undefined) return '';
    const bytes = this.#bytes(this.#descriptor, start, end);
    if (bytes === undefined || !isIntact(this.#index, this.#checks, start, bytes)) {
      this.#onDamage();
      return '';
    }
    return bytes.toString('latin1');
  }

  #bytes(descriptor: number, start: number, end: number): Buffer | undefined {
    try {
      return readAt(descriptor, this.#documentStart + start, end - start);
    } catch {
      return undefined;
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}
