import { summarizeJson } from '../../../core/results/cellText';
import type { Cell, ResultColumn } from '../../../core/results/model';
import { visibleLine } from './visibleText';

export type FaceName = 'text' | 'choice' | 'link' | 'person' | 'team' | 'rows' | 'image';

/** How a cell looks. */
export interface Face {
  readonly name: FaceName;
  readonly text: string;
  /** The number of a choice. */
  readonly beside?: string;
  /** The text is no value of the cell but says that there is none. */
  readonly said?: true;
  /** Class names of the cell, each with a space before it. */
  readonly className: string;
}

type Value = Cell & { state: 'value' };

const owners: ReadonlyMap<string, 'person' | 'team'> = new Map([
  ['systemuser', 'person'],
  ['team', 'team'],
]);
const nothing: Face = { name: 'text', text: '', className: '' };
const nullFace: Face = { name: 'text', text: 'null', said: true, className: ' nul' };
const nullNumber: Face = { ...nullFace, className: ' nul num' };
const emptyFace: Face = { name: 'text', text: '""', said: true, className: ' emp' };

/**
 * @param cell `undefined` is a cell on its way
 * @param room pixels in which its text is seen, if not all of it is wanted
 */
export function faceOf(
  column: ResultColumn,
  cell: Cell | undefined,
  formatted: boolean,
  room?: number,
): Face {
  if (!cell || cell.state === 'absent') return nothing;
  const { kind } = column;
  if (cell.state === 'null') return kind === 'number' || kind === 'money' ? nullNumber : nullFace;
  if (cell.type === 'text' && cell.raw === '' && !(formatted && cell.formatted)) return emptyFace;
  if (kind === 'rows') return { name: 'rows', text: nestedText(cell, formatted, room), className: ' lk' };
  if (kind === 'image' && cell.type === 'text') return { name: 'image', text: 'Picture', className: ' js' };
  if (cell.type === 'json') {
    return { name: 'text', text: nestedText(cell, formatted, room), className: ' js' };
  }
  if (kind === 'lookup') return lookupFace(cell, formatted, room);
  const text = visibleLine(formatted ? (cell.formatted ?? cell.raw) : cell.raw, room);
  if (formatted && kind === 'choice' && cell.formatted !== undefined) {
    return { name: 'choice', text, beside: visibleLine(cell.raw), className: ' cv' };
  }
  return { name: 'text', text, className: classOf(column, cell, formatted) };
}

function lookupFace(cell: Value, formatted: boolean, room: number | undefined): Face {
  const shown = formatted ? cell.formatted : undefined;
  const owner = formatted && cell.target ? owners.get(cell.target.logicalName) : undefined;
  const text = visibleLine(shown ?? cell.raw, room);
  return { name: owner ?? 'link', text, className: shown === undefined ? ' lk mono' : ' lk' };
}

/** What the thread with the rows says of a nested value, or else what its beginning says. */
function nestedText(cell: Value, formatted: boolean, room: number | undefined): string {
  if (!formatted) return visibleLine(cell.raw, room);
  return visibleLine(cell.formatted ?? (cell.cut ? cell.raw : summarizeJson(cell.raw)), room);
}

function classOf({ kind }: ResultColumn, cell: Value, formatted: boolean): string {
  if (kind === 'number' || kind === 'money') return ' num';
  if (kind === 'choice') return !formatted && cell.type === 'number' ? ' num' : '';
  if (kind === 'date') return ' tab';
  return kind === 'guid' ? ' mono' : '';
}

/** Shorter texts are read in their cell, or in its tooltip. */
const longText = 120;

/** True where more can be shown under the row than in the cell. */
export function opens(column: ResultColumn, cell: Cell | undefined): boolean {
  if (cell?.state !== 'value') return false;
  if (column.kind === 'rows' || column.kind === 'image' || cell.type === 'json') return true;
  return cell.cut === true || cell.raw.length > longText || /[\r\n]/.test(cell.raw);
}

/** True where the cell leads to another record. */
export function leads(column: ResultColumn, cell: Cell | undefined): boolean {
  return column.kind === 'lookup' && cell?.state === 'value';
}
