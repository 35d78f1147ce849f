import type { CancelSignal } from '../base/cancel';
import type { EpochMs } from '../base/clock';
import type { Disposable, Event } from '../base/event';
import type { Schema } from './model';

/** Which schema: the files of the cache are named by it. */
export interface SchemaKey {
  /** Origin of the environment. */
  readonly origin: string;
  /** With its `v`: the schema is another one in another version. */
  readonly apiVersion: string;
}

/** Of what age a schema is. */
export interface SchemaStamp {
  /** What `RetrieveTimestamp()` answered before the document was read; absent where the service would not say. */
  readonly timestamp?: string;
  readonly fetchedAt: EpochMs;
}

/** An environment's Web API, as far as the schema needs it. Throws ProblemErrors. */
export interface SchemaService {
  /** The time stamp of the metadata; `undefined` where the service refuses to say. */
  timestamp(signal: CancelSignal): Promise<string | undefined>;
  /** The bytes of `$metadata`. */
  document(signal: CancelSignal, onProgress: (receivedBytes: number) => void): Promise<Uint8Array>;
}

/** A schema that is open, with what it holds open. */
export interface OpenSchema extends Disposable {
  readonly schema: Schema;
  readonly stamp: SchemaStamp;
  /** A part of it could not be read: what it answers may lack members. */
  readonly onDidBreak?: Event<void>;
}

/** Schemas on disk, a file each. */
export interface SchemaCache {
  /** `undefined` where there is none, or none that can be used. Never throws. */
  open(key: SchemaKey): Promise<OpenSchema | undefined>;
  /**
   * Indexes a document off this thread, keeps it and opens it; where it cannot be written, it stays in memory. The
   * bytes are given away: nobody may use them afterwards.
   * @throws ProblemError `not-dataverse` for what is no CSDL document.
   */
  keep(key: SchemaKey, document: Uint8Array, stamp: SchemaStamp): Promise<OpenSchema>;
}
