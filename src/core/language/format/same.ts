import { bodyText, type QueryBlock, type QueryFile } from '../../queryfile';

/** Whether two readings of a file send the same requests, byte for byte, and have the same variables and names. */
export function sameMeaning(a: QueryFile, b: QueryFile): boolean {
  return meaningOf(a) === meaningOf(b);
}

function meaningOf(file: QueryFile): string {
  return JSON.stringify([
    file.blocks.map((block) => blockMeaning(file, block)),
    file.variables.map(({ name, value }) => [name.name, value]),
    file.prompts.map(({ name }) => name),
    file.env?.name,
    file.problems.map(({ code, message }) => [code, message]),
  ]);
}

function blockMeaning(file: QueryFile, block: QueryBlock): unknown {
  return [
    block.name?.name,
    block.id?.name,
    block.env?.name,
    block.note,
    block.method?.name.toUpperCase(),
    block.target,
    block.headers.map(({ name, value }) => [name.name, value]),
    bodyText(file, block)?.text,
  ];
}
