import type { CancelSignal } from '../../../../src/core/base/cancel';
import { Emitter } from '../../../../src/core/base/event';
import { cancelledError, ProblemError, type ProblemKind } from '../../../../src/core/base/problem';
import type { Schema } from '../../../../src/core/metadata/model';
import { readSchema } from '../../../../src/core/metadata/readSchema';
import type {
  OpenSchema,
  SchemaCache,
  SchemaKey,
  SchemaService,
  SchemaStamp,
} from '../../../../src/core/metadata/schemaPorts';

export function problem(kind: ProblemKind): ProblemError {
  return new ProblemError({ kind, title: `It is ${kind}.`, remedy: 'Wait.' });
}

/** A document with one type of the given name. */
function documentOf(type: string): Uint8Array {
  return Buffer.from(`<Edmx><Schema Namespace="N"><EntityType Name="${type}"/></Schema></Edmx>`);
}

export class FakeSchemaService implements SchemaService {
  stampText: string | undefined = '1';
  type = 'first';
  readonly calls: string[] = [];
  failure: Error | undefined;
  /** Holds the document back until it is released. */
  hold: Promise<void> | undefined;

  async timestamp(signal: CancelSignal): Promise<string | undefined> {
    this.calls.push('timestamp');
    await Promise.resolve();
    if (signal.cancelled) throw cancelledError();
    if (this.failure !== undefined) throw this.failure;
    return this.stampText;
  }

  async document(signal: CancelSignal, onProgress: (receivedBytes: number) => void): Promise<Uint8Array> {
    this.calls.push('document');
    const bytes = documentOf(this.type);
    onProgress(10);
    await (this.hold ?? Promise.resolve());
    if (signal.cancelled) throw cancelledError();
    onProgress(bytes.length);
    return bytes;
  }
}

interface Stored {
  readonly schema: Schema;
  readonly stamp: SchemaStamp;
}

/** Keeps schemas in memory, and counts what it opened and nobody closed. */
export class FakeSchemaCache implements SchemaCache {
  readonly stored = new Map<string, Stored>();
  readonly damage = new Emitter<void>();
  openCount = 0;

  open(key: SchemaKey): Promise<OpenSchema | undefined> {
    const found = this.stored.get(key.origin);
    return Promise.resolve(found && this.#opened(found));
  }

  keep(key: SchemaKey, document: Uint8Array, stamp: SchemaStamp): Promise<OpenSchema> {
    const stored = { schema: readSchema(Buffer.from(document).toString('latin1')), stamp };
    this.stored.set(key.origin, stored);
    return Promise.resolve(this.#opened(stored));
  }

  #opened(stored: Stored): OpenSchema {
    this.openCount += 1;
    return { ...stored, onDidBreak: this.damage.event, dispose: () => (this.openCount -= 1) };
  }
}
