import type { QueryBlock } from './model';
import { methodOf } from './resolve';

const longestTitle = 80;

/** What a block is called in an outline: its name, else its method and what it asks for. Never empty. */
export function blockTitle(block: QueryBlock): string {
  const name = block.name?.name ?? '';
  return name === '' ? blockRequest(block) : name;
}

/** `GET accounts`: the method and the path without the query, short enough for a list. */
export function blockRequest(block: QueryBlock): string {
  const path = block.target.split('?', 1)[0]?.trim() ?? '';
  const text = `${methodOf(block)} ${path}`.trim();
  return text.length > longestTitle ? `${text.slice(0, longestTitle - 1)}…` : text;
}
