import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { problemOf, type Problem } from '../../core/base/problem';
import { packIndex, type PackedIndex } from '../../core/metadata/packedIndex';
import { indexWholeDocument } from '../../core/metadata/readSchema';
import type { SchemaKey, SchemaStamp } from '../../core/metadata/schemaPorts';
import { writeCacheFile } from './cacheFile';
import { checkDeclarations } from './declarationChecks';
import { oneByteText, utf8Document } from './documentBytes';

/** A downloaded document, and what is known of it. */
export interface IndexJob {
  readonly document: Uint8Array;
  readonly file: string;
  readonly key: SchemaKey;
  readonly stamp: SchemaStamp;
}

export type IndexOutcome =
  /** The file is written. */
  | { readonly kind: 'kept' }
  /** It could not be; here is what would stand in it. */
  | { readonly kind: 'in-memory'; readonly index: PackedIndex; readonly document: Uint8Array }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Indexes a document and writes its cache file. */
export type DocumentIndexer = (job: IndexJob) => Promise<IndexOutcome>;

/** The work itself, on whatever thread this is called. */
export function runIndexJob({ document, file, key, stamp }: IndexJob): IndexOutcome {
  const bytes = utf8Document(document);
  try {
    const index = indexWholeDocument(oneByteText(bytes));
    const packed = packIndex(index);
    const checks = checkDeclarations(index, bytes);
    try {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      writeCacheFile(file, { key, stamp, index: packed, checks, documentBytes: bytes.length }, bytes);
      return { kind: 'kept' };
    } catch {
      return { kind: 'in-memory', index: packed, document: bytes };
    }
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return { kind: 'refused', problem };
  }
}
