import { summarizeJson } from '../../../core/results/cellText';
import type { Cell, ResultColumn } from '../../../core/results/model';
import { visibleLine } from './visibleText';

export type FaceName =
  'text' | 'null' | 'empty' | 'choice' | 'link' | 'person' | 'team' | 'json' | 'rows' | 'image';

/** How a cell looks. */
export interface Face {
  readonly name: FaceName;
  readonly text: string;
  /** The number of a choice. */
  readonly beside?: string;
}

type Value = Cell & { state: 'value' };

const owners: Readonly<Record<string, 'person' | 'team'>> = { systemuser: 'person', team: 'team' };
const nothing: Face = { name: 'text', text: '' };
const nullFace: Face = { name: 'null', text: 'null' };
const emptyFace: Face = { name: 'empty', text: '""' };

/** `undefined` is a cell on its way. */
export function faceOf(column: ResultColumn, cell: Cell | undefined, formatted: boolean): Face {
  if (!cell || cell.state === 'absent') return nothing;
  if (cell.state === 'null') return nullFace;
  if (cell.type === 'text' && cell.raw === '' && !(formatted && cell.formatted)) return emptyFace;
  if (column.kind === 'rows') return { name: 'rows', text: collectionText(cell) };
  if (column.kind === 'image' && cell.type === 'text') return { name: 'image', text: 'Picture' };
  if (cell.type === 'json') return { name: 'json', text: jsonText(cell) };
  if (column.kind === 'lookup') return lookupFace(cell, formatted);
  if (!formatted) return { name: 'text', text: visibleLine(cell.raw) };
  const text = visibleLine(cell.formatted ?? cell.raw);
  return column.kind === 'choice' && cell.formatted !== undefined
    ? { name: 'choice', text, beside: visibleLine(cell.raw) }
    : { name: 'text', text };
}

function lookupFace(cell: Value, formatted: boolean): Face {
  const text = visibleLine(formatted ? (cell.formatted ?? cell.raw) : cell.raw);
  return { name: (formatted && cell.target && owners[cell.target.logicalName]) || 'link', text };
}

function collectionText(cell: Value): string {
  if (cell.formatted !== undefined) return visibleLine(cell.formatted);
  if (cell.cut) return 'Many records';
  const text = summarizeJson(cell.raw);
  return text.replace(/^(\d+) items?$/, (_, n: string) => (n === '1' ? '1 record' : `${n} records`));
}

function jsonText(cell: Value): string {
  return visibleLine(cell.cut ? cell.raw : summarizeJson(cell.raw));
}

/** Class names beside `gc` that a cell of this column has. */
export function classOf(column: ResultColumn, cell: Cell | undefined, formatted: boolean): string {
  const { kind } = column;
  if (kind === 'number' || kind === 'money') return ' num';
  if (kind === 'date') return ' tab';
  if (cell?.state !== 'value') return '';
  if (!formatted && kind === 'choice' && cell.type === 'number') return ' num';
  const id = kind === 'guid' || (kind === 'lookup' && (!formatted || cell.formatted === undefined));
  return id ? ' mono' : '';
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
