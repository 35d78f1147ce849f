import type { Environment } from '../../../core/base/environment';
import type { Schema } from '../../../core/metadata/model';
import type { TableNode, TableNodes } from './nodes';

/** Lines of the tables view, and what they are from. */
export interface TableLines {
  readonly environment: Environment;
  readonly schema: Schema;
  readonly nodes: TableNodes;
  readonly lines: readonly TableNode[];
}

/**
 * The lines that a command of the view is for, from its arguments: menus and buttons hand over the line they belong to,
 * then all that are selected where it is one of them. Empty for a command of the palette.
 */
export function linesOf([argument, selected]: readonly unknown[]): readonly TableNode[] {
  const all: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [argument];
  return all.filter(isLine);
}

/** Only lines of our own view reach these commands with such an object. */
function isLine(value: unknown): value is TableNode {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
}
