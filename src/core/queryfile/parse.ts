import { takeAll } from '../base/steps';
import { readLines } from './lines';
import type { Named, QueryBlock, QueryFile } from './model';
import { FileReader } from './reader';

/**
 * Reads a `.odata` document: blocks behind `###` lines, or else paragraphs. Takes what REST Client, XrmTools and the
 * OData extensions write. Any text gives a result; what is wrong stands in `problems`. Linear in time.
 */
export function parseQueryFile(text: string): QueryFile {
  return takeAll(queryFileSteps(text));
}

/** The same in steps, so that a long document can be read in short stretches. */
export function* queryFileSteps(text: string): Generator<void, QueryFile> {
  const lines = readLines(text);
  yield;
  const reader = new FileReader(lines, 0);
  yield* reader.steps();
  const { blocks, variables, prompts, problems, env } = reader;
  return { text, blocks, variables, prompts, problems, ...(env ? { env } : {}) };
}

/** The environment that a file names for all its requests: it stands above them. The rest of the file is not read. */
export function fileEnvironment(text: string): Named | undefined {
  const separator = text.search(/^[^\S\n]*###/m);
  return parseQueryFile(separator < 0 ? text : text.slice(0, separator)).env;
}

/**
 * The block that an offset belongs to: the last one that begins at or before it, since what follows a request,
 * blank lines for example, is nobody else's; before the first block, that one. Undefined where there is none.
 */
export function blockAt(file: QueryFile, offset: number): QueryBlock | undefined {
  return file.blocks.findLast(({ range }) => range.start <= offset) ?? file.blocks[0];
}
