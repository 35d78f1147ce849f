import { takeAll } from '../../base/steps';
import { bodyText, type QueryBlock, type QueryFile } from '../../queryfile';

/** Whether two readings of a file send the same requests, byte for byte, and have the same variables and names. */
export function sameMeaning(a: QueryFile, b: QueryFile): boolean {
  return takeAll(compareMeaning(a, b));
}

/** The same block by block, so that long files can be compared in short stretches. */
export function* compareMeaning(a: QueryFile, b: QueryFile): Generator<void, boolean> {
  if (a.blocks.length !== b.blocks.length || restMeaning(a) !== restMeaning(b)) return false;
  for (const [at, block] of a.blocks.entries()) {
    const other = b.blocks[at];
    if (!other || blockMeaning(a, block) !== blockMeaning(b, other)) return false;
    yield;
  }
  return true;
}

function restMeaning(file: QueryFile): string {
  return JSON.stringify([
    file.variables.map(({ name, value }) => [name.name, value]),
    file.prompts.map(({ name }) => name),
    file.env?.name,
    file.problems.map(({ code, message }) => [code, message]),
  ]);
}

function blockMeaning(file: QueryFile, block: QueryBlock): string {
  return JSON.stringify([
    block.name?.name,
    block.id?.name,
    block.env?.name,
    block.note,
    block.method?.name.toUpperCase(),
    block.target,
    block.headers.map(({ name, value }) => [name.name, value]),
    bodyText(file, block)?.text,
  ]);
}
