import { readLines } from './lines';
import type { QueryBlock, QueryFile, Range, ResolveContext, ResolvedBlock } from './model';
import { blockAt } from './parse';
import { FileReader } from './reader';
import { resolveBlock } from './resolve';

/**
 * The request that a selection means: the selected text itself where it can be one, else the block it lies in.
 * Variables and the environment are the file's; `# @env` of the block around it counts too. Undefined where neither is.
 */
export function requestInRange(
  file: QueryFile,
  range: Range,
  context: ResolveContext,
): ResolvedBlock | undefined {
  const around = blockAt(file, range.start);
  const reader = new FileReader(
    readLines(file.text, range.start, range.end),
    lineNumber(file.text, range.start),
  );
  reader.read();
  const [block] = reader.blocks;
  if (!block || !canStandAlone(block, around, beginsLine(file.text, range.start))) {
    return around && resolveBlock(file, around, context);
  }
  const inherited = isWithin(block, around) ? around : undefined;
  const env = block.env ?? inherited?.env ?? file.env;
  const name = block.name ?? inherited?.name;
  const whole = { ...block, ...(env ? { env } : {}), ...(name ? { name } : {}) };
  return resolveBlock({ ...file, problems: reader.problems }, whole, context);
}

/** Nothing but blanks stands before the offset on its line. */
function beginsLine(text: string, offset: number): boolean {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return text.slice(lineStart, offset).trim() === '';
}

/** A selection that begins in the middle of a request is a request only where it is an address of its own. */
function canStandAlone(block: QueryBlock, around: QueryBlock | undefined, atLineStart: boolean): boolean {
  if (/^https?:\/\//i.test(block.target)) return true;
  if (!atLineStart || /^(?:[?&,;(]|\$(?!batch|metadata))/.test(block.target)) return false;
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
