import { readFileSync } from 'node:fs';
import { ProblemError } from '../../core/base/problem';
import type { Schema } from '../../core/metadata/model';
import { readSchema } from '../../core/metadata/readSchema';
import type { OneByteText } from '../../core/metadata/xmlText';

/**
 * The schema of a saved `$metadata` document. Synchronous: for the headless command, which has nothing else to do.
 * @throws ProblemError `bad-input` where the file cannot be read, `not-dataverse` for what is no CSDL.
 */
export function readSchemaFile(file: string): Schema {
  return readSchema(oneByteText(readDocument(file)));
}

function readDocument(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    throw new ProblemError({
      kind: 'bad-input',
      title: `The metadata file ${file} cannot be read.`,
      remedy: 'Check the path, and save what the environment answers at /api/data/v9.2/$metadata to it.',
      ...(code === undefined ? {} : { code }),
    });
  }
}

/** The bytes as core reads them; UTF-16, which editors on Windows save, is turned into UTF-8 first. */
export function oneByteText(bytes: Uint8Array): OneByteText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first, second] = buffer;
  if (first === 0xff && second === 0xfe) return Buffer.from(buffer.toString('utf16le')).toString('latin1');
  if (first === 0xfe && second === 0xff) {
    const even = buffer.subarray(0, buffer.length - (buffer.length % 2));
    return Buffer.from(Buffer.from(even).swap16().toString('utf16le')).toString('latin1');
  }
  return buffer.toString('latin1');
}
