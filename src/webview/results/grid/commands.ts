import type { CellPlace } from './contract';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export type GridCommand =
  /** `to` is a position, which may lie outside of the grid. */
  | { readonly command: 'move'; readonly to: CellPlace; readonly extend: boolean }
  | { readonly command: 'selectAll' | 'selectRow' | 'selectColumn' | 'collapse' }
  | { readonly command: 'copy'; readonly headings: boolean }
  | { readonly command: 'resize'; readonly by: number }
  /** Moves the column. */
  | { readonly command: 'step'; readonly by: -1 | 1 }
  | { readonly command: 'columnMenu' | 'cellMenu' | 'toggleBand' | 'toggleRow' | 'toggleCell' }
  | { readonly command: 'enter'; readonly browser: boolean };

interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key moves by. */
  readonly page: number;
}

/** Pixels by which a key widens or narrows a column. */
const resizeStep = 16;

/** What a key means in the grid (WAI-ARIA grid pattern); `undefined` where it means nothing. */
export function commandOf(press: KeyPress, active: CellPlace, size: GridSize): GridCommand | undefined {
  const mod = press.ctrlKey || press.metaKey;
  if (press.altKey) return mod ? undefined : columnCommand(press);
  if (press.key === 'Enter') return press.shiftKey ? undefined : { command: 'enter', browser: mod };
  if (press.key === ' ') return spaceCommand(mod, press.shiftKey);
  const plain = mod ? undefined : plainCommand(press);
  if (plain) return plain;
  if (mod && press.key.toLowerCase() === 'a') return { command: 'selectAll' };
  if (mod && press.key.toLowerCase() === 'c') return { command: 'copy', headings: press.shiftKey };
  const to = target(press.key, mod, active, size);
  return to && { command: 'move', to, extend: press.shiftKey };
}

function plainCommand({ key, shiftKey }: KeyPress): GridCommand | undefined {
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { command: 'cellMenu' };
  if (key === 'Escape') return { command: 'collapse' };
  return key === 'F2' ? { command: 'toggleCell' } : undefined;
}

function spaceCommand(mod: boolean, shift: boolean): GridCommand | undefined {
  if (mod && shift) return undefined;
  if (mod) return { command: 'selectColumn' };
  return { command: shift ? 'selectRow' : 'toggleRow' };
}

/** With Alt a key works on the column. */
function columnCommand({ key, shiftKey }: KeyPress): GridCommand | undefined {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (by !== undefined) {
    return shiftKey ? { command: 'step', by: by < 0 ? -1 : 1 } : { command: 'resize', by: by * resizeStep };
  }
  if (shiftKey) return undefined;
  if (key === 'ArrowDown') return { command: 'columnMenu' };
  return key === 'ArrowUp' ? { command: 'toggleBand' } : undefined;
}

function target(
  key: string,
  mod: boolean,
  { row, column }: CellPlace,
  size: GridSize,
): CellPlace | undefined {
  const { rows, columns, page } = size;
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
