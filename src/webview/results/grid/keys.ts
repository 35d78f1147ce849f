import type { CellPlace } from './selection';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export type GridCommand =
  | { readonly command: 'move'; readonly to: CellPlace; readonly extend: boolean }
  | { readonly command: 'selectAll' | 'selectRow' | 'selectColumn' | 'collapse' }
  | { readonly command: 'copy'; readonly headings: boolean }
  | { readonly command: 'resize'; readonly by: number };

/** Pixels by which a key widens or narrows a column. */
const resizeStep = 16;

/**
 * What a key means in the grid (WAI-ARIA grid pattern); `undefined` where it means nothing.
 * @param page rows that a page key moves by
 */
export function gridCommand(
  press: KeyPress,
  active: CellPlace,
  size: { readonly rows: number; readonly columns: number; readonly page: number },
): GridCommand | undefined {
  const mod = press.ctrlKey || press.metaKey;
  if (press.altKey) return press.shiftKey && !mod ? resizing(press.key) : undefined;
  if (press.key === ' ') {
    if (mod === press.shiftKey) return undefined;
    return { command: mod ? 'selectColumn' : 'selectRow' };
  }
  if (press.key === 'Escape') return { command: 'collapse' };
  if (mod && press.key.toLowerCase() === 'a') return { command: 'selectAll' };
  if (mod && press.key.toLowerCase() === 'c') return { command: 'copy', headings: press.shiftKey };
  const to = target(press.key, mod, active, size);
  return to && { command: 'move', to, extend: press.shiftKey };
}

function resizing(key: string): GridCommand | undefined {
  if (key === 'ArrowLeft') return { command: 'resize', by: -resizeStep };
  return key === 'ArrowRight' ? { command: 'resize', by: resizeStep } : undefined;
}

function target(
  key: string,
  mod: boolean,
  { row, column }: CellPlace,
  { rows, columns, page }: { readonly rows: number; readonly columns: number; readonly page: number },
): CellPlace | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: mod ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: mod ? rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: mod ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: mod ? columns - 1 : column + 1 };
    case 'Home':
      return { row: mod ? 0 : row, column: 0 };
    case 'End':
      return { row: mod ? rows - 1 : row, column: columns - 1 };
    case 'PageUp':
      return { row: row - page, column };
    case 'PageDown':
      return { row: row + page, column };
    default:
      return undefined;
  }
}
