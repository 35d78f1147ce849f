import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Emitter } from '../../core/base/event';
import { ProblemError } from '../../core/base/problem';
import { CsdlSchema } from '../../core/metadata/csdlSchema';
import { unpackIndex } from '../../core/metadata/packedIndex';
import type { OpenSchema, SchemaCache, SchemaKey, SchemaStamp } from '../../core/metadata/schemaPorts';
import { openCacheFile } from './cacheFile';
import { prefixOf } from './fileNames';
import type { DocumentIndexer, IndexOutcome } from './indexJob';

const suffix = '.schema';
/** Somebody may still be writing a younger one. */
const abandonedAfterMs = 60 * 60 * 1000;

/**
 * Schemas as files in one folder. Every fetch writes a file of a new name, since another window may have the last one
 * open; the newest that is whole counts, and older ones are removed.
 */
export class SchemaFiles implements SchemaCache {
  readonly #folder: string;
  readonly #index: DocumentIndexer;

  constructor(folder: string, index: DocumentIndexer) {
    this.#folder = folder;
    this.#index = index;
  }

  open(key: SchemaKey): Promise<OpenSchema | undefined> {
    return Promise.resolve(this.#openNewest(key));
  }

  #openNewest(key: SchemaKey): OpenSchema | undefined {
    for (const name of this.#filesOf(key)) {
      const opened = this.#openFile(path.join(this.#folder, name), key);
      if (opened !== undefined) return opened;
    }
    return undefined;
  }

  #openFile(file: string, key: SchemaKey): OpenSchema | undefined {
    const damage = new Emitter<void>();
    const opened = openCacheFile(file, key, () => {
      void remove(file);
      damage.fire();
    });
    return opened && { ...opened, onDidBreak: damage.event };
  }

  async keep(key: SchemaKey, document: Uint8Array, stamp: SchemaStamp): Promise<OpenSchema> {
    const age = stamp.fetchedAt.toString(36).padStart(9, '0');
    const name = `${prefixOf(key)}${age}-${randomBytes(4).toString('hex')}${suffix}`;
    const file = path.join(this.#folder, name);
    const outcome = await this.#index({ document, file, key, stamp });
    const opened = outcome.kind === 'kept' ? this.#openFile(file, key) : inMemory(outcome, stamp);
    if (opened === undefined) throw unreadable(file);
    void this.#removeOthers(key, name);
    return opened;
  }

  /** Newest first. */
  #filesOf(key: SchemaKey): readonly string[] {
    const prefix = prefixOf(key);
    const names = this.#names().filter((name) => name.startsWith(prefix) && name.endsWith(suffix));
    return names.toSorted().toReversed();
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder);
    } catch {
      return [];
    }
  }

  async #removeOthers(key: SchemaKey, kept: string): Promise<void> {
    const prefix = prefixOf(key);
    for (const name of this.#names()) {
      const file = path.join(this.#folder, name);
      if (!name.startsWith(prefix) || name === kept) continue;
      if (name.endsWith(suffix) ? name < kept : await isAbandoned(file)) await remove(file);
    }
  }
}

function inMemory(
  outcome: Exclude<IndexOutcome, { kind: 'kept' }>,
  stamp: SchemaStamp,
): OpenSchema | undefined {
  if (outcome.kind === 'refused') throw new ProblemError(outcome.problem);
  const document = Buffer.from(outcome.document.buffer, outcome.document.byteOffset, outcome.document.length);
  const index = unpackIndex(outcome.index);
  if (index === undefined) return undefined;
  const schema = new CsdlSchema(index, { read: (start, end) => document.toString('latin1', start, end) });
  return { schema, stamp, dispose: () => undefined };
}

async function isAbandoned(file: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(file)).mtimeMs > abandonedAfterMs;
  } catch {
    return false;
  }
}

/** What cannot be removed is in use, and is removed another time. */
async function remove(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch {
    // See above.
  }
}

function unreadable(file: string): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: 'The schema was kept, but cannot be read again.',
    cause: `Something else changes or blocks ${file}.`,
    remedy: 'Refresh the metadata once more.',
    action: 'retry',
  });
}
