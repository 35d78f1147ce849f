declare module 'yazl' {
  import type { Readable } from 'node:stream';

  export interface EntryOptions {
    /** 0 to 9, of zlib. */
    readonly compressionLevel?: number;
    readonly mtime?: Date;
  }

  /** Writes a zip archive to its stream; entries stand in it in the order in which they were added. */
  export class ZipFile {
    readonly outputStream: Readable;
    /** `open` is called when the entries before it were written. */
    addReadStreamLazy(
      path: string,
      options: EntryOptions,
      open: (ready: (error: Error | null, stream: Readable) => void) => void,
    ): void;
    end(): void;
    on(event: 'error', listener: (error: Error) => void): this;
  }
}
