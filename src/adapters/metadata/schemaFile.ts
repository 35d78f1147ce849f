import { readFileSync } from 'node:fs';
import { ProblemError } from '../../core/base/problem';
import type { Schema } from '../../core/metadata/model';
import { readSchema } from '../../core/metadata/readSchema';
import { oneByteText, utf8Document } from './documentBytes';

/**
 * The schema of a saved `$metadata` document. Synchronous: for the headless command, which has nothing else to do.
 * @throws ProblemError `bad-input` where the file cannot be read, `not-dataverse` for what is no CSDL.
 */
export function readSchemaFile(file: string): Schema {
  return readSchema(oneByteText(utf8Document(readDocument(file))));
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
