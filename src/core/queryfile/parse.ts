import { readLines } from './lines';
import type { QueryBlock, QueryFile } from './model';
import { FileReader } from './reader';

/**
 * Reads a `.odata` document: blocks behind `###` lines, or else paragraphs. Takes what REST Client, XrmTools and the
 * OData extensions write. Any text gives a result; what is wrong stands in `problems`. Linear in time.
 */
export function parseQueryFile(text: string): QueryFile {
  const reader = new FileReader(text, readLines(text), 0);
  reader.read();
  const { blocks, variables, problems, env } = reader;
  return { text, blocks, variables, problems, ...(env ? { env } : {}) };
}

/**
 * The block that an offset belongs to: the last one that begins at or before it, since what follows a request,
 * blank lines for example, is nobody else's; before the first block, that one. Undefined where there is none.
 */
export function blockAt(file: QueryFile, offset: number): QueryBlock | undefined {
  return file.blocks.findLast(({ range }) => range.start <= offset) ?? file.blocks[0];
}

/**
 * The request that a selection means: the selected text itself where it can be one, else the block it lies in.
 * Variables and the environment are the file's, `# @env` of the block around it counts too.
 */
export function requestInRange(file: QueryFile, start: number, end: number): QueryBlock | undefined {
  const around = blockAt(file, start);
  const selected = file.text.slice(start, end);
  if (selected.trim() === '') return around;
  const lineStart =
    Math.max(file.text.lastIndexOf('\n', start - 1), file.text.lastIndexOf('\r', start - 1)) + 1;
  const beginsLine = file.text.slice(lineStart, start).trim() === '';
  const reader = new FileReader(file.text, readLines(file.text, start, end), lineNumber(file.text, start));
  reader.read();
  const [block] = reader.blocks;
  if (!block || !canStandAlone(block, around, beginsLine)) return around;
  const env = block.env ?? (isWithin(block, around) ? around?.env : undefined) ?? file.env;
  const name = block.name ?? (isWithin(block, around) ? around?.name : undefined);
  return { ...block, ...(env ? { env } : {}), ...(name ? { name } : {}) };
}

/** A selection that begins in the middle of a request is a request only where it is an address of its own. */
function canStandAlone(block: QueryBlock, around: QueryBlock | undefined, beginsLine: boolean): boolean {
  if (/^https?:\/\//i.test(block.target.text)) return true;
  if (!beginsLine || /^(?:[?&,;(]|\$(?!batch|metadata))/.test(block.target.text)) return false;
  return !around || block.requestRange.start <= around.requestRange.start || block.method !== undefined;
}

function isWithin(block: QueryBlock, around: QueryBlock | undefined): boolean {
  return (
    around !== undefined &&
    block.requestRange.start >= around.range.start &&
    block.requestRange.end <= around.range.end
  );
}

function lineNumber(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length - 1;
}
